"""A draft as members will see it: its badge, and its page."""

from base64 import b64encode
from html import escape

import streamlit as st

from core.errors import BadInput
from core.queries.association import the_association
from core.rules.drafts import Draft
from core.services import versions
from core.services.issuer import draft_picture
from pages.shared import wiring
from pages.shared.program_story import tell
from pages.shared.text import md


def badge_preview(draft: Draft) -> None:
    """The picture of the badge, drawn from the draft as it is now."""
    data = b64encode(draft_picture(wiring.portal(), draft).encode()).decode()
    alt = escape(draft.picture_words or f"Badge: {draft.title or 'not named yet'}")
    st.html(f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}" width="220" style="max-width: 100%; height: auto">')


def page_preview(draft: Draft) -> None:
    """The program's page; while something is missing, what that is."""
    issuer = the_association(wiring.portal())
    try:
        program = versions.complete(draft)
    except BadInput as problem:
        missing = "\n".join(f"- {md(sentence)}" for sentence in problem.fields.values())
        st.info(f"Members will see it here as soon as nothing is missing:\n\n{missing}", icon=":material/visibility_off:")
        return
    if issuer:
        with st.container(border=True, key="as_a_member"):
            st.subheader(md(program.title), anchor=False)
            st.markdown(md(program.outcome))
            tell(program, issuer)
