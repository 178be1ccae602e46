"""The decision about a draft: asking for a check, publishing, sending back, taking back. Who has to do what is said in words."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.queries.checking import CheckDesk
from core.services import versions
from pages.shared import frame, registry, session, wiring
from pages.shared.text import md

FORM, SEND_BACK = "publish_check", "send_back"


def decision(desk: CheckDesk, missing: Sequence[str]) -> None:
    """The buttons for whoever looks, at the end of the page: what can be done in this state, and by whom."""
    frame.problems_above(FORM)
    match desk.stored.state:
        case "draft":
            _of_draft(desk, hurdles(desk, missing))
        case "in_check":
            _of_check(desk)
        case "published":
            st.success("This draft is published. Published versions never change.", icon=":material/check_circle:")
            _link("program", "Its page, as members see it", "school", code=desk.stored.draft.code)
        case "dropped":
            st.info("This draft was thrown away.")
    if desk.live or desk.stored.state == "published":
        _link("program_history", "History of the program", "history", code=desk.stored.draft.code)


def hurdles(desk: CheckDesk, missing: Sequence[str]) -> list[str]:
    """What has to be done before anybody can publish it."""
    found = [f"{len(missing)} thing{' is' if len(missing) == 1 else 's are'} missing"] if missing else []
    if blocks := len(desk.report.blocking):
        found.append(f"the design check stops {blocks} thing{'' if blocks == 1 else 's'}")
    return found


def _of_draft(desk: CheckDesk, found: Sequence[str]) -> None:
    if found:
        st.info(f"Not ready yet: {' and '.join(found)}. See above.", icon=":material/pending:")
        return
    if desk.alone:
        st.markdown("You are the only designer here, so you can publish it yourself. The history will say that nobody else checked it.")
        _button("Publish", lambda: _publish(desk), primary=True)
        if desk.checkers:
            _button(f"Ask {_either(desk.checkers)} to check it", lambda: _submit(desk))
        return
    st.markdown(f"Somebody else looks at it before members do: {md(_either(desk.checkers))}. Once published, a version never changes.")
    _button("Submit for check", lambda: _submit(desk), primary=True)


def _of_check(desk: CheckDesk) -> None:
    if desk.hindrance:
        others = f" {_either(desk.checkers)} can do it." if desk.checkers else ""
        st.info(md(desk.hindrance + others), icon=":material/hourglass_empty:")
    else:
        st.markdown("**You decide.** Once published, this version never changes, and members find it in the catalogue at once.")
        if desk.report.blocking:
            st.warning("The design check stops it. Send it back, or ask its owner to let it pass.", icon=":material/block:")
        else:
            _button("Publish", lambda: _publish(desk), primary=True)
    if desk.may_take_back:
        _button("Take back", lambda: _take_back(desk))
    else:
        _send_back_form(desk)


def _send_back_form(desk: CheckDesk) -> None:
    with st.expander("Send back with a comment", icon=":material/undo:"), st.form(SEND_BACK, border=False):
        comment = st.text_area("What should change, and what is good already?", key="send_back_comment")
        frame.problem_beside(SEND_BACK, "reason")
        if st.form_submit_button("Send back"):
            with frame.errors_shown(SEND_BACK):
                versions.send_back(wiring.portal(), session.actor(), draft_id=desk.stored.id, comment=comment)
                session.flash("Sent back. Its designers see your comment.")
                st.rerun()


def _button(label: str, act: Callable[[], str], *, primary: bool = False) -> None:
    def clicked() -> None:
        with frame.problems_kept(FORM):
            session.flash(act())

    st.button(md(label), type="primary" if primary else "secondary", on_click=clicked)


def _submit(desk: CheckDesk) -> str:
    versions.submit(wiring.portal(), session.actor(), draft_id=desk.stored.id)
    return "It waits for its check now."


def _take_back(desk: CheckDesk) -> str:
    versions.take_back(wiring.portal(), session.actor(), draft_id=desk.stored.id)
    return "You have it back and can go on with it."


def _publish(desk: CheckDesk) -> str:
    versions.publish(wiring.portal(), session.actor(), draft_id=desk.stored.id, seen=desk.stored.row_version)
    draft = desk.stored.draft
    return f"Published: {draft.title}, version {draft.version}. Members see it in the catalogue now."


def _either(names: Sequence[str]) -> str:
    """
    >>> _either(["Mo Lind"]), _either(["Dee", "Kit", "Mo"])
    ('Mo Lind', 'Dee, Kit or Mo')
    """
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "nobody yet"


def _link(page: str, label: str, icon: str, **query: str) -> None:
    st.page_link(registry.path_of(page), label=label, icon=f":material/{icon}:", query_params=query)
