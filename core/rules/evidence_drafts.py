"""Working on what members hand in, while it is not finished: requirements come, go and move by their keys."""

from core.rules.drafts import Draft, DraftEvidence
from core.rules.rubric_drafts import moved, new_key

MOST_EVIDENCE = 8


def add_evidence(draft: Draft) -> Draft:
    """One more at the end, taken as a file or as a text."""
    new = DraftEvidence(key=new_key("E", (row.key for row in draft.evidence)))
    return draft.with_(evidence=(*draft.evidence, new))


def move_evidence(draft: Draft, key: str, by: int) -> Draft:
    place = next((n for n, row in enumerate(draft.evidence) if row.key == key), None)
    return draft if place is None else draft.with_(evidence=moved(draft.evidence, place, by))


def remove_evidence(draft: Draft, key: str) -> Draft:
    return draft.with_(evidence=tuple(row for row in draft.evidence if row.key != key))
