"""A program version taken apart into what a reader would call its parts, each in words: the table that versions are compared by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from core.rules.completion import Activity, in_lines
from core.rules.pass_rules import AllAtLevel, KOfN, Weighted, rule_in_words
from core.rules.programs import BENCHMARK_SENTENCES, GENRE_WORDS, ProgramVersion
from core.rules.quizzes import Question
from core.rules.rubrics import Criterion
from core.rules.times import duration_in_words

Section = Literal[
    "What it is", "The skill", "What people hand in", "How work is judged", "What people do", "What people can count on", "For the record"
]


@dataclass(frozen=True)
class Field:
    """``words`` says the part as a reader would; empty means that it is not there. ``of_substance``: something else is asked for.

    ``counts`` leaves a part out where neither version's rules look at it.
    """

    section: Section
    label: str
    words: Callable[[Any], str]
    of_substance: bool = True
    counts: Callable[[ProgramVersion, ProgramVersion], bool] | None = None
    member: str = ""


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(_shown(one) for one in value)
        case _:
            return str(value)


def _says(member: str) -> Callable[[Any], str]:
    return lambda whole: _shown(getattr(whole, member))


def _of_skill(member: str) -> Callable[[Any], str]:
    return lambda whole: _shown(getattr(whole.skill, member))


def _counted(member: str, noun: str) -> Callable[[Any], str]:
    """A number with its noun, for example *2 weeks*."""

    def words(whole: Any) -> str:
        number = getattr(whole, member)
        return f"{number:g} {noun}" + ("" if number == 1 else "s")

    return words


def _validity(program: ProgramVersion) -> str:
    return duration_in_words(program.validity) if program.validity else "it does not expire"


def _renewal(program: ProgramVersion) -> str:
    renewal = program.renewal
    kinds = {
        "none": "",
        "reassess": "by showing the skill again",
        "evidence": f"by evidence of practice: {renewal.prompt}",
        "update_program": f"by the program {renewal.program}",
    }
    return kinds[renewal.kind]


def _surveys(program: ProgramVersion) -> str:
    moments = {"before": "before", "after": "after", "follow_up": "later"}
    days = (f" {row.days_after} days" if row.days_after else "" for row in program.surveys)
    return ", ".join(f"{moments[row.moment]}{wait}: {row.link}" for row, wait in zip(program.surveys, days, strict=True))


def _alignments(program: ProgramVersion) -> str:
    return ", ".join(" ".join(filter(None, (row.framework, row.code, row.name, f"({row.url})"))) for row in program.alignments)


_UNDERSCORES = {"unsupervised_verified": "unsupervised, identity checked"}


def _spaced(member: str) -> Callable[[Any], str]:
    def words(whole: Any) -> str:
        value = str(getattr(whole, member))
        return _UNDERSCORES.get(value, value.replace("_", " "))

    return words


def _plain(section: Section, member: str, label: str, *, of_substance: bool = False, words: Callable[[Any], str] | None = None) -> Field:
    return Field(section, label, words or _says(member), of_substance, member=member)


FIELDS: tuple[Field, ...] = (
    _plain("What it is", "title", "The title"),
    _plain("What it is", "outcome", "What the earner can do", of_substance=True),
    _plain(
        "What it is",
        "benchmark",
        "How it is earned",
        of_substance=True,
        words=lambda program: BENCHMARK_SENTENCES[program.benchmark],
    ),
    _plain("What it is", "description", "The description"),
    _plain("What it is", "problem_solved", "The problem at work"),
    _plain("What it is", "on_the_job_task", "The task on the job"),
    _plain("What it is", "learner_quote", "What a learner said"),
    _plain("What it is", "job_roles", "Who it is for"),
    _plain("What it is", "goals", "The goals of the association"),
    _plain("The skill", "skill", "The name of the skill", words=_of_skill("name")),
    Field("The skill", "The skill in a sentence", _of_skill("statement")),
    Field("The skill", "The code of the skill", _of_skill("code"), of_substance=False),
    Field("The skill", "The kind of skill", _of_skill("kind"), of_substance=False),
    Field("The skill", "The category of the skill", _of_skill("category"), of_substance=False),
    Field("The skill", "The product", _of_skill("product")),
    Field("The skill", "The version of the product", _of_skill("product_version")),
    _plain("The skill", "supporting_skills", "Supporting skills"),
    _plain("The skill", "alignments", "What frameworks call it", words=_alignments),
    _plain("The skill", "level", "The level"),
    _plain("The skill", "eqf_level", "The EQF level"),
    _plain("What people hand in", "what_good_looks_like", "What good looks like"),
    _plain("How work is judged", "max_attempts", "Attempts", of_substance=True, words=_counted("max_attempts", "attempt")),
    _plain("What people do", "peer_step", "The step with colleagues"),
    _plain("What people can count on", "prerequisites", "Before one starts", of_substance=True),
    _plain("What people can count on", "effort_hours", "The effort", words=_counted("effort_hours", "hour")),
    _plain("What people can count on", "weeks", "The length", words=_counted("weeks", "week")),
    _plain("What people can count on", "weekly_hours", "The pace", words=_counted("weekly_hours", "hour a week")),
    _plain("What people can count on", "decision_days", "The decision comes within", words=_counted("decision_days", "working day")),
    _plain("What people can count on", "validity", "How long the badge is valid", of_substance=True, words=_validity),
    _plain("What people can count on", "renewal", "How the badge is renewed", of_substance=True, words=_renewal),
    _plain("For the record", "language", "The language"),
    _plain("For the record", "tags", "Tags"),
    _plain("For the record", "participation", "The form of taking part", words=_spaced("participation")),
    _plain("For the record", "supervision", "Supervision", words=_spaced("supervision")),
    _plain("For the record", "assessment", "The type of assessment"),
    _plain("For the record", "quality", "Quality assurance"),
    _plain("For the record", "picture_words", "The picture in words"),
    _plain("For the record", "surveys", "Surveys", words=_surveys),
    _plain("For the record", "pathway_criteria", "What the pathway asks for", of_substance=True),
)

EVIDENCE: tuple[Field, ...] = (
    Field("What people hand in", "Title", _says("title"), of_substance=False),
    Field("What people hand in", "What is asked for", _says("prompt")),
    Field("What people hand in", "Kind", lambda row: GENRE_WORDS[row.genre]),
    Field("What people hand in", "Taken as", _says("accepts")),
    Field("What people hand in", "How many", lambda row: _range(row.minimum, row.maximum)),
    Field("What people hand in", "Another way", _says("alternatives"), of_substance=False),
    Field("What people hand in", "Where it comes from", lambda row: "real work" if row.context == "workplace" else "may be simulated"),
    Field("What people hand in", "Criteria that it can show", _says("criteria")),
)


def _range(fewest: int, most: int) -> str:
    return str(most) if fewest == most else f"{fewest} to {most}"


def _weights_count(old: ProgramVersion, new: ProgramVersion) -> bool:
    return not all(isinstance(version.pass_rule, AllAtLevel | KOfN) for version in (old, new))


def _floors_count(old: ProgramVersion, new: ProgramVersion) -> bool:
    return not all(isinstance(version.pass_rule, AllAtLevel | Weighted) for version in (old, new))


def _threshold_counts(old: ProgramVersion, new: ProgramVersion) -> bool:
    return not all(isinstance(version.pass_rule, Weighted) for version in (old, new))


def _weight(row: Criterion) -> str:
    return f"{row.weight_bp / 100:g} %"


def _numbered(member: str) -> Callable[[Any], str]:
    return lambda row: f"level {getattr(row, member) + 1}"


CRITERION: tuple[Field, ...] = (
    Field("How work is judged", "Title", _says("title"), of_substance=False),
    Field("How work is judged", "What is looked at", _says("description")),
    Field("How work is judged", "Levels", lambda row: " | ".join(row.descriptors)),
    Field("How work is judged", "Level that meets it", _numbered("threshold"), counts=_threshold_counts),
    Field("How work is judged", "Lowest level", _numbered("minimum"), counts=_floors_count),
    Field("How work is judged", "Must be met in any case", _says("critical"), counts=_floors_count),
    Field("How work is judged", "Weight", _weight, counts=_weights_count),
    Field("How work is judged", "Common mistakes", _says("common_mistakes"), of_substance=False),
    Field("How work is judged", "Skill", _says("skill"), of_substance=False),
)


def _who_ticks_off(row: Activity) -> str:
    words = {"self": "oneself", "import": "a list of the organisers", "quiz": "the quiz", "facilitator": "the facilitator"}
    return words[row.source]


def _quiz(row: Activity) -> str:
    if row.quiz is None:
        return ""
    tries = f", {row.quiz.tries} tries" if row.quiz.tries else ""
    return " ".join([f"{row.quiz.pass_bp / 100:g} % right to pass{tries}.", *map(_question, row.quiz.questions)])


def _question(question: Question) -> str:
    """With what is right, for designers read this."""
    if question.kind == "text":
        return f"{question.text} (Accepted: {'; '.join(question.accepted)}.) {question.explanation}".strip()
    choices = "; ".join(f"{choice} ✓" if place in question.right else choice for place, choice in enumerate(question.choices))
    return f"{question.text} ({choices}.) {question.explanation}".strip()


ACTIVITY: tuple[Field, ...] = (
    Field("What people do", "Title", _says("title"), of_substance=False),
    Field("What people do", "Kind", _spaced("kind"), of_substance=False),
    Field("What people do", "What to do", _says("instructions"), of_substance=False),
    Field("What people do", "Link", _says("link"), of_substance=False),
    Field("What people do", "Minutes", lambda row: str(row.minutes) if row.minutes else "", of_substance=False),
    Field("What people do", "Ticked off by", _who_ticks_off),
    Field("What people do", "The sentence that one stands for", _says("attestation")),
    Field("What people do", "Quiz", _quiz),
    Field("What people do", "In the learning system", lambda row: ", ".join(one.value for one in row.lms), of_substance=False),
)


def levels_words(program: ProgramVersion) -> str:
    """The scale from its lowest step to its highest."""
    return ", ".join(level.name for level in program.rubric.levels) if program.rubric else ""


def pass_words(program: ProgramVersion) -> str:
    """The pass rule as its readers know it."""
    return " ".join(rule_in_words(program.pass_rule, program.rubric)) if program.rubric else ""


def completion_words(program: ProgramVersion) -> str:
    """The completion rule as one text."""
    if program.completion is None:
        return ""
    lines = in_lines(program.completion, {row.key: row.title for row in program.activities})
    return " ".join(line.strip().removeprefix("- ").rstrip(":") + (":" if line.endswith(":") else ";") for line in lines).rstrip(";") + "."


_ROWS = {"criteria": "Criterion", "evidence": "Evidence", "activities": "Activity", "descriptors": "level", "questions": "question"}
_PARTS = {field.member: field.label for field in FIELDS if field.member} | {
    "code": "The code",
    "version": "The version number",
    "skill": "The skill",
    "rubric": "The rubric",
    "pass_rule": "When the badge is earned",
    "completion": "What has to be completed",
}


def place_in_words(place: Sequence[int | str]) -> str:
    """Where something is missing or wrong, from the names of its members.

    >>> place_in_words(("rubric", "criteria", 0, "descriptors", 2)), place_in_words(("weeks",)), place_in_words(())
    ('Criterion 1, level 3', 'The length', 'The program')
    """
    whole = place[1:] if len(place) > 2 and place[0] == "rubric" else place
    words: list[str] = []
    for before, part in zip((None, *whole), whole, strict=False):
        if isinstance(part, int):
            words[-1:] = [f"{_ROWS.get(str(before), words[-1] if words else 'number')} {part + 1}"]
        else:
            words.append(_PARTS.get(part, part.replace("_", " ")) if not words else part.replace("_", " "))
    return ", ".join(words) or "The program"
