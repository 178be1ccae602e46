"""Job roles of the members (``?r=<id>``, or ``new``): which skills they take, and how much each of them matters."""

import streamlit as st

from core.errors import NotFound
from core.queries.job_roles import DescribedRole, described
from core.services import job_roles
from pages.shared import frame, registry, session, wiring
from pages.shared.job_role_form import job_role_form
from pages.shared.plain_table import Link, plain_table
from pages.shared.text import md

NEW = "new"
portal, actor = wiring.portal(), session.actor()


def everything(found: list[DescribedRole]) -> None:
    frame.open_page(
        "Job roles",
        "What your members work as. Programs that matter for somebody's role stand first in their catalogue, with the reason.",
    )
    if st.button("Describe a job role", type="primary", icon=":material/add:"):
        st.switch_page(registry.path_of("job_roles"), query_params={"r": NEW})
    if not found:
        st.info("None is described yet. Begin with the job that most of your members have: its name is enough.", icon=":material/badge:")
        return
    plain_table(
        "The job roles that members can choose.",
        ("Job role", "Skills", "People", "Programs for it"),
        [
            (
                Link(row.role.name + (" (no longer offered)" if row.role.is_retired else ""), f"/job_roles?r={row.role.id}"),
                str(len(row.role.details.skills)) if row.role.details.skills else "–",
                str(row.people),
                ", ".join(row.programs) or "none yet",
            )
            for row in found
        ],
    )


def one(row: DescribedRole | None) -> None:
    st.page_link(registry.path_of("job_roles"), label="All job roles", icon=":material/arrow_back:")
    frame.open_page(row.role.name if row else "A new job role")
    job_role_form(row)
    if row:
        offering(row)


def offering(row: DescribedRole) -> None:
    """Taking it out of the list, or putting it back."""
    st.space("small")
    if row.role.is_retired:
        st.markdown("This role is not offered any more. Who has it keeps it.")
    if st.button("Offer it again" if row.role.is_retired else "Do not offer it any more"):
        with frame.errors_shown():
            job_roles.set_retired(portal, actor, role_id=row.role.id, retired=not row.role.is_retired)
            session.flash(f"“{row.role.name}” is {'offered again' if row.role.is_retired else 'not offered any more'}.")
            st.rerun()


found, wanted = described(portal, actor), st.query_params.get("r")
if not wanted:
    everything(found)
elif wanted == NEW:
    one(None)
elif row := next((row for row in found if row.role.id == wanted), None):
    one(row)
else:
    frame.open_page("This job role is not here")
    raise NotFound(f"There is no job role “{md(wanted)}”.")
