"""How easily a text is read: the Flesch-Kincaid grade level, and words that shut people out (L31)."""

import re
from collections.abc import Iterator

from core.rules.design_check.findings import Finding, Surroundings
from core.rules.drafts import Draft

HIGHEST_GRADE = 12
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_END = re.compile(r"[.!?]+(?=[\s\"”’')]|$)")
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|approx|no|vs|dr|mr|ms|mrs|st|[a-z])\.", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]+", re.IGNORECASE)


def words(text: str) -> int:
    return len(_WORD.findall(text))


def sentences(text: str) -> int:
    """How many sentences; text without an end mark is one. The point of an abbreviation ends nothing.

    >>> sentences("Uses tools, e.g. a meter. Notes it."), sentences("No end"), sentences("")
    (2, 1, 0)
    """
    plain = _SHORT.sub("x", text).strip()
    return sum(bool(_WORD.search(part)) for part in _END.split(plain))


def syllables(word: str) -> int:
    """Groups of vowels, at least one; a silent e at the end and in -ed, -es is not counted, a syllabic -le is.

    >>> [syllables(word) for word in ("make", "table", "briefed", "incident", "operation")]
    [1, 2, 1, 3, 4]
    """
    low = word.casefold()
    count = len(_VOWELS.findall(low))
    if re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouyscxzh]es$", low):
        count -= 1
    return max(count, 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade level, 0 for no words.

    0.39 · words/sentences + 11.8 · syllables/words − 15.59 (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new
    readability formulas", 1975). Syllables are estimated; expect a grade more or less.
    """
    found = _WORD.findall(text)
    if not found:
        return 0.0
    count = sum(syllables(part) for word in found for part in word.split("-") if part)
    return max(0.0, 0.39 * len(found) / max(sentences(text), 1) + 11.8 * count / len(found) - 15.59)


# Words with what one says in their place.
PLAIN = {
    "chairman": "chair",
    "chairmen": "chairs",
    "foreman": "lead",
    "foremen": "leads",
    "manpower": "staff",
    "man-hours": "hours of work",
    "manned": "staffed",
    "unmanned": "unstaffed",
    "workman": "worker",
    "workmen": "workers",
    "repairman": "technician",
    "repairmen": "technicians",
    "handyman": "technician",
    "tradesman": "tradesperson",
    "tradesmen": "trades",
    "salesman": "salesperson",
    "fireman": "firefighter",
    "firemen": "firefighters",
    "policeman": "police officer",
    "mankind": "people",
    "man-made": "artificial",
    "housewife": "person at home",
    "guys": "everybody",
    "crippled": "disabled",
    "handicapped": "disabled",
    "wheelchair-bound": "who uses a wheelchair",
    "suffers from": "has",
    "suffering from": "with",
    "dumb": "unclear",
    "lame": "weak",
    "crazy": "surprising",
    "insane": "surprising",
    "sanity check": "quick check",
    "blacklist": "blocklist",
    "whitelist": "allowlist",
    "tone-deaf": "careless",
    "blind spot": "gap",
    "native speaker": "fluent speaker",
    "grandfathered": "exempted",
}
_SHUTS_OUT = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, PLAIN)) + r")(?![\w-])", re.IGNORECASE)
_HE = re.compile(r"(?<![\w/-])(?:he|his|him|she|her|hers)(?![\w/-])", re.IGNORECASE)


def shutting_out(text: str) -> str:
    """The first word of the text that shuts people out; empty when there is none."""
    found = _SHUTS_OUT.search(text) or _HE.search(text)
    return found[0] if found else ""


def open_to_all(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Words that shut people out, and prose that needs more schooling than the skill does."""
    for place in ("title", "outcome", "description", "problem_solved", "on_the_job_task", "peer_step", "prerequisites"):
        text = getattr(draft, place)
        if word := shutting_out(text):
            instead = PLAIN.get(word.casefold(), "they, or the person’s role")
            yield _finding(place, "word", word, f"“{word}” may shut people out. Plainer: {instead}.")
    if grade(draft.description) > HIGHEST_GRADE:
        text = f"The description is hard to read: school grade {grade(draft.description):.0f}."
        yield _finding("description", "grade", "", text)


def _finding(place: str, part: str, quoted: str, message: str) -> Finding:
    return Finding(
        severity="advise",
        penalty=1,
        step="people" if place in ("problem_solved", "on_the_job_task") else "skill",
        place=place,
        part=part,
        quoted=quoted,
        message=message,
        why="People who do not find themselves in the words do not enrol. Short sentences and plain words keep nobody out.",
    )
