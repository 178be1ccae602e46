"""Programs of other people, asked many things at once: they run in node, where starting takes longer than answering."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.badges.contexts import EXTENSIONS, OPEN_BADGES, context

HERE = Path(__file__).parent
NODE = shutil.which("node")
IS_HERE = NODE is not None and (HERE / "node_modules" / "@digitalbazaar" / "vc").is_dir()
REQUIRED = os.environ.get("PROOFMARK_NODE") == "required"


@dataclass(frozen=True)
class Answer:
    """``verified``: signature, key and dates are good. ``bit``: the entry in the status list, ``None`` where it did not come to that."""

    verified: bool
    reasons: tuple[str, ...]
    bit: int | None


def ask(badges: Mapping[str, Any], *, portals: Mapping[str, str], documents: Mapping[str, Any] | None = None) -> dict[str, Answer]:
    """What others say about credentials (dictionaries) and JWTs (text).

    ``portals`` lead from public addresses to the ones on this machine, ``documents`` are at addresses of nobody here. The
    Open Badges contexts are the pinned files of openbadgeslib; those of the W3C bring the programs along themselves.
    """
    given = {name: context(name) for name in (OPEN_BADGES, EXTENSIONS)}
    request = {"badges": badges, "portals": portals, "documents": {**given, **(documents or {})}}
    assert NODE, "node is not on this machine"
    done = subprocess.run([NODE, "check.mjs"], cwd=HERE, input=json.dumps(request), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    answers = json.loads(done.stdout)
    return {name: Answer(row["verified"], tuple(row["reasons"]), row["bit"]) for name, row in answers.items()}
