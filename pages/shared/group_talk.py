"""The talk of a group: writing, threads with their answers, and what one can do about a post."""

import streamlit as st

from core.queries.community import GroupView, PostView, ThreadView
from core.rules.groups import EDIT_FOR, KIND_WORDS, LONGEST_POST
from core.services import groups
from core.services.groups import LONGEST_REASON
from pages.shared import frame, session, wiring
from pages.shared.dates import clock, day
from pages.shared.text import md

ACTS = "group_acts"


def talk(view: GroupView) -> None:
    """The box to write in first, then the newest thread."""
    frame.problems_above(ACTS)
    if view.group.is_open(wiring.portal().now().date()):
        _write(view, "new", "Write to the group", "")
    else:
        st.info("This group is over. It can still be read.", icon=":material/inventory_2:")
    if not view.threads:
        st.caption("Nobody wrote anything yet. A good beginning: what do you want to be able to do in a month?")
    for thread in view.threads:
        _thread(view, thread)
    if view.muted:
        st.caption(f"You muted {len(view.muted)} {'thread' if len(view.muted) == 1 else 'threads'}.")
        st.button("Show them again", on_click=_unmute, args=(view.muted,))


def _unmute(roots: tuple[str, ...]) -> None:
    with frame.problems_kept(ACTS):
        for root in roots:
            groups.mute(wiring.portal(), session.actor(), post_id=root, muted=False)


def _write(view: GroupView, place: str, label: str, answers: str) -> None:
    form = f"write_{place}"
    with st.form(form, border=not answers, clear_on_submit=False):
        kind = "question"
        if not answers:
            offered = [word for word in KIND_WORDS if word != "announcement"]
            kind = st.segmented_control("What is it?", offered, default="question", format_func=KIND_WORDS.__getitem__, key=f"kind_{place}")
        body = st.text_area(label, max_chars=LONGEST_POST, height=100, key=f"body_{place}")
        frame.problem_beside(form, "body")
        others = {member: name for member, name in view.people.items() if member != session.actor().id}
        mentions = st.multiselect(
            "Mention", list(others), format_func=others.__getitem__, placeholder="Somebody of the group", key=f"to_{place}"
        )
        frame.problem_beside(form, "mentions")
        if st.form_submit_button("Answer" if answers else "Write", type="secondary" if answers else "primary"):
            with frame.errors_shown(form):
                given = {"body": body, "kind": kind or "question", "answers": answers, "mentions": mentions}
                groups.write(wiring.portal(), session.actor(), group_id=view.group.id, **given)
                session.flash("Written.")
                session.forget(f"body_{place}", f"to_{place}")
                st.rerun()


def _thread(view: GroupView, thread: ThreadView) -> None:
    with st.container(border=True, key=f"thread_{thread.root.post.id}"):
        _post(thread.root)
        for answer in thread.answers:
            with st.container(key=f"answer_{answer.post.id}"):
                st.divider()
                _post(answer)
        if view.group.is_open(wiring.portal().now().date()):
            with st.expander("Answer", icon=":material/reply:"):
                _write(view, thread.root.post.id, "Your answer", thread.root.post.id)


def _post(seen: PostView) -> None:
    post, now = seen.post, wiring.portal().now()
    own = post.author_id == session.actor().id
    edited = " · changed" if post.edited_at else ""
    kind = "" if post.parent_id else f" · {KIND_WORDS[post.kind]}"
    st.markdown(f"**{md(seen.author)}**{kind} · {day(post.posted_at, now.date())}, {clock(post.posted_at)}{edited}")
    if seen.hidden_because:
        st.warning(f"Only you see this: it was hidden. {md(seen.hidden_because)}", icon=":material/visibility_off:")
    st.text(post.body)
    if seen.mentioned:
        st.caption("For " + ", ".join(map(md, seen.mentioned)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if own:
            _own(seen, changeable=now <= post.posted_at + EDIT_FOR)
        else:
            _others(seen)


def _own(seen: PostView, *, changeable: bool) -> None:
    post = seen.post
    if seen.thanks:
        st.caption(f":material/favorite: {seen.thanks} {'person thanks' if seen.thanks == 1 else 'people thank'} you")
    if changeable:
        with st.popover("Change", type="tertiary"):
            body = st.text_area("Your words", post.body, max_chars=LONGEST_POST, key=f"change_{post.id}")
            st.button("Keep it", key=f"keep_{post.id}", on_click=_change, args=(post.id, body))
    with st.popover("Delete", type="tertiary"):
        st.button("Yes, delete it", key=f"delete_{post.id}", on_click=_delete, args=(post.id,))


def _others(seen: PostView) -> None:
    post = seen.post
    thanks = f"{'Thanked' if seen.thanked else 'Thank you'}{f' · {seen.thanks}' if seen.thanks else ''}"
    st.button(
        thanks, key=f"thank_{post.id}", type="tertiary", icon=":material/favorite:", on_click=_thank, args=(post.id, not seen.thanked)
    )
    if not post.parent_id:
        st.button("Mute this thread", key=f"mute_{post.id}", type="tertiary", on_click=_mute, args=(post.id,))
    with st.popover("Report", type="tertiary"):
        reason = st.text_area("What is wrong with it?", max_chars=LONGEST_REASON, key=f"why_{post.id}")
        st.button("Report it", key=f"report_{post.id}", on_click=_report, args=(post.id, reason))


def _change(post_id: str, body: str) -> None:
    with frame.problems_kept(ACTS):
        groups.change(wiring.portal(), session.actor(), post_id=post_id, body=body)


def _delete(post_id: str) -> None:
    with frame.problems_kept(ACTS):
        groups.delete(wiring.portal(), session.actor(), post_id=post_id)


def _thank(post_id: str, thanks: bool) -> None:
    with frame.problems_kept(ACTS):
        groups.thank(wiring.portal(), session.actor(), post_id=post_id, thanks=thanks)


def _mute(post_id: str) -> None:
    with frame.problems_kept(ACTS):
        groups.mute(wiring.portal(), session.actor(), post_id=post_id, muted=True)


def _report(post_id: str, reason: str) -> None:
    with frame.problems_kept(ACTS):
        groups.report(wiring.portal(), session.actor(), post_id=post_id, reason=reason)
        session.flash("You do not see it any more. Somebody looks at it.")
