"""One's own data, in one's own hands: taking it along, and being forgotten."""

from functools import partial

import streamlit as st

from core.queries.privacy import own_request
from core.rules.erasure import SURE
from core.rules.times import long_day
from core.services import erasure
from core.services.erasure import LONGEST
from core.services.own_data import own_folder
from pages.shared import frame, session, wiring
from pages.shared.text import md

FORM = "erasure"


def take_my_data() -> None:
    """The folder is made when somebody asks for it."""
    portal, actor = wiring.portal(), session.actor()
    st.subheader("Your data", anchor=False)
    st.markdown("Everything that is kept about you, as a folder: tables, the files that you handed in, and your signed badges.")
    name = f"my-data-{portal.now().date().isoformat()}.zip"
    make = partial(own_folder, portal, actor)
    st.download_button("Download my data", make, name, "application/zip", icon=":material/folder_zip:", on_click="ignore")


def be_forgotten() -> None:
    """What happens is said before anything is asked."""
    portal, actor = wiring.portal(), session.actor()
    st.subheader("Being forgotten", anchor=False)
    request = own_request(portal, actor)
    if request and request.state == "open":
        st.info(f"You asked to be forgotten. The association answers by {long_day(request.due_on)}.", icon=":material/person_off:")
        if st.button("I want to stay after all"):
            with frame.errors_shown():
                erasure.take_back(portal, actor)
                session.flash("Nothing was done. Good that you stay.")
                st.rerun()
        return
    if request and request.state == "declined":
        st.warning(f"Your last request was declined: {md(request.answer)}", icon=":material/info:")
    with st.expander("Ask the association to forget me", icon=":material/person_off:"):
        st.markdown(
            "- Your names, your e-mail address, all that you wrote and handed in is removed. It cannot be undone.\n"
            "- Your badges stay checkable at their addresses, as “Name withheld”: they are signed once more without you.\n"
            "- Download your data and your badges first. A badge file that you have keeps verifying as an earlier edition.\n"
            "- You cannot sign in any more."
        )
        with st.form(FORM, border=False):
            reason = st.text_area("Why? (optional)", max_chars=LONGEST)
            frame.problem_beside(FORM, "reason")
            sure = st.text_input(f"Type “{SURE}” if you are sure")
            frame.problem_beside(FORM, "sure")
            if st.form_submit_button("Ask to be forgotten"):
                with frame.errors_shown(FORM):
                    erasure.ask(portal, actor, sure=sure, reason=reason)
                    session.flash("Your request is with the association.")
                    st.rerun()
