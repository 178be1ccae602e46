"""What somebody wants to be told, and how; every e-mail leads here."""

import streamlit as st

from core.queries.messages import MessageChoice, choices, wants_mail
from core.rules.mail import CHANNELS, Channel
from core.services import mail
from pages.shared import frame, session, wiring

WANTED = "Send me e-mails"
KEPT = "message_choices"


def mail_choice() -> None:
    """All e-mails by one switch; below it each kind by itself."""
    st.subheader("Messages", anchor=False)
    _all_mail()
    frame.problems_above(KEPT)
    for choice in choices(wiring.portal(), session.actor()):
        _one_kind(choice)
    st.caption("Questions about one of your badges always stand on Home: the time to answer them runs.")


def _all_mail() -> None:
    """The stored choice is in the key: a change in another tab must not be undone by the switch of this one."""
    portal, actor = wiring.portal(), session.actor()
    before = wants_mail(portal, actor)
    wanted = st.toggle(WANTED, before, key=f"wants_mail_{before}")
    if wanted != before:
        with frame.errors_shown():
            mail.set_wanted(portal, actor, wanted=wanted)
            session.flash("You get e-mails again." if wanted else "You get no more e-mails.")
            st.rerun()


def _one_kind(choice: MessageChoice) -> None:
    key = f"message_{choice.kind}_{'_'.join(choice.chosen)}"
    st.pills(
        choice.about,
        choice.offered,
        selection_mode="multi",
        default=choice.chosen,
        format_func=CHANNELS.__getitem__,
        key=key,
        on_change=_keep,
        args=(choice.kind, key),
    )


def _keep(kind: str, key: str) -> None:
    chosen: list[Channel] = session.typed(key) or []
    with frame.problems_kept(KEPT):
        mail.choose(wiring.portal(), session.actor(), kind=kind, channels=chosen)
