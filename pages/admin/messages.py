"""What the portal has to say to people: e-mails to copy where it sends none by itself, and those that did not arrive."""

from urllib.parse import quote

import streamlit as st

from core.queries.messages import Outbox, OutboxRow
from core.queries.messages import outbox as look_into
from core.services import mail
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.text import md

FORM = "messages"
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def first_sentence(found: Outbox) -> str:
    waiting = len(found.to_copy)
    if found.sends:
        return "The portal sends its e-mails by itself, every hour." + (f" {waiting} from before wait to be copied." if waiting else "")
    return f"The portal sends no e-mails by itself. {waiting} to be copied and sent by somebody." if waiting else "Nothing waits."


def one(row: OutboxRow, found: Outbox) -> None:
    """The whole message, to copy or to open in one's own mail program."""
    message = row.message
    with st.expander(f"{md(row.about)} · {md(row.name)} · {day(message.created_at, today)}"):
        if message.error and message.state != "manual":
            st.markdown(f":material/error: The mail server says: {md(message.error)}")
        st.markdown("**To**")
        st.code(row.email, language=None)
        st.markdown("**Subject**")
        st.code(message.subject, language=None, wrap_lines=True)
        st.markdown("**Message**")
        st.code(message.body, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            st.link_button("Open in my mail program", mailto(row), icon=":material/mail:")
            st.button("I have sent it", key=f"sent_{message.id}", icon=":material/check:", on_click=_done, args=(message.id,))
            if found.sends:
                st.button("Let the portal try", key=f"try_{message.id}", icon=":material/refresh:", on_click=_again, args=(message.id,))


def mailto(row: OutboxRow) -> str:
    """RFC 6068: everything that was typed is percent-encoded."""
    lines = row.message.body.replace("\n", "\r\n")
    return f"mailto:{quote(row.email, safe='@')}?subject={quote(row.message.subject, safe='')}&body={quote(lines, safe='')}"


def _done(message_id: str) -> None:
    with frame.problems_kept(FORM):
        mail.sent_by_hand(wiring.portal(), session.actor(), message_id=message_id)


def _again(message_id: str) -> None:
    with frame.problems_kept(FORM):
        mail.try_again(wiring.portal(), session.actor(), message_id=message_id)


def section(title: str, rows: tuple[OutboxRow, ...], found: Outbox) -> None:
    if rows:
        st.header(title, anchor=False)
        for row in rows:
            one(row, found)


def how_it_stands(found: Outbox) -> None:
    """The numbers, and how the portal learns to send."""
    counts = found.counts
    kept = f"{counts['suppressed']} were shown in the portal only"
    st.caption(f"{counts['sent']} sent so far, {counts['queued']} queued, {kept}.")
    if not found.server:
        st.caption("To let the portal send by itself, name a mail server in PROOFMARK_SMTP_URL where the portal is started.")
    elif not found.sends:
        st.caption("Sending is switched off under Issuer: “May the portal send e-mails by itself?”")
        st.page_link(registry.path_of("issuer"), label="Issuer", icon=":material/verified:")


found = look_into(portal, actor)
frame.open_page("Messages", first_sentence(found))
frame.problems_above(FORM)
section("Did not arrive", found.not_taken, found)
section("To copy and send", found.to_copy, found)
section("Tried again soon" if found.sends else "Queued", tuple(row for row in found.queued if row.message.attempts), found)
how_it_stands(found)
