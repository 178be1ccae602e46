"""Everything that a program promises and asks for, before anybody enrols: the rubric is the one that reviewers judge by."""

from collections.abc import Callable, Iterator, Mapping

import streamlit as st

from core.queries.goals import served_by
from core.rules.completion import Activity, AllOf, CompletionRule, Done, KOf, needed_in_words, percent
from core.rules.completion_words import heading
from core.rules.pass_rules import AllAtLevel, KOfN, rule_in_words
from core.rules.programs import BENCHMARK_SENTENCES, EvidenceRequirement, ProgramVersion, effort_in_words
from core.rules.times import duration_in_words
from core.storage.association import Association
from pages.shared import wiring
from pages.shared.rubric_table import rubric_table
from pages.shared.standard_elements import aligned_to, standard_elements
from pages.shared.text import md

KIND_WORDS = {
    "read": "Read",
    "watch": "Watch",
    "practice": "Practise",
    "discussion": "Discuss",
    "peer_feedback": "With a colleague",
    "workplace_task": "At work",
    "live_session": "Together, live",
    "quiz": "Quiz",
    "external_course": "Course elsewhere",
}
FORM_WORDS = {"file": "a file", "link": "a link", "text": "text written here"}


def paragraphs(text: str) -> str:
    """Text of several lines as Markdown, its empty lines kept, everything else taken literally."""
    return "\n\n".join(md(part) for part in text.split("\n\n") if part.strip())


def tell(program: ProgramVersion, association: Association) -> None:
    """The sections in the order in which people ask; those without content are left out."""
    for section in _SECTIONS:
        section(program)
    _promises(program)
    aligned_to(program)
    _issuer(association)
    standard_elements(program, association)


def _at_work(program: ProgramVersion) -> None:
    st.subheader("What it is good for at work", anchor=False)
    st.markdown(paragraphs(program.problem_solved))
    st.markdown(f"**You do it for real:** {md(program.on_the_job_task)}")
    if program.job_roles:
        st.caption("For example for: " + ", ".join(md(role) for role in program.job_roles))
    if goals := served_by(wiring.portal(), program):
        st.caption("A goal of the association that it serves: " + "; ".join(md(goal) for goal in goals))


def _how(program: ProgramVersion) -> None:
    st.subheader("How you earn it", anchor=False)
    st.markdown(md(BENCHMARK_SENTENCES[program.benchmark]))
    if program.wants_progress and program.completion:
        st.markdown(f"**You complete {needed_in_words(program.completion)}:**")
        st.markdown("\n".join(_steps(program.completion, {row.key: row for row in program.activities})))
    if program.wants_performance:
        st.markdown("**You submit:**")
        st.markdown("\n".join(f"1. {_requirement(row)}" for row in program.evidence))


def _steps(rule: CompletionRule, by_key: Mapping[str, Activity], indent: str = "") -> Iterator[str]:
    """The rule as a nested list; a heading stands over each group but the whole, which the sentence above it speaks of."""
    sign = "-" if isinstance(rule, KOf | AllOf) else "1."
    for part in (rule,) if isinstance(rule, Done) else rule.of:
        if isinstance(part, Done):
            yield f"{indent}{sign} {_activity(by_key[part.activity], part.min_score_bp)}"
        else:
            yield f"{indent}{sign} **{heading(part)}:**"
            yield from _steps(part, by_key, indent + "    ")


def _activity(row: Activity, needed: int | None) -> str:
    notes = [KIND_WORDS[row.kind]]
    if row.minutes:
        notes.append(f"about {row.minutes} minutes")
    if needed is not None:
        notes.append(f"at least {percent(needed)}")
    if row.quiz:
        notes.append(f"a quiz of {len(row.quiz.questions)}, passed with {percent(row.quiz.pass_bp)}")
    if row.source == "facilitator":
        notes.append("confirmed by the facilitator")
    if row.source == "import":
        notes.append("ticked off by a list of the organisers")
    return f"**{md(row.title)}** ({', '.join(notes)}). {md(row.instructions)}"


def _requirement(row: EvidenceRequirement) -> str:
    many = f", up to {row.maximum}" if row.maximum > 1 else ""
    optional = " (if you have it)" if row.minimum == 0 else ""
    taken = " or ".join(FORM_WORDS[kind] for kind in row.accepts)
    other = f" *Another way:* {md(row.alternatives)}" if row.alternatives else ""
    return f"**{md(row.title)}**{optional}. {md(row.prompt)} *As {taken}{many}.*{other}"


def _rubric(program: ProgramVersion) -> None:
    if program.rubric is None:
        return
    st.subheader("How your work is judged", anchor=False)
    st.markdown("This is the whole rubric. Reviewers judge by it and by nothing else; your time is never counted.")
    uses_weights = not isinstance(program.pass_rule, AllAtLevel | KOfN)
    rubric_table(program.rubric, show_weights=uses_weights)
    st.markdown("**You earn the badge when**")
    st.markdown("\n".join(f"- {md(sentence)}" for sentence in rule_in_words(program.pass_rule, program.rubric)))


def _good_work(program: ProgramVersion) -> None:
    if program.what_good_looks_like:
        st.subheader("What good looks like", anchor=False)
        st.markdown(paragraphs(program.what_good_looks_like))
    mistakes = [row for row in program.rubric.criteria if row.common_mistakes] if program.rubric else []
    if mistakes:
        st.subheader("Common mistakes", anchor=False)
        st.markdown("\n".join(f"- **{md(row.title)}:** {md(row.common_mistakes)}" for row in mistakes))


def _peers(program: ProgramVersion) -> None:
    if program.peer_step:
        st.subheader("With colleagues", anchor=False)
        st.markdown(f"{md(program.peer_step)} What colleagues say helps you; it never counts towards the decision.")


_SECTIONS: tuple[Callable[[ProgramVersion], None], ...] = (_at_work, _how, _rubric, _good_work, _peers)


def _promises(program: ProgramVersion) -> None:
    st.subheader("What you can count on", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in promises(program)))


def promises(program: ProgramVersion) -> list[str]:
    """Effort, decision, attempts, validity: each as a sentence."""
    lines = [f"**Effort:** {effort_in_words(program)}, at your own pace. It is a guide, not a condition."]
    if program.wants_performance:
        attempts = "one attempt" if program.max_attempts == 1 else f"up to {program.max_attempts} attempts, each with written feedback"
        lines += [
            "**Who reviews:** a trained reviewer of the association, never yourself.",
            f"**How long it takes:** you hear within {program.decision_days} working days of submitting.",
            f"**Attempts:** {attempts}.",
        ]
    valid = f"{duration_in_words(program.validity)} from the day you earn it" if program.validity else "it does not expire"
    lines.append(f"**Validity:** {valid}.")
    if program.prerequisites:
        lines.append(f"**Before you start:** {md(program.prerequisites)}")
    return lines


def _issuer(association: Association) -> None:
    st.subheader("Who issues it", anchor=False)
    st.markdown(f"{md(association.name)}, as a signed Open Badges 3.0 credential that anybody can check.")
    if association.description:
        st.markdown(paragraphs(association.description))
