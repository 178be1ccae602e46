"""Designing pathways: what is public, what is begun, and with ``?d=<draft>`` one draft with its check, its map and the one button."""

from base64 import b64encode
from collections.abc import Callable
from html import escape

import streamlit as st

from core.errors import NotFound
from core.queries import pathway_design as shown
from core.queries.pathway_design import Design
from core.rules.pathway_drafts import PathwayDraft
from core.services import pathways
from pages.shared import frame, registry, session, wiring
from pages.shared.pathway_editor import about, tree
from pages.shared.plain_table import Link, plain_table
from pages.shared.text import md

FORM = "pathway"
STATES = {"published": "Published", "superseded": "Superseded", "retired": "Retired"}
portal, actor = wiring.portal(), session.actor()


def change(apply: Callable[[PathwayDraft], PathwayDraft]) -> None:
    """For callbacks: the change is made to the draft as it stands stored, and kept."""
    with frame.problems_kept(FORM):
        pathways.change(wiring.portal(), session.actor(), draft_id=st.query_params.get("d", ""), change=apply)


def the_list() -> None:
    frame.open_page("Design pathways", "A pathway stacks programs over months, and ends with a badge of its own.")
    if st.button("Begin a pathway", type="primary", icon=":material/add:"):
        open_draft(pathways.begin(portal, actor))
    begun = shown.drafts(portal, actor)
    if begun:
        st.header("Begun", anchor=False)
    for stored in begun:
        title = stored.draft.title or "A pathway without a title"
        st.page_link(registry.path_of("design_pathways"), label=md(title), icon=":material/edit:", query_params={"d": stored.id})
    public()


def public() -> None:
    rows = shown.public_ones(portal, actor)
    if not rows:
        return
    st.header("Public", anchor=False)
    plain_table(
        "Every version that is or was public. Who follows an older one stays with it.",
        ("Pathway", "Version", "State", "Followed by", "Badges"),
        [
            (
                Link(f"{row.code} {row.title}", f"/pathway?code={row.code}"),
                row.version,
                STATES[row.state],
                str(row.followers),
                str(row.badges),
            )
            for row in rows
        ],
    )
    live = {row.code: f"{row.code} {row.title}" for row in rows if row.state == "published"}
    chosen = st.selectbox("Change or retire", list(live), index=None, format_func=live.__getitem__, placeholder="Choose a pathway")
    if chosen:
        next_or_retire(chosen)


def next_or_retire(code: str) -> None:
    with st.container(horizontal=True):
        if st.button("Begin the next version", icon=":material/edit:"):
            with frame.errors_shown():
                open_draft(pathways.begin_next_version(portal, actor, code=code))
        if st.button("Retire", icon=":material/archive:", help="Nobody new can follow it. Who follows it may complete it; badges stay."):
            with frame.errors_shown():
                pathways.retire(portal, actor, code=code)
                session.flash(f"{code} takes nobody new from now on.")
                st.rerun()


def open_draft(draft_id: str) -> None:
    st.switch_page(registry.path_of("design_pathways"), query_params={"d": draft_id})


def the_draft(design: Design) -> None:
    frame.open_page(design.draft.title or "A new pathway", "Everything is kept as you type. Nobody sees it until you publish it.")
    st.page_link(registry.path_of("design_pathways"), label="All pathways", icon=":material/arrow_back:")
    frame.problems_above(FORM)
    session.forget_problems(FORM)
    words, check = st.columns([3, 2], gap="large")
    with words:
        st.header("What it is", anchor=False)
        about(design.draft, change)
        st.header("What it asks for", anchor=False)
        tree(design.draft, change, shown.programs_to_name(portal, actor), shown.equivalents_to_name(portal, actor))
    with check:
        st.header("Check", anchor=False)
        checked(design)


def checked(design: Design) -> None:
    if design.problems:
        st.info(
            "Before it can be published:\n" + "\n".join(f"- {md(sentence)}" for sentence in design.problems), icon=":material/checklist:"
        )
    else:
        st.success("It can be published. Who has everything already gets the badge at once.", icon=":material/check_circle:")
    with st.container(horizontal=True):
        if st.button("Publish", type="primary", disabled=bool(design.problems), icon=":material/publish:"):
            publish(design)
        if st.button("Throw the draft away", type="tertiary", icon=":material/delete:"):
            pathways.drop(portal, actor, draft_id=design.stored.id)
            session.flash("The draft is gone.")
            st.switch_page(registry.path_of("design_pathways"))
    if design.picture:
        alt = escape(f"Map of {design.draft.title}, as somebody finds it who has earned nothing yet")
        data = b64encode(design.picture.encode()).decode()
        st.html(f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}" style="max-width: 100%; height: auto">')
        st.caption(f"One after the other, what builds on each other takes about {design.chain_weeks} weeks.")


def publish(design: Design) -> None:
    with frame.errors_shown():
        pathways.publish_draft(portal, actor, draft_id=design.stored.id)
        session.flash(f"“{design.draft.title}” is published.")
        st.switch_page(registry.path_of("pathway"), query_params={"code": design.draft.code})


wanted = st.query_params.get("d")
try:
    design = shown.design(portal, actor, wanted) if wanted else None
except NotFound:
    design = None
    st.info("This draft is not here any more: it was published or thrown away.")
if design:
    the_draft(design)
else:
    the_list()
