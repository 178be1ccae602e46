"""A rubric that two reviewers read alike: few criteria, levels that differ in what one sees, a rule without loopholes (L09-L13)."""

import re
from collections.abc import Iterator

from core.rules.descriptors import steps_up
from core.rules.design_check.findings import Finding, Fix, Surroundings
from core.rules.design_check.verbs import is_observable, joined_verbs, leading_word, lemmas
from core.rules.drafts import Draft, DraftCriterion
from core.rules.rubric_drafts import FEWEST_LEVELS, MOST_LEVELS, change_criterion, remove_level, share_equally
from core.rules.rubrics import WHOLE_WEIGHT_BP

FEWEST_CRITERIA, MANY_CRITERIA, FEW_LEVELS = 2, 5, 3
LOWEST_SHARE_BP, USUAL_SHARE_BP, HEAVIEST_BP = 5000, 6500, 6000
_VAGUE = re.compile(
    r"\b(?:good|well|(?:adequate|appropriate|effective|sufficient|proper|suitable|satisfactory|reasonable|acceptable)(?:ly)?|satisfactorily"
    r"|properly|suitably|reasonably|acceptably)\b(?!-)",
    re.IGNORECASE,
)
# Verbs that show nothing by themselves: what follows them has to.
_SAYS_LITTLE = frozenset(
    (
        "demonstrate",
        "show",
        "display",
        "perform",
        "give",
        "provide",
        "make",
        "use",
        "apply",
        "handle",
        "manage",
        "communicate",
        "do",
        "work",
        "act",
    )
)
_OBSERVED = re.compile(r"\d|[“\"«]|\bas shown by\b|\bwithout\b", re.IGNORECASE)


def few_criteria(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    many = len(draft.criteria)
    if not draft.wants_performance or FEWEST_CRITERIA <= many <= MANY_CRITERIA:
        return
    yield Finding(
        severity="warn",
        penalty=6 + 2 * max(0, many - MANY_CRITERIA - 1),
        step="evidence",
        place="criteria",
        message=f"{many} criteria are many: {MANY_CRITERIA} or fewer can be kept in mind."
        if many > MANY_CRITERIA
        else f"{'One criterion' if many else 'No criterion'} is too little to judge a skill by; three to five are usual.",
        why="With many criteria each is judged in passing, and reviewers take long. With fewer than two nobody learns from the feedback"
        " what to do better. Bring those together that always rise and fall together.",
    )


def clear_levels(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Three to six levels, each with words, and neighbours that differ in something that one sees."""
    if not draft.wants_performance:
        return
    if not FEW_LEVELS <= len(draft.levels) <= MOST_LEVELS:
        yield _levels_finding(draft)
    for row in draft.criteria:
        missing = sum(not row.descriptor(level).strip() for level in range(len(draft.levels)))
        if missing:
            yield _missing(row, missing)
        names = [level.name for level in draft.levels]
        for number, step in enumerate(steps_up(names, row.descriptors[: len(names)]), 1):
            if step.case in ("same", "degree"):
                yield _alike(row, number, step.question, ", ".join((*step.gone, *step.new)))


def _levels_finding(draft: Draft) -> Finding:
    many = len(draft.levels)
    return Finding(
        severity="warn",
        penalty=4,
        step="evidence",
        place="levels",
        message=f"The scale has {many} level{'' if many == 1 else 's'}. Three to six can be told apart.",
        why="With two levels there is nothing between done and not done; above six reviewers choose by feeling.",
        fixes=(Fix(f"Keep the lowest {MOST_LEVELS}", keep_lowest_levels),) if many > MOST_LEVELS else (),
    )


def keep_lowest_levels(draft: Draft) -> Draft:
    """As many levels as a scale may have; criteria that were met higher up are met at the top."""
    while len(draft.levels) > max(MOST_LEVELS, FEWEST_LEVELS):
        draft = remove_level(draft)
    return draft


def _missing(row: DraftCriterion, missing: int) -> Finding:
    return Finding(
        severity="block",
        penalty=4,
        step="evidence",
        place=f"criteria.{row.key}",
        part="missing",
        quoted=row.title,
        message=f"“{row.title or row.key}”: {missing} level{' has' if missing == 1 else 's have'} no words yet.",
        why="A level without words is judged differently by each reviewer, and a member cannot know what is expected. The helper beside the"
        " level asks the question that leads to the words.",
    )


def _alike(row: DraftCriterion, level: int, question: str, words: str) -> Finding:
    return Finding(
        severity="warn",
        penalty=4,
        step="evidence",
        place=f"criteria.{row.key}.descriptors.{level}",
        quoted=words,
        message=f"“{row.title or row.key}”: {question}",
        why="Levels that differ by a word of degree only, such as mostly or fully, are guessed. Describe what is there at this level and"
        " not at the one below.",
    )


def observed_levels(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """The level that meets a criterion says what one sees, not how good it is."""
    for row in draft.criteria if draft.wants_performance else ():
        text = row.descriptor(row.threshold) if row.threshold >= 0 else ""
        if word := vague(text):
            yield Finding(
                severity="warn",
                penalty=3,
                step="evidence",
                place=f"criteria.{row.key}.descriptors.{row.threshold}",
                quoted=word,
                message=f"“{row.title or row.key}”: what does “{word}” look like? Go on with “as shown by …”.",
                why="Everybody means something else by such a word. Two reviewers agree on what they can point at.",
            )


def vague(text: str) -> str:
    """A word of praise that nothing observable stands behind; empty when there is none.

    >>> vague("Demonstrates good root-cause analysis"), vague("Changes one variable and predicts the trend well")
    ('good', '')
    """
    found = _VAGUE.search(text)
    if not found or _OBSERVED.search(text) or joined_verbs(text):
        return ""
    verb = leading_word(text)
    says_much = not _VAGUE.match(text.strip()) and is_observable(verb) and not lemmas(verb) & _SAYS_LITTLE
    return "" if says_much else found[0]


def defined_thresholds(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Every criterion is met at a level of the scale above the lowest, and weights are the whole."""
    if not draft.wants_performance:
        return
    top = len(draft.levels) - 1
    for row in draft.criteria:
        if top >= 1 and not (1 <= row.threshold <= top and 0 <= row.minimum <= row.threshold):
            yield _threshold_finding(row)
    if any(row.weight_bp for row in draft.criteria) and not _is_whole(draft):
        total = sum(row.weight_bp for row in draft.criteria)
        yield Finding(
            severity="block",
            penalty=8,
            step="evidence",
            place="criteria",
            part="weights",
            message=f"The weights add up to {_percent(total)}, not to 100 %.",
            why="A share of the whole means nothing where the parts are not a whole.",
            fixes=(Fix("Bring them to 100 %, in the same proportion", normalised),),
        )


def _percent(bp: int) -> str:
    return f"{bp // 100}.{bp % 100:02d} %" if bp % 100 else f"{bp // 100} %"


def _is_whole(draft: Draft) -> bool:
    weights = [row.weight_bp for row in draft.criteria]
    return sum(weights) == WHOLE_WEIGHT_BP and min(weights) >= 0


def _threshold_finding(row: DraftCriterion) -> Finding:
    return Finding(
        severity="block",
        penalty=8,
        step="evidence",
        place=f"criteria.{row.key}.threshold",
        quoted=row.title,
        message=f"“{row.title or row.key}”: choose the level that meets it, above the lowest.",
        why="Members have to know which level is enough. At the lowest level everybody would meet the criterion.",
        fixes=(Fix("Put it on the scale", lambda draft: on_the_scale(draft, row.key)),),
    )


def on_the_scale(draft: Draft, key: str) -> Draft:
    """The nearest level of the scale that a criterion can be met at, and a minimum that is not above it."""
    for row in (row for row in draft.criteria if row.key == key):
        threshold = max(1, min(row.threshold, len(draft.levels) - 1))
        draft = change_criterion(draft, key, threshold=threshold, minimum=max(0, min(row.minimum, threshold)))
    return draft


def normalised(draft: Draft) -> Draft:
    """Weights in the same proportion that add up to the whole; those below nothing count as nothing. Largest remainders take the rest."""
    weights = [max(0, row.weight_bp) for row in draft.criteria]
    total = sum(weights)
    if not total:
        return share_equally(draft)
    shares = [weight * WHOLE_WEIGHT_BP // total for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda n: (-(weights[n] * WHOLE_WEIGHT_BP % total), n))
    for number in by_rest[: WHOLE_WEIGHT_BP - sum(shares)]:
        shares[number] += 1
    return draft.with_(criteria=tuple(row.with_(weight_bp=share) for row, share in zip(draft.criteria, shares, strict=True)))


def fair_rule(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """A rule in which brilliance at one criterion cannot buy off a missing one."""
    kind = draft.pass_rule.get("kind")
    if not draft.wants_performance or kind not in ("weighted", "compensatory_minima"):
        return
    if kind == "weighted":
        yield _unfair("minima", "A strong criterion can buy off one that was not shown at all.", Fix("Add minima to the rule", with_minima))
    needed = _share(draft)
    if needed < LOWEST_SHARE_BP:
        raise_it = Fix("Ask for 65 %", lambda old: old.with_(pass_rule=old.pass_rule | {"needed_bp": USUAL_SHARE_BP}))
        yield _unfair("share", f"{_percent(needed)} of the whole is less than half.", raise_it)
    total = sum(row.weight_bp for row in draft.criteria)
    heaviest = max((row.weight_bp for row in draft.criteria), default=0)
    if len(draft.criteria) > 1 and total > 0 and heaviest * WHOLE_WEIGHT_BP > HEAVIEST_BP * total:
        yield _unfair(
            "heaviest", "One criterion weighs more than 60 %: the others hardly count.", Fix("Weigh them all the same", share_equally)
        )


def _share(draft: Draft) -> int:
    """The share that the rule asks for; the usual one where what stands there is none."""
    needed = draft.pass_rule.get("needed_bp")
    return needed if isinstance(needed, int) and 0 < needed <= WHOLE_WEIGHT_BP else USUAL_SHARE_BP


def with_minima(draft: Draft) -> Draft:
    """The same share, but no criterion below its minimum and critical ones met."""
    return draft.with_(pass_rule={"kind": "compensatory_minima", "needed_bp": _share(draft)})


def _unfair(part: str, message: str, fix: Fix) -> Finding:
    return Finding(
        severity="warn",
        penalty=8,
        step="evidence",
        place="pass_rule",
        part=part,
        message=message,
        why="The badge says that its holder can do all of it. A rule that lets one part make up for another says less than that.",
        fixes=(fix,),
    )
