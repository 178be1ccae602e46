"""Programs: every version with its use, and a new one from a file. Published versions never change."""

import streamlit as st

from core.errors import BadInput
from core.queries import catalogue
from core.queries.association import the_association
from core.queries.catalogue import VersionRow
from core.rules.programs import ProgramVersion
from core.rules.times import moment
from core.services import programs
from core.services.sample import sample_programs
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.plain_table import Link, plain_table
from pages.shared.program_story import tell
from pages.shared.text import md

FORM, TEXT, FILE = "program_file", "program_text", "program_upload"
STATES = {"published": "● published", "superseded": "○ superseded", "draft": "◌ draft", "suspended": "◌ suspended", "retired": "○ retired"}
portal, actor = wiring.portal(), session.actor()


def table_of(versions: list[VersionRow]) -> None:
    today = portal.now().date()
    plain_table(
        "Every version: those who started a version finish with it.",
        ("Program", "Version", "State", "Published", "Enrolled", "Badges"),
        [
            (
                Link(f"{row.code} {row.title}", f"/program?code={row.code}") if row.state == "published" else f"{row.code} {row.title}",
                row.version,
                STATES[row.state],
                day(moment(row.published_at), today) if row.published_at else "not yet",
                str(row.enrolments),
                str(row.awards),
            )
            for row in versions
        ],
    )


def beginnings(versions: list[VersionRow]) -> dict[str, tuple[str, str]]:
    """What one can start from: label -> file name, where it comes from."""
    own = {f"{row.code} {row.version}: {row.title}": (row.code, row.version) for row in versions if row.state != "draft"}
    return own | {f"Sample {code}: {programs.read_program(text).title}": (code, "") for code, text in sample_programs().items()}


def text_of(code: str, version: str) -> str:
    """The program file: of a version, or of a sample where there is no version."""
    if not version:
        return sample_programs()[code]
    return programs.write_program(catalogue.program_version(wiring.portal(), code, version))


def fill(code: str, version: str) -> None:
    session.forget_problems(FORM)
    session.put(TEXT, text_of(code, version))


def take_upload() -> None:
    """The uploaded file becomes the text below, where it can still be changed."""
    upload = session.typed(FILE)
    if upload is None:
        return
    with frame.problems_kept(FORM):
        try:
            session.put(TEXT, upload.getvalue().decode("utf-8-sig"))
        except UnicodeDecodeError as problem:
            raise BadInput({"file": "This file is not plain text (UTF-8). Please choose a program file that ends in .toml."}) from problem


def start_from(versions: list[VersionRow]) -> None:
    choices = beginnings(versions)
    chosen = st.selectbox("Start from", list(choices), index=None, placeholder="One of your versions, or a sample")
    if chosen:
        code, version = choices[chosen]
        with st.container(horizontal=True):
            st.button("Use it below", on_click=fill, args=(code, version), icon=":material/edit_note:")
            name = f"{code}-{version or 'sample'}.toml"
            st.download_button(
                "Download", lambda: text_of(code, version), name, "application/toml", icon=":material/download:", on_click="ignore"
            )
    st.file_uploader("Or choose a program file from your computer", type=["toml"], max_upload_size=1, key=FILE, on_change=take_upload)


def draft() -> ProgramVersion | None:
    """The program that stands in the box, or ``None`` with everything that is wrong with it."""
    text = st.text_area("Program file", key=TEXT, height=320, placeholder='code = "COM-101"\ntitle = "…"')
    st.caption("Change the words between the quotation marks; leave the names before “=” as they are. Lines that begin with # are notes.")
    frame.problems_above(FORM)
    st.button("Check it")
    if not text.strip():
        return None
    try:
        program = programs.read_program(text)
        st.success("This can be published. Read it below as members will see it; the button is at the end.", icon=":material/check_circle:")
        return program
    except BadInput as problem:
        st.error("This cannot be published yet:\n\n" + "\n".join(f"- {md(sentence)}" for sentence in problem.fields.values()))
        return None


def publish() -> None:
    with frame.problems_kept(FORM):
        program = programs.read_program(session.typed(TEXT) or "")
        programs.publish(wiring.portal(), session.actor(), program=program)
        session.put(TEXT, "")
        session.show_once(f"Published: {program.title}, version {program.version}. Members see it in the catalogue now.")


versions = catalogue.versions(portal)
count = len({row.code for row in versions if row.state == "published"})
frame.open_page("Programs", f"{count} published." if versions else "No program yet. Take a sample, change its words, publish: two minutes.")
if versions:
    table_of(versions)
st.header("Publish a program", anchor=False)
if done := session.take_once():
    st.success(md(done), icon=":material/check_circle:")
start_from(versions)
ready = draft()
association = the_association(portal)
if ready and association:
    st.header("As members will see it", anchor=False)
    with st.container(border=True):
        st.subheader(md(ready.title), anchor=False)
        st.markdown(md(ready.outcome))
        tell(ready, association)
    st.markdown(f"**{md(ready.code)}, version {md(ready.version)}.** Once published, this version never changes.")
    st.button("Publish", type="primary", on_click=publish)
if versions:
    st.page_link(registry.path_of("catalogue"), label="To the catalogue", icon=":material/menu_book:")
