"""Any award at all that the portal could make, for laws that hold for every badge."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from core.rules.awards import AwardFacts
from core.rules.texts import clean_line, clean_text, filled_line, filled_text
from tests.badges.facts import ISSUER, PROGRAMS, PUBLIC, some_facts
from tests.builders import A_TUESDAY, a_rubric


def _takes(rule: Callable[[str], str], text: str) -> bool:
    try:
        rule(text)
    except ValueError:
        return False
    return True


def accepted(rule: Callable[[str], str], longest: int = 30) -> st.SearchStrategy[str]:
    """Any text at all that the portal's own rule for such a field takes."""
    signs = st.sampled_from("\t\n") | st.characters(exclude_categories=["Cc", "Cs"]).filter(lambda sign: _takes(rule, f"a{sign}"))
    return st.text(signs, min_size=1, max_size=longest).filter(lambda text: _takes(rule, text)).map(rule)


LINES, PROSE = accepted(filled_line), accepted(filled_text)
MAYBE_LINES, MAYBE_PROSE = accepted(clean_line), accepted(clean_text)
MOMENTS = st.integers(0, 40_000_000).map(lambda seconds: A_TUESDAY - timedelta(seconds=seconds))


@st.composite
def alignments(draw: st.DrawFn) -> dict[str, str]:
    said = {"name": draw(LINES), "code": draw(MAYBE_LINES), "framework": draw(MAYBE_LINES), "description": draw(MAYBE_PROSE)}
    url = draw(st.sampled_from(["/frameworks/SKILLS/COM.1.json", "https://köln.example/ü?a=b#c", "http://localhost:8501/a%20b"]))
    return {**said, "url": url, "type": draw(st.sampled_from(["CFItem", "ceasn:Competency", "CTDL"]))}


@st.composite
def programs(draw: st.DrawFn, benchmark: str) -> Any:
    words = {name: draw(PROSE) for name in ("description", "problem_solved", "on_the_job_task")}
    words |= {name: draw(MAYBE_PROSE) for name in ("what_good_looks_like", "peer_step", "prerequisites")}
    lists = {name: draw(st.lists(LINES, max_size=3, unique=True)) for name in ("tags", "job_roles")}
    lists["alignments"] = draw(st.lists(alignments(), max_size=3))
    words["quality"], words["eqf_level"] = draw(MAYBE_PROSE), draw(st.none() | st.integers(1, 8))
    judged = {}
    if benchmark != "progress":
        rows = [{"key": "C1", "title": draw(LINES), "descriptors": draw(st.tuples(PROSE, PROSE, PROSE, PROSE))}]
        judged = {"rubric": a_rubric(criteria=rows)}
    return PROGRAMS[benchmark](title=draw(LINES), outcome=draw(LINES), level=draw(MAYBE_LINES), **words, **lists, **judged)


@st.composite
def evidence(draw: st.DrawFn) -> dict[str, str]:
    said = {"name": draw(LINES), "genre": draw(LINES), "narrative": draw(MAYBE_PROSE)}
    if draw(st.booleans()):
        said |= {"media_type": "application/pdf", "sha256": draw(st.binary(min_size=32, max_size=32)).hex()}
    if draw(st.booleans()):
        said["url"] = f"{PUBLIC}/b/{draw(st.from_regex(r'[A-Za-z0-9_-]{32}', fullmatch=True))}"
    return said


@st.composite
def any_facts(draw: st.DrawFn, **fixed: Any) -> AwardFacts:
    """Every text, number, date and list that may be different from award to award and from program to program."""
    benchmark = draw(st.sampled_from(sorted(PROGRAMS)))
    awarded = draw(MOMENTS)
    issuer = {"name": draw(LINES), "description": draw(MAYBE_PROSE), "country": draw(st.sampled_from(["", "DE", "CA"]))}
    changes: dict[str, Any] = {
        "program": draw(programs(benchmark)),
        "issuer": ISSUER.model_copy(update=issuer),
        "holder_name": draw(LINES),
        "narrative": draw(LINES),
        "awarded_at": awarded,
        "valid_until": draw(st.none() | st.just(awarded + timedelta(days=5000))),
        "started_at": draw(st.none() | st.just(awarded - timedelta(days=3))),
        "levels": {} if benchmark == "progress" else {"C1": draw(st.integers(0, 3))},
        "evidence": draw(st.lists(evidence(), max_size=3)),
        "list_number": draw(st.integers(1, 50)),
        "status_index": draw(st.integers(0, 131_071)),
    }
    return some_facts(benchmark, **(changes | fixed))
