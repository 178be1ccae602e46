"""One's own data, in one's own hands."""

from functools import partial

import streamlit as st

from core.services.own_data import own_folder
from pages.shared import session, wiring


def take_my_data() -> None:
    """The folder is made when somebody asks for it."""
    portal, actor = wiring.portal(), session.actor()
    st.subheader("Your data", anchor=False)
    st.markdown("Everything that is kept about you, as a folder: tables, the files that you handed in, and your signed badges.")
    name = f"my-data-{portal.now().date().isoformat()}.zip"
    make = partial(own_folder, portal, actor)
    st.download_button("Download my data", make, name, "application/zip", icon=":material/folder_zip:", on_click="ignore")
