"""What an importer gives, as one readable line each: for the case files beside the fixtures."""

from datetime import UTC
from pathlib import Path

from core.rules.lms import IMPORTERS, guess
from core.rules.lms.choices import Choices
from core.rules.lms.rows import Bad, Other, Read, Row, Void
from core.rules.times import stamp
from core.settings import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "lms"


def in_a_line(read: Read) -> str:
    """*line 2 | Ada Obi (ada@…) | Read the guide | Completed = complete | 2026-05-03T10:00:00Z | 85 %*, and what else there is."""
    match read:
        case Row():
            where = f"line {read.line}" + (f".{read.column}" if read.column else "")
            parts = [where, read.who.shown, read.activity, f"{read.word} = {read.state or '?'}"]
            parts += [stamp(read.at.astimezone(UTC))] if read.at else []
            parts += [f"{read.score_bp / 100:g} %"] if read.score_bp is not None else []
            parts += [f"({read.note})"] if read.note else []
            parts += [f"! {read.problem}"] if read.problem else []
            parts += [f"#{read.key[-4:]}"] if read.key else []
            return " | ".join(parts)
        case Void():
            return f"line {read.line} | withdraws #{read.key[-4:]}"
        case Bad():
            return f"line {read.line} | bad: {read.sentence}"
        case Other():
            return f"line {read.line} | other"


def lines_of(path: Path, choices: Choices | None = None) -> list[str]:
    with path.open("rb") as file:
        chosen = choices or guess(file)
        return [in_a_line(read) for read in IMPORTERS[chosen.format].parse(file, chosen)]
