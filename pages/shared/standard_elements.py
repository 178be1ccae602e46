"""The standard elements of a European micro-credential on the page of a program, and what others call its skill."""

import streamlit as st

from core.rules.eu_elements import SOURCE, Body, elements
from core.rules.programs import Alignment, ProgramVersion
from core.storage.association import Association
from core.web.assessment_words import country_name
from pages.shared.plain_table import plain_table
from pages.shared.text import md


def aligned_to(program: ProgramVersion) -> None:
    """With links to where each skill is described; nothing where the program is not aligned."""
    if not program.alignments:
        return
    st.subheader("What others call this skill", anchor=False)
    st.markdown("\n".join(f"- {_in_words(row)}" for row in program.alignments))


def _in_words(row: Alignment) -> str:
    where = ", ".join(filter(None, (md(row.framework), md(row.code))))
    address = row.url.replace("(", "%28").replace(")", "%29")
    return f"[{md(row.name)}]({address})" + (f" ({where})" if where else "")


def standard_elements(program: ProgramVersion, association: Association) -> None:
    """Every element with its value, closed: most readers have read all of it above. Those that nobody stated are left out."""
    body = Body(association.name, country_name(association.country) if association.country else "")
    rows = [(row.name, row.value) for row in elements(program, body) if row.given]
    with st.expander("The standard elements of a European micro-credential", icon=":material/fact_check:"):
        plain_table(f"So that it can be compared anywhere: {SOURCE}.", ("Element", "What holds here"), rows)
