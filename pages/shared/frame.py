"""What every page has: header, title, messages, help. And the one place where a refusal becomes a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.errors import BadInput, NotSignedIn, PortalError
from core.rules.members import Actor
from core.storage.association import Association
from pages.shared import session
from pages.shared.registry import PAGES_FOLDER, SIGN_IN
from pages.shared.text import mail_link, md


def open_page(title: str, lead: str = "") -> None:
    """The page's one main heading, and a sentence on what it is for."""
    st.title(md(title), anchor=False)
    if lead:
        st.markdown(md(lead))


def header(association: Association | None, actor: Actor) -> None:
    """Whose portal this is, who looks at it, and the way in or out: in the same place on every page."""
    with st.container(horizontal=True, vertical_alignment="center", key="portal_header"):
        st.markdown(f"**{md(association.name) if association else 'A new portal'}**", width="stretch")
        if actor.signed_in:
            st.markdown(md(actor.name), width="content")
            if st.button("Sign out", icon=":material/logout:", type="tertiary"):
                session.sign_out()
        elif association:
            st.page_link(PAGES_FOLDER / SIGN_IN, label="Sign in", icon=":material/login:", width="content")


def help_line(association: Association | None) -> None:
    """Always in the same place, at the end of the page (WCAG 2.2, 3.2.6)."""
    if association:
        with st.container(key="portal_help"):
            st.caption(f"Need help? {md(association.contact)}, {mail_link(association.email)}")


def messages() -> None:
    """What the last action has to say."""
    message = session.take_flash()
    if message:
        st.success(md(message), icon=":material/check_circle:")


@contextmanager
def errors_shown(form: str = "") -> Iterator[None]:
    """Around a call of a service: a refusal becomes a message, and the page goes on.

    With the name of a form, the sentences of refused fields are kept for ``problem_beside`` and the page runs again.
    """
    session.forget_problems(form)  # of the last try; not at the end, which a change of page never reaches
    try:
        yield
    except BadInput as problem:
        if not form:
            st.error(md(problem.message))
            return
        session.keep_problems(form, problem.fields)
        st.rerun()
    except NotSignedIn as problem:
        st.warning(md(problem.message))
        st.markdown("[Sign in](/sign_in)")
    except PortalError as problem:
        st.error(md(problem.message))


@contextmanager
def problems_kept(form: str) -> Iterator[None]:
    """Around a call of a service in a callback, where nothing can be shown yet: sentences wait for the page."""
    try:
        yield
    except BadInput as problem:
        session.keep_problems(form, problem.fields)
    except PortalError as problem:
        session.keep_problems(form, {"": problem.message})
    else:
        session.forget_problems(form)


def problem_beside(form: str, field: str) -> None:
    """The sentence for a refused field, to be called right after its widget."""
    sentence = session.problems(form).get(field)
    if sentence:
        st.markdown(f":red[:material/error: {md(sentence)}]")


def problems_above(form: str) -> None:
    """All that was refused, to be called at the beginning of a form."""
    found = session.problems(form)
    if found:
        st.error("\n".join(f"- {md(sentence)}" for sentence in found.values()))
