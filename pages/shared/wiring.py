"""From the environment to the ``Portal`` that every page hands to services and queries."""

import streamlit as st

from core.portal import Portal
from core.settings import Settings, load_settings


def portal() -> Portal:
    """The portal of this process's environment. Nothing personal is in it, so it is shared by all sessions."""
    return _portal(load_settings().model_dump_json())


@st.cache_resource(show_spinner=False)
def _portal(settings: str) -> Portal:
    return Portal(Settings.model_validate_json(settings))
