"""What the program promises: asking people, tries, how long the badge stays true, what Europe wants to read (L20, L24, L26-L28)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from core.rules.design_check.findings import Finding, Fix, Step, Surroundings
from core.rules.drafts import Draft, DraftSkill
from core.rules.eu_elements import PARTICIPATION_WORDS, QUALITY, SOURCE, missing_elements
from core.rules.times import add_duration
from core.rules.uses import LATEST, SOONEST, USUAL

SHORTEST_SOFT = "P6M"
LOWEST_CONTRAST = 3.0
_ANY_DAY = datetime(2024, 1, 1, tzinfo=UTC)
Survey = Mapping[str, Any]


def asking_people(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Before, after, and again when it has had time to show at work."""
    missing = [moment for moment in ("before", "after") if not any(row.get("moment") == moment for row in draft.surveys)]
    if missing:
        yield Finding(
            severity="warn",
            penalty=5,
            step="promise",
            place="surveys",
            part="round",
            message=f"Nobody is asked {' or '.join(missing)}. Attach a short survey.",
            why="Only the same questions before and after tell whether something changed. Two minutes each are enough.",
            fixes=_with_link(draft, "Ask with the same form", tuple({"moment": moment} for moment in missing)),
        )
    if not any(row.get("moment") == "follow_up" and _in_time(row.get("days_after")) for row in draft.surveys):
        yield Finding(
            severity="advise",
            penalty=3,
            step="promise",
            place="surveys",
            part="follow_up",
            message=f"Ask once more {SOONEST} to {LATEST} days after the badge: is it used at work?",
            why="Right after a program everybody is pleased. Two to three months later one knows whether it is used.",
            fixes=_follow_up(draft),
        )


def _in_time(days: object) -> bool:
    return isinstance(days, int) and SOONEST <= days <= LATEST


def _link(draft: Draft) -> str:
    return next((link for row in draft.surveys if isinstance(link := row.get("link"), str) and link.strip()), "")


def _with_link(draft: Draft, label: str, surveys: tuple[dict[str, Any], ...]) -> tuple[Fix, ...]:
    """More surveys with the address of one that is there; without any address nothing can be offered."""
    if not (link := _link(draft)):
        return ()
    return (Fix(label, lambda old: old.with_(surveys=(*old.surveys, *({"link": link, **row} for row in surveys)))),)


def _follow_up(draft: Draft) -> tuple[Fix, ...]:
    if any(row.get("moment") == "follow_up" for row in draft.surveys):
        return (Fix(f"Ask after {USUAL} days", ask_in_time),)
    return _with_link(draft, "Ask with the same form", ({"moment": "follow_up", "days_after": USUAL},))


def ask_in_time(draft: Draft) -> Draft:
    rows = (row | {"days_after": USUAL} if row.get("moment") == "follow_up" else row for row in draft.surveys)
    return draft.with_(surveys=tuple(rows))


def another_try(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    if draft.wants_performance and draft.max_attempts <= 1:
        yield Finding(
            severity="warn",
            penalty=6,
            step="promise",
            place="max_attempts",
            message="There is only one try.",
            why="Returning work with reasons is how people learn. With one try it is an examination, and the feedback comes too late.",
            fixes=(Fix("Give three tries", lambda old: old.with_(max_attempts=3)),),
        )


def stays_true(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Safety and software change, so their badges run out; working with people does not change in half a year."""
    skill = draft.skills[0] if draft.skills else DraftSkill()
    safety, software = skill.category == "safety", skill.category == "software" or bool(skill.product.strip())
    if (safety or software) and not draft.validity.strip():
        duration, words = ("P1Y", "one year") if safety else ("P2Y", "two years")
        yield _validity_finding(
            "warn", 4, f"How long does it stay true? Skills in {'safety' if safety else 'software'} run out.", duration, words
        )
    elif skill.kind == "soft" and not (safety or software) and _is_short(draft.validity):
        yield _validity_finding("advise", 2, "Less than half a year is short for a skill of working with people.", "P1Y", "one year")


def _is_short(validity: str) -> bool:
    try:
        return add_duration(_ANY_DAY, validity) < add_duration(_ANY_DAY, SHORTEST_SOFT)
    except (ValueError, OverflowError):  # not a duration, or one beyond the calendar
        return False


def _validity_finding(severity: str, penalty: int, message: str, duration: str, words: str) -> Finding:
    return Finding(
        severity="warn" if severity == "warn" else "advise",
        penalty=penalty,
        step="promise",
        place="validity",
        message=message,
        why="Whoever reads the badge takes it to be true today. An end date says until when, and renewing is a short step.",
        fixes=(Fix(f"Let it be valid for {words}", lambda draft: draft.with_(validity=duration)),),
    )


# The element of the Recommendation: where it is written in the draft, on which step.
_ELEMENTS: dict[str, tuple[str, Step]] = {
    "workload": ("effort_hours", "promise"),
    "level": ("level", "skill"),
    "assessment": ("assessment", "promise"),
    "participation": ("participation", "promise"),
    "quality": ("quality", "promise"),
}


def european_elements(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """What a European micro-credential has to say; identity, title and outcome have rules of their own."""
    for element in missing_elements(draft):
        if element.key in _ELEMENTS:
            place, step = _ELEMENTS[element.key]
            yield _element_finding(place, step, element.name, _element_fixes(element.key))
    if not draft.supervision:
        yield _element_finding("supervision", "promise", "Supervision and identity verification", ())
    if around.country_known is False:
        yield _element_finding("", "promise", "Country or region of the awarding body (under Admin, Issuer)", (), part="country")


def _element_fixes(key: str) -> tuple[Fix, ...]:
    if key == "level":
        return (Fix("No level applies", lambda draft: draft.with_(level="No level applies")),)
    if key == "quality":
        return (Fix("Say what the portal does", lambda draft: draft.with_(quality=QUALITY)),)
    if key == "participation":
        return tuple(Fix(_first_word(words), _participation(form)) for form, words in PARTICIPATION_WORDS.items())
    return ()


def _first_word(words: str) -> str:
    return words.split(":")[0]


def _participation(form: str) -> Any:
    return lambda draft: draft.with_(participation=form)


def _element_finding(place: str, step: Step, name: str, fixes: tuple[Fix, ...], part: str = "eu") -> Finding:
    return Finding(
        severity="warn",
        penalty=2,
        step=step,
        place=place,
        part=part,
        message=f"Not stated yet: {name[:1].lower()}{name[1:]}.",
        why=f"With these elements the badge is understood and accepted across Europe ({SOURCE}).",
        fixes=fixes,
    )


def readable_picture(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """The picture in words, and a title that stands out.

    The portal's own pictures guarantee a text alternative made of the title, and white words on a colour with a contrast of
    4.5 : 1 and more; so missing words are only an advice, and contrast is measured where a picture of one's own is used.
    """
    if not draft.picture_words.strip():
        yield _picture_finding(
            "advise",
            1,
            "picture_words",
            "Say in words what the picture of the badge shows.",
            Fix("Write it from the title", describe_picture),
        )
    if around.title_contrast is not None and around.title_contrast < LOWEST_CONTRAST:
        message = f"The title hardly stands out from the picture: contrast {around.title_contrast:.1f} : 1, at least 3 : 1 is needed."
        yield _picture_finding("warn", 3, "picture", message, None)


def describe_picture(draft: Draft) -> Draft:
    """Words for the portal's own picture: its shape, its ring, its title."""
    shape = "hexagonal" if draft.skills and draft.skills[0].kind == "technical" else "round"
    ring = "a golden ring: the work was judged" if draft.wants_performance else "an outlined ring: activities were completed"
    title = " ".join(draft.title.split())
    return draft.with_(picture_words=f"A {shape} badge{f' with the title “{title}”' if title else ''} and {ring}.")


def _picture_finding(severity: str, penalty: int, place: str, message: str, fix: Fix | None) -> Finding:
    return Finding(
        severity="warn" if severity == "warn" else "advise",
        penalty=penalty,
        step="promise",
        place=place,
        message=message,
        why="People who do not see the picture, or see it badly, get the same badge (WCAG 2.2, success criteria 1.1.1 and 1.4.11).",
        fixes=(fix,) if fix else (),
    )
