"""Two tools beside the rubric: taking one over from a spreadsheet, and trying it on a made-up submission before anybody is judged by it."""

from collections.abc import Callable

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from core.rules.drafts import Draft
from core.rules.pass_rules import PassRule, evaluate
from core.rules.rubric_drafts import rubric_of
from core.rules.rubric_paste import Pasted, read
from core.rules.rubrics import Rubric
from pages.shared import session
from pages.shared.results import decided_by_rule
from pages.shared.text import md

_RULE: TypeAdapter[PassRule] = TypeAdapter(PassRule)


def _key(name: str) -> str:
    return f"rubric_tool_{st.query_params.get('d', '')}_{name}"


def paste_box(draft: Draft, change: Callable[[Callable[[Draft], Draft]], None]) -> None:
    """Cells copied from a spreadsheet, shown as they were understood before they replace anything."""
    with st.expander("Paste a rubric from a spreadsheet", icon=":material/table:"):
        st.caption("Copy the cells with their headings: criterion, perhaps a description, then one column per level, the lowest first.")
        text = st.text_area(
            "The copied cells", key=_key("cells"), height=140, placeholder="Criterion\tNot yet\tDeveloping\tProficient\tExemplary"
        )
        if not text.strip():
            return
        try:
            pasted = read(text)
        except ValueError as problem:
            st.error(md(str(problem)))
            return
        _what_was_read(pasted)
        many = len(pasted.criteria)
        replaces = f", instead of the {len(draft.criteria)} that are there now" if draft.criteria else ""
        st.button(
            f"Take over {many} criteri{'on' if many == 1 else 'a'}{replaces}",
            key=_key("take"),
            type="primary",
            on_click=_take,
            args=(pasted, change),
        )


def _what_was_read(pasted: Pasted) -> None:
    for remark in pasted.remarks:
        st.warning(md(remark), icon=":material/help:")
    scale = " → ".join(md(level.name) for level in pasted.levels)
    st.markdown(
        f"**Scale:** {scale}\n\n"
        + "\n".join(f"- **{md(row.title) or '(no name)'}**: {md(' / '.join(row.descriptors))}" for row in pasted.criteria)
    )


def _take(pasted: Pasted, change: Callable[[Callable[[Draft], Draft]], None]) -> None:
    """Evidence may have named criteria that are gone; it names those with the same key, which are others now, no longer."""
    session.put(_key("cells"), "")

    def taken(draft: Draft) -> Draft:
        evidence = tuple(row.with_(criteria=()) for row in draft.evidence)
        return draft.with_(levels=pasted.levels, criteria=pasted.criteria, evidence=evidence)

    change(taken)


def try_it(draft: Draft) -> None:
    """Rate a submission that nobody made, and see what the rule says and why."""
    with st.expander("Try it on a made-up submission", icon=":material/science:"):
        rubric, rule = rubric_of(draft), _rule_of(draft)
        if rubric is None or rule is None:
            st.info(
                "As soon as every criterion has a name and words for each level, you can try the rubric here.",
                icon=":material/hourglass_top:",
            )
            return
        st.caption("Choose levels as a reviewer would. Nothing is kept.")
        ratings = {row.key: _rating(rubric, row.key, row.title, row.threshold) for row in rubric.criteria}
        result = evaluate(rule, rubric, ratings)
        if result.passed:
            st.success("The badge is earned.", icon=":material/workspace_premium:")
        else:
            st.warning("Not yet: the work goes back with the reviewer's reasons.", icon=":material/replay:")
        decided_by_rule(result)


def _rating(rubric: Rubric, row: str, title: str, threshold: int) -> int:
    names = [level.name for level in rubric.levels]
    return st.selectbox(md(title), range(len(names)), index=threshold, format_func=names.__getitem__, key=_key(f"try_{row}"))


def _rule_of(draft: Draft) -> PassRule | None:
    try:
        rule = _RULE.validate_python(draft.pass_rule)
    except ValidationError:
        return None
    return None if getattr(rule, "k", 1) > len(draft.criteria) else rule
