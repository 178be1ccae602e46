"""Awards: when one is earned, what is known of it when its credential is made, and its state on a given day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from core.errors import RuleBroken
from core.rules import completion, pass_rules
from core.rules.completion import Completion
from core.rules.pass_rules import RuleResult, TraceLine
from core.rules.programs import BENCHMARK_SENTENCES, Benchmark, ProgramVersion
from core.rules.rubrics import Ratings
from core.rules.texts import Line, OptionalLine, OptionalProse
from core.rules.times import add_duration, end_of_day, long_day

RecordedState = Literal["active", "suspended", "revoked", "superseded"]
Origin = Literal["earned", "imported", "correction", "renewal"]
Standing = Literal["valid", "expired", "suspended", "revoked", "superseded"]

CLOCK_LEEWAY = timedelta(minutes=10)


class Issuer(BaseModel):
    """The association as it appears in badges: an Open Badges ``Profile``. ``country`` is ISO 3166-1 alpha-2."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    url: Line
    email: Line
    country: str = ""
    description: OptionalProse = ""
    contact: OptionalLine = ""


class EvidenceFact(BaseModel):
    """One evidence item as described in public; the artefact itself stays private, its digest binds it.

    ``url`` is for what is public anyway, such as the badges that a capstone rests on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    genre: Line
    narrative: OptionalProse
    media_type: str = ""
    sha256: str = ""
    url: str = ""


class AwardFacts(BaseModel):
    """Everything that a credential says, gathered before it is signed.

    ``levels`` maps criterion keys to the levels reached (performance); ``evidence`` holds the described items and, for
    progress, one item per completed activity. ``base_url`` has no trailing slash.
    ``salt`` is random per award (at least 128 bits, hexadecimal). ``judged_here`` is false for results that were brought along.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: str
    base_url: str
    issuer: Issuer
    program: ProgramVersion
    holder_name: Line
    holder_email: str
    salt: str
    awarded_at: datetime
    valid_until: datetime | None = None
    narrative: Line
    levels: dict[str, int] = {}
    evidence: tuple[EvidenceFact, ...] = ()
    started_at: datetime | None = None
    judged_here: bool = True
    list_number: int = 1
    status_index: int

    @property
    def benchmark(self) -> Benchmark:
        return self.program.benchmark


def earned(program: ProgramVersion, completions: Sequence[Completion], approved: Ratings | None) -> RuleResult:
    """Whether the program's whole rule is satisfied by stored facts: the completion rule, the pass rule, or both.

    ``approved`` are the ratings of the approving decision, ``None`` while there is none.
    """
    parts = []
    if program.wants_progress and program.completion:
        parts.append(completion.evaluate(program.completion, program.activities, completions))
    if program.wants_performance and program.rubric:
        waiting = RuleResult(verdict="not_yet", trace=(TraceLine(text="No approving decision yet", holds=False),))
        parts.append(waiting if approved is None else pass_rules.evaluate(program.pass_rule, program.rubric, approved))
    passed = bool(parts) and all(part.passed for part in parts)
    return RuleResult(verdict="pass" if passed else "not_yet", trace=tuple(line for part in parts for line in part.trace))


def valid_until(program: ProgramVersion, awarded_at: datetime) -> datetime | None:
    """The end of the last valid day (UTC), or ``None`` where the program's badges do not expire."""
    if program.validity is None:
        return None
    return end_of_day(add_duration(awarded_at, program.validity).date())


def standing(recorded: RecordedState, ends_at: datetime | None, now: datetime) -> Standing:
    """The one place where a state is derived, so that page, document and numbers cannot disagree.

    Revoked, suspended and superseded are recorded facts; expiry is computed at reading time.
    """
    if recorded != "active":
        return recorded
    return "expired" if ends_at is not None and now > ends_at else "valid"


def check_clock(now: datetime, last_signed_at: datetime | None) -> None:
    """Refuses to sign while the clock stands behind what was signed already: a badge says for years when it was awarded.

    ``last_signed_at`` leaves suspended and revoked badges out, so that one from a clock that ran ahead does not block for years.
    """
    if last_signed_at and now < last_signed_at - CLOCK_LEEWAY:
        raise RuleBroken(
            f"The clock of the portal shows {long_day(now.date())}, {now:%H:%M} UTC, but a badge was signed later than that already."
            " Nothing was issued. Please have the clock put right; if it was wrong back then, suspend the badge of that time."
        )


def how_it_was_earned(program: ProgramVersion, *, attempt: int = 0, items: int = 0, reviewers: int = 0, completed: int = 0) -> str:
    """One public sentence on how the award was earned, for credential, certificate and badge page."""
    parts = []
    if program.wants_progress:
        parts.append(f"Completed {completed} of {len(program.activities)} activities.")
    if program.wants_performance and program.rubric:
        pieces = f"{items} piece" + ("" if items == 1 else "s") + " of evidence"
        judges = f"{reviewers} reviewer" + ("" if reviewers == 1 else "s")
        parts.append(f"{pieces} judged on {len(program.rubric.criteria)} published criteria by {judges} (attempt {attempt}).")
    return " ".join(parts)


def benchmark_sentence(program: ProgramVersion, *, judged_here: bool) -> str:
    """The public sentence on what the badge stands for. Nobody is said to have judged here what was judged elsewhere."""
    if judged_here or not program.wants_performance:
        return BENCHMARK_SENTENCES[program.benchmark]
    also = "Progress and performance: completed the listed activities, and work" if program.wants_progress else "Performance-based: work"
    return f"{also} was judged against a published rubric, outside this portal."


def how_it_was_imported(program: ProgramVersion, *, completed: int, source: str, day: date) -> str:
    """The public sentence for what a list of the organisers brought; it never looks like a judgement made in the portal."""
    parts = []
    if program.wants_progress:
        parts.append(f"Completed {completed} of {len(program.activities)} activities, by a list of the organisers.")
    if program.wants_performance and program.rubric:
        count = len(program.rubric.criteria)
        judged = f"judged outside this portal on the published rubric ({count} criteri{'on' if count == 1 else 'a'})"
        parts.append(f"Results imported from {source or 'a list of the association'} on {long_day(day)}; {judged}.")
    return " ".join(parts)


def criteria_narrative(program: ProgramVersion) -> str:
    """The criteria as Markdown for the Open Badges ``criteria.narrative``: what one must do, without a word about time."""
    lines = [program.outcome, ""]
    if program.pathway_criteria:
        lines.append(program.pathway_criteria)
    if program.wants_progress and program.completion:
        titles = {activity.key: activity.title for activity in program.activities}
        lines += [*completion.in_lines(program.completion, titles), ""]
    if program.wants_performance and program.rubric:
        lines.append("Submit as evidence:")
        lines += [f"- {row.title}" for row in program.evidence] + [""]
        lines.append("The evidence is judged on these criteria:")
        name = program.rubric.level_name
        lines += [f"- {row.title} ({name(row.threshold)}): {row.descriptors[row.threshold]}" for row in program.rubric.criteria]
    return "\n".join(lines).strip()
