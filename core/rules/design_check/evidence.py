"""What is handed in fits what is judged: evidence for each criterion, more than words about it, another way for all (L14, L17, L25)."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from core.rules.design_check.findings import Finding, Fix, Surroundings
from core.rules.design_check.seat_time import seat_time
from core.rules.drafts import Draft, DraftEvidence
from core.rules.rubric_drafts import new_key

LIVE = ("audio", "video", "observation")
ANOTHER_WAY = (
    "If this form does not suit you: hand in a written account of what you did and said, with a few lines from somebody who was there."
)


def aligned(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Something is handed in; each piece shows a criterion, and each criterion is shown by a piece.

    A single piece shows everything unless it says otherwise.
    """
    if not draft.wants_performance:
        return
    if not any(row.minimum > 0 for row in draft.evidence):
        yield _no_evidence(draft)
    known = {row.key for row in draft.criteria}
    if not known or not draft.evidence or (len(draft.evidence) == 1 and not draft.evidence[0].criteria):
        return
    unused = [row for row in draft.evidence if not known & set(row.criteria)]
    if unused:
        yield _gap("evidence", "unused", _titles(unused), f"Say which criteria are shown by {_titles(unused)}.", every_piece_shows_all)
    if len(unused) == len(draft.evidence):
        return
    shown = {key for row in draft.evidence for key in row.criteria}
    if unseen := [row for row in draft.criteria if row.key not in shown]:
        titles = ", ".join(f"“{row.title or row.key}”" for row in unseen)
        yield _gap("criteria", "unseen", titles, f"Nothing that is handed in shows {titles}.", every_criterion_is_shown)


def _titles(rows: Sequence[DraftEvidence]) -> str:
    return ", ".join(f"“{row.title or row.key}”" for row in rows)


def _no_evidence(draft: Draft) -> Finding:
    optional = next((row for row in draft.evidence if not seat_time(f"{row.title}. {row.prompt}")), None)
    fix = Fix("Ask for the work itself", ask_for_the_work)
    if draft.evidence:
        fix = Fix(f"Require “{optional.title or optional.key}”", lambda old: _required(old, optional.key)) if optional else fix
    return Finding(
        severity="block",
        penalty=15,
        step="evidence",
        place="evidence",
        part="none",
        message="Nothing has to be handed in, so there is nothing to judge.",
        why="What was judged is named on the badge. Ask for one thing that people make or do at work anyway.",
        fixes=(fix,),
    )


def ask_for_the_work(draft: Draft) -> Draft:
    """One more piece: the work itself, for every criterion."""
    new = DraftEvidence(
        key=new_key("E", (row.key for row in draft.evidence)),
        title="The work itself",
        prompt="What you made or did at work, as it was used. Leave out names of other people.",
        criteria=tuple(row.key for row in draft.criteria),
    )
    return draft.with_(evidence=(*draft.evidence, new))


def _required(draft: Draft, key: str) -> Draft:
    rows = (row.with_(minimum=1, maximum=max(1, row.maximum)) if row.key == key else row for row in draft.evidence)
    return draft.with_(evidence=tuple(rows))


def _gap(place: str, part: str, quoted: str, message: str, mend: Callable[[Draft], Draft]) -> Finding:
    labels = {"unused": "It can show every criterion", "unseen": "Every piece can show it"}
    return Finding(
        severity="warn",
        penalty=4,
        step="evidence",
        place=place,
        part=part,
        quoted=quoted,
        message=message,
        why="Outcome, evidence and criteria are one chain: what is judged must be visible in what is handed in, and what is handed in"
        " must be looked at.",
        fixes=(Fix(labels[part], mend),),
    )


def every_piece_shows_all(draft: Draft) -> Draft:
    """Pieces that show nothing yet are looked at for every criterion."""
    known = tuple(row.key for row in draft.criteria)
    rows = (row if set(known) & set(row.criteria) else row.with_(criteria=known) for row in draft.evidence)
    return draft.with_(evidence=tuple(rows))


def every_criterion_is_shown(draft: Draft) -> Draft:
    """Criteria that nothing shows are looked for in every piece."""
    shown = {key for row in draft.evidence for key in row.criteria}
    unseen = tuple(row.key for row in draft.criteria if row.key not in shown)
    return draft.with_(evidence=tuple(row.with_(criteria=(*row.criteria, *unseen)) for row in draft.evidence))


def more_than_words(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    if draft.wants_performance and draft.evidence and all(row.genre == "reflection" for row in draft.evidence):
        yield Finding(
            severity="warn",
            penalty=5,
            step="evidence",
            place="evidence",
            part="reflection",
            message="All that is handed in are reflections.",
            why="Good writing about a change and a change at work are two things, and essays hide which one it is. One thing that was"
            " made, or the word of somebody who saw it, tells them apart.",
            fixes=(Fix("Add the word of somebody who saw it", add_attestation),),
        )


def add_attestation(draft: Draft) -> Draft:
    """One more piece: the word of a colleague, for every criterion."""
    new = DraftEvidence(
        key=new_key("E", (row.key for row in draft.evidence)),
        title="The word of somebody who saw it",
        prompt="A few lines from a colleague or supervisor: what they saw you do, when it was, and how they know you.",
        genre="attestation",
        criteria=tuple(row.key for row in draft.criteria),
    )
    return draft.with_(evidence=(*draft.evidence, new))


def another_way(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Evidence that has to be heard or seen leaves somebody out, unless it names another way."""
    for row in draft.evidence if draft.wants_performance else ():
        if row.genre in LIVE and not row.alternatives.strip():
            yield Finding(
                severity="warn",
                penalty=6,
                step="evidence",
                place=f"evidence.{row.key}.alternatives",
                quoted=row.title,
                message=f"“{row.title or row.key}”: name another way for those who cannot be heard or seen like this.",
                why="Some people cannot record themselves, may not record others, or do not speak in public. The skill is what counts,"
                " not the form in which it is shown.",
                fixes=(Fix("Add another way", partial(offer_another_way, key=row.key)),),
            )


def offer_another_way(draft: Draft, key: str) -> Draft:
    rows = (row.with_(alternatives=row.alternatives.strip() or ANOTHER_WAY) if row.key == key else row for row in draft.evidence)
    return draft.with_(evidence=tuple(rows))
