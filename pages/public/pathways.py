"""What programs can be stacked to: each pathway with what it leads to, about how long it takes, and how far one is already."""

from html import escape

import streamlit as st

from core.queries import pathways as shown
from core.queries.pathways import PathwayView
from core.rules.members import Actor
from core.rules.pathway_progress import fewest_badges
from core.rules.pathways import program_nodes
from core.rules.permissions import Permission, allowed
from pages.shared import frame, registry, session, wiring
from pages.shared.pathway_way import progress
from pages.shared.text import md

ICON = ":material/route:"


def card(view: PathwayView, actor: Actor) -> None:
    pathway = view.pathway
    with st.container(border=True, key=f"pathway_{pathway.code}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width=96):
                address = escape(f"/achievements/{pathway.code}/{pathway.version}.png")
                st.html(f'<img src="{address}" alt="" width="96" height="96" loading="lazy">')
            with st.container(width="stretch"):
                st.page_link(registry.path_of("pathway"), label=f"**{md(pathway.title)}**", query_params={"code": pathway.code})
                st.markdown(md(pathway.outcome))
        st.markdown(f":material/schedule: {duration(view)}  \n:material/stacks: {md(named(view))}")
        if view.capstone:
            st.markdown(":material/workspace_premium: You hold the badge of this pathway.")
        elif actor.signed_in and (view.followed or view.evaluation.share):
            progress(view)


def duration(view: PathwayView) -> str:
    months = view.pathway.months
    return f"About {months} month{'' if months == 1 else 's'}, at your own pace"


def named(view: PathwayView) -> str:
    """How many badges are enough, and of which programs."""
    titles = [view.titles.get(leaf.program, leaf.program) for leaf in program_nodes(view.pathway.root)]
    enough = fewest_badges(view.pathway.root)
    count = f"{enough} badge{'' if enough == 1 else 's'}" + (f" out of {len(titles)}" if enough < len(titles) else "")
    return f"{count}: {', '.join(titles)}"


def nothing(actor: Actor) -> None:
    st.info("There are no pathways yet. They will stand here as soon as the association publishes the first.", icon=ICON)
    if allowed(actor, Permission.PATHWAY_PUBLISH):
        st.page_link(registry.path_of("design_pathways"), label="Design the first pathway", icon=":material/arrow_forward:")


portal, actor = wiring.portal(), session.actor()
frame.open_page(
    "Pathways", "A pathway stacks programs over months, and ends with a badge of its own. Every badge you earn on the way is yours."
)
views = shown.listed(portal, actor)
for view in views:
    card(view, actor)
if not views:
    nothing(actor)
