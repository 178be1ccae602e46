"""Two programs that promise the same (L30): how alike two outcomes are, letter by letter."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log, sqrt

from core.rules.design_check.findings import Finding, Surroundings
from core.rules.drafts import Draft

ALIKE = 0.85
Vector = dict[str, float]


@lru_cache(maxsize=1024)
def grams(text: str) -> dict[str, int]:
    """How often each run of three characters occurs, case and outer space aside.

    >>> sorted(grams("Ab c"))
    [' ab', ' c ', 'ab ', 'b c']
    """
    padded = f" {' '.join(text.casefold().split())} "
    return dict(Counter(padded[n : n + 3] for n in range(len(padded) - 2)))


def likeness(text: str, others: Sequence[str]) -> list[float]:
    """The cosine of the text with each of the others, 0 to 1, over runs of three characters weighted by TF-IDF.

    idf = ln((1 + n) / (1 + df)) + 1 over the text and the others, so that what every outcome has in common counts less.
    """
    counts = [grams(text), *map(grams, others)]
    df = Counter(gram for row in counts for gram in row)
    idf = {gram: log((1 + len(counts)) / (1 + n)) + 1 for gram, n in df.items()}
    own = {gram: n * idf[gram] for gram, n in counts[0].items()}
    return [_cosine(own, {gram: n * idf[gram] for gram, n in row.items()}) for row in counts[1:]]


def _cosine(a: Vector, b: Vector) -> float:
    length = sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))
    return sum(x * b[gram] for gram, x in a.items() if gram in b) / length if length else 0.0


def not_there_yet(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """The program that promises most nearly the same, if any does."""
    if not draft.outcome.strip() or not around.others:
        return
    alike = likeness(draft.outcome, [other.outcome for other in around.others])
    nearest = max(range(len(alike)), key=alike.__getitem__)
    if alike[nearest] > ALIKE:
        other = around.others[nearest]
        yield Finding(
            severity="warn",
            penalty=4,
            step="skill",
            place="outcome",
            part=other.code,
            quoted=other.outcome,
            message=f"{other.code} “{other.title}” promises nearly the same.",
            why="Two programs for one skill share their people and confuse them. Make this one the next version of the other, or say in the"
            " outcome what is different.",
        )
