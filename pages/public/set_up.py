"""The first visit to an empty portal: who the association is, who looks after it, and what it starts with."""

import secrets
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from core.errors import BadInput
from core.rules.members import Member, MemberDetails
from core.services import sample, setup
from core.services.fields import parsed
from core.services.pictures import mark_of
from core.services.setup import AssociationDetails
from pages.shared import frame, framework, session, wiring
from pages.shared.countries import countries
from pages.shared.gathering import Gathering
from pages.shared.new_password import new_password, typed_twice
from pages.shared.plain_table import Link, plain_table

FORM = "set_up"
STARTS = {
    "empty": "Start empty",
    "sample": "Start with the sample association",
}
CAPTIONS = (
    "For real work. You publish your own programs and invite your people.",
    "To look around: about twenty made-up people, ten programs and a year of what they did. Takes about ten seconds.",
)


def field(label: str, name: str, **options: Any) -> str:
    """A text field with its sentence beneath."""
    typed = st.text_input(label, key=f"{FORM}_{name}", **options)
    frame.problem_beside(FORM, name)
    return typed


def mark(name: str) -> bytes | None:
    """The logo to upload, and the mark as it will look."""
    upload, preview = st.columns([3, 1], vertical_alignment="center")
    with upload:
        logo = st.file_uploader("Logo (you can leave it out)", type=["png", "jpg", "jpeg", "webp"], max_upload_size=2, key=f"{FORM}_logo")
        frame.problem_beside(FORM, "logo")
    data = logo.getvalue() if logo else None
    with preview, st.container(height=150, border=False):
        try:
            st.image(mark_of(name or "?", data), width=96, alt="Your mark on badges and certificates")
            st.caption("Your mark")
        except BadInput as problem:
            st.error(problem.message)
    return data


def association(name: str) -> dict[str, Any]:
    contact = field("Contact person or office", "contact", max_chars=120, help="Shown at the foot of every page as the place to ask.")
    email = field("E-mail of the association", "email", autocomplete="email", help="It stands in every badge, so choose one that lasts.")
    country = st.selectbox(
        "Country",
        list(countries()),
        index=None,
        format_func=countries().__getitem__,
        placeholder="Type to search",
        key=f"{FORM}_country",
    )
    frame.problem_beside(FORM, "country")
    url = field("Web address", "url", placeholder="https://", autocomplete="url")
    return {"name": name, "contact": contact, "email": email, "country": country, "url": url}


def administrator() -> tuple[dict[str, str], tuple[str, str]]:
    st.subheader("The first administrator", anchor=False)
    st.markdown("That is you, probably. Others are invited later.")
    name = field("Your name", "display_name", max_chars=120, autocomplete="name")
    frame.problem_beside(FORM, "name_on_badge")  # where no font of the certificate has a letter of it
    email = field("Your e-mail", "admin_email", autocomplete="username", help="You sign in with it.")
    return {"display_name": name, "name_on_badge": name, "email": email}, new_password(FORM)


def begin(details: dict[str, Any], person: dict[str, str], passwords: tuple[str, str], logo: bytes | None, code: str | None) -> None:
    """Everything that is wrong is said at once; then the portal is made."""
    gathering = Gathering()
    with gathering.under():
        if code is not None:
            setup.check_code(portal, code)
    with gathering.under():
        checked = parsed(AssociationDetails, **details)
    with gathering.under(email="admin_email", name_on_badge="display_name"):
        admin = parsed(MemberDetails, **person)
    with gathering.under():
        password = typed_twice(*passwords)
    gathering.refuse_if_any()
    setup.set_up(portal, details=checked, admin=admin, password=password, logo=logo)


def load_sample() -> tuple[str, list[Member]]:
    password = secrets.token_urlsafe(12)
    with st.spinner("Bringing in the sample association: people, programs, and a year of what they did. About ten seconds."):
        return password, sample.load(portal, password=password)


def show_logins(password: str, people: list[Member]) -> None:
    st.markdown("You sign in as yourself. Everybody in the sample signs in with the password below. **It is shown only now:**")
    st.code(password, language=None)
    rows = [(person.display_name, person.email, ", ".join(sorted(person.roles))) for person in people]
    plain_table("The people of the sample", ("Name", "E-mail", "Roles"), rows)


def show_badges() -> None:
    """Links to public pages, so that one sees at once what others will see."""
    st.markdown("Whoever has the address of a badge can look at it, without signing in:")
    rows = [(kind, Link("Look at it", urlsplit(address).path)) for kind, address in sample.badges_to_look_at(portal).items()]
    plain_table("Badges to look at first", ("Badge", "Page"), rows)


def finished(start: str) -> None:
    st.success("The portal is set up.", icon=":material/check_circle:")
    if start == "sample":
        with frame.errors_shown():
            show_logins(*load_sample())
            show_badges()
    st.button("Go on to sign in", type="primary", on_click=framework.leave_for, args=("/sign_in?note=set_up",))


def ask() -> str | None:
    """The whole form; gives how to start once the portal is made. Name and logo stand before it, so that the mark shows at once."""
    st.subheader("Your association", anchor=False)
    name = field("Name of the association", "name", max_chars=120, autocomplete="organization")
    logo = mark(name)
    with st.form(FORM, border=False, enter_to_submit=False):
        details = association(name)
        person, passwords = administrator()
        st.subheader("What to start with", anchor=False)
        start = st.radio(
            "What to start with", list(STARTS), format_func=STARTS.__getitem__, captions=CAPTIONS, label_visibility="collapsed"
        )
        code = None if session.at_this_machine() else set_up_code()
        if problems := session.problems(FORM):
            st.error(f"{len(problems)} field{' needs' if len(problems) == 1 else 's need'} another look; what to do stands beside each.")
        if st.form_submit_button("Set up the portal", type="primary", icon=":material/rocket_launch:"):
            with frame.errors_shown(FORM):
                begin(details, person, passwords, logo, code)
                return start
    return None


def set_up_code() -> str:
    """Whoever is not at the server's machine shows that they can read its console."""
    st.subheader("Set-up code", anchor=False)
    st.markdown("You are not at the server itself. Its console printed a code when it started; please type it here.")
    return field("Code", "code", autocomplete="off")


portal = wiring.portal()
frame.open_page("Set up your portal", "Three short parts, about five minutes. Then people can be invited and badges be earned.")
place = st.empty()
with place.container():
    start = ask()
if start:
    place.empty()
    finished(start)
