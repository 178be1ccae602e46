"""A personal link that somebody hands on: shown once, since the portal does not keep it and whoever has it can use it."""

from urllib.parse import quote

import streamlit as st


def personal_link(link: str, *, subject: str, words: str) -> None:
    """The link, and a letter with it. ``words`` go in front of the link."""
    st.success("Send this link to the person. It works once, for thirty days, and is shown here only now.", icon=":material/link:")
    st.code(link, language=None, wrap_lines=True)
    address = f"mailto:?subject={quote(subject, safe='')}&body={quote(f'{words} {link}', safe='')}"
    st.link_button("Write an e-mail", address, icon=":material/mail:")
