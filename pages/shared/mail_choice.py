"""Whether somebody wants e-mails; every e-mail leads here."""

import streamlit as st

from core.queries.messages import wants_mail
from core.services import mail
from pages.shared import frame, session, wiring

WANTED = "Send me e-mails, for example before a badge runs out"


def mail_choice() -> None:
    """The stored choice is in the key: a change in another tab must not be undone by the switch of this one."""
    portal, actor = wiring.portal(), session.actor()
    st.subheader("E-mails", anchor=False)
    before = wants_mail(portal, actor)
    wanted = st.toggle(WANTED, before, key=f"wants_mail_{before}")
    st.caption("What the portal has to say stands on Home in any case.")
    if wanted != before:
        with frame.errors_shown():
            mail.set_wanted(portal, actor, wanted=wanted)
            session.flash("You get e-mails again." if wanted else "You get no more e-mails.")
            st.rerun()
