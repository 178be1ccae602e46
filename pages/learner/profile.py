"""One's own names, and one's password."""

import streamlit as st

from core.queries.job_roles import own_work
from core.queries.profile import profile
from core.rules.members import ROLE_WORDS, Member
from core.services import members
from pages.shared import frame, framework, session, wiring
from pages.shared.comfort import how_i_read
from pages.shared.job_choice import your_job
from pages.shared.mail_choice import mail_choice
from pages.shared.new_password import new_password, typed_twice
from pages.shared.privacy import be_forgotten, take_my_data
from pages.shared.text import md

NAMES, PASSWORD = "profile_names", "profile_password"


def names(me: Member) -> None:
    """The name on badges is asked for separately: a certificate is not the place for a nickname."""
    st.subheader("Your names", anchor=False)
    with st.form(NAMES):
        display_name = st.text_input("Name in the portal", me.display_name, max_chars=120, autocomplete="name")
        frame.problem_beside(NAMES, "display_name")
        job_title = st.text_input("Job title", me.job_title, max_chars=120, autocomplete="organization-title")
        frame.problem_beside(NAMES, "job_title")
        name_on_badge = st.text_input("Name on badges", me.name_on_badge, max_chars=120)
        st.caption("Badges and certificates you earn from now on will print this name. Those you have keep theirs.")
        frame.problem_beside(NAMES, "name_on_badge")
        if st.form_submit_button("Save your names", type="primary"):
            with frame.errors_shown(NAMES):
                members.change_names(portal, actor, display_name=display_name, name_on_badge=name_on_badge, job_title=job_title)
                session.flash("Your names are saved.")
                st.rerun()


def password(me: Member) -> None:
    """Afterwards every session of the person is over, also this one: the browser comes to the sign-in page."""
    st.subheader("Your password", anchor=False)
    with st.form(PASSWORD):
        st.markdown("When you change it you are signed out everywhere, here too.")
        st.text_input("E-mail", me.email, disabled=True, autocomplete="username")
        current = st.text_input("Present password", type="password", autocomplete="current-password")
        frame.problem_beside(PASSWORD, "current")
        typed = new_password(PASSWORD, "new", "New password")
        if st.form_submit_button("Change the password"):
            with frame.errors_shown(PASSWORD):
                members.change_password(portal, actor, current=current, new=typed_twice(*typed, "new"))
                framework.leave_for("/sign_in?note=changed")


portal, actor = wiring.portal(), session.actor()
me = profile(portal, actor)
frame.open_page("Profile", "How you are called here and on your badges, and how you sign in.")
names(me)
your_job(own_work(portal, actor))
password(me)
mail_choice()
how_i_read()
take_my_data()
be_forgotten()
st.subheader("Your part here", anchor=False)
st.markdown("\n".join(f"- {ROLE_WORDS[role]}" for role in ROLE_WORDS if role in actor.roles))
st.caption(f"You sign in as {md(me.email)}.")
