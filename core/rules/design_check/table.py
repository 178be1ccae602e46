"""The rules of the design check, in their order. A new rule is a function and a line here."""

from collections.abc import Callable, Iterable

from core.rules.design_check import activities, evidence, experience, focus, phrases, promise, readability, rubric, similarity, work
from core.rules.design_check.findings import Finding, Surroundings
from core.rules.drafts import Draft

Rule = Callable[[Draft, Surroundings], Iterable[Finding]]
RULES: tuple[tuple[str, Rule], ...] = (
    ("L01", focus.one_skill),
    ("L02", focus.few_supporting),
    ("L03", focus.few_hours),
    ("L04", focus.few_weeks),
    ("L05", phrases.seat_time_words),
    ("L06", phrases.observable_verb),
    ("L07", focus.one_outcome),
    ("L08", focus.clear_words),
    ("L09", rubric.few_criteria),
    ("L10", rubric.clear_levels),
    ("L11", rubric.observed_levels),
    ("L12", rubric.defined_thresholds),
    ("L13", rubric.fair_rule),
    ("L14", evidence.aligned),
    ("L15", work.a_real_problem),
    ("L16", work.a_job),
    ("L17", evidence.more_than_words),
    ("L18", work.a_goal),
    ("L19", work.learning_together),
    ("L20", promise.asking_people),
    ("L21", activities.something_to_do),
    ("L22", activities.honest_hours),
    ("L23", experience.shows_examples),
    ("L24", promise.another_try),
    ("L25", evidence.another_way),
    ("L26", promise.stays_true),
    ("L27", promise.european_elements),
    ("L28", promise.readable_picture),
    ("L29", experience.as_measured),
    ("L30", similarity.not_there_yet),
    ("L31", readability.open_to_all),
    ("L32", experience.looked_after),
)
