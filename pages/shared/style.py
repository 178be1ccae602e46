"""The portal's one style sheet: a few corrections to the theme in ``.streamlit/config.toml``."""

import streamlit as st

from core.rules.comfort import Comfort

_SHEET = """
<style>
/* readable lines on a wide screen, room on a small one */
[data-testid="stMainBlockContainer"] { max-width: 66rem; padding: 4.5rem 1.25rem 2rem; }
[data-testid="stMarkdownContainer"] p, [data-testid="stMarkdownContainer"] li { max-width: 42rem; }
h1 { font-size: 2rem !important; padding-top: 0.5rem !important; overflow-wrap: anywhere; }
h2 { font-size: 1.4rem !important; overflow-wrap: anywhere; }
h3 { font-size: 1.15rem !important; padding-top: 0.25rem !important; overflow-wrap: anywhere; }
/* a link in the text to the page that one is on looks like every other link */
[data-testid="stMain"] a[data-testid="stPageLink-NavLink"]:not(:hover) { background: transparent; }
[data-testid="stMain"] a[data-testid="stPageLink-NavLink"] { padding-left: 0; }
/* the title of a program or a group is a link, and looks like one */
[data-testid="stMain"] a[data-testid="stPageLink-NavLink"] strong { font-size: 1.05rem; color: #0f5f73; }
@media (prefers-color-scheme: dark) { [data-testid="stMain"] a[data-testid="stPageLink-NavLink"] strong { color: #7fd0de; } }
/* our own HTML has the theme's links too */
[data-testid="stHtml"] a { color: #0f5f73; }
@media (prefers-color-scheme: dark) { [data-testid="stHtml"] a { color: #7fd0de; } }
/* the association speaks here, not the framework */
[data-testid="stAppDeployButton"], [data-testid="stDecoration"], [data-testid="stMainMenu"] { display: none; }
.st-key-portal_header { border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding-bottom: 0.4rem; }
.st-key-portal_help a { color: inherit !important; }
.st-key-portal_help { border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding-top: 0.6rem; margin-top: 2rem; }
/* a fault of ours: the framework's words speak of its own cloud */
[data-testid="stException"] > * { display: none; }
[data-testid="stException"]::before { content: "Something went wrong on this page, and it was written to the log. \
Please try again; if it happens again, tell the association."; }
/* one calm column for the form, which the package draws without a main button */
.st-key-portal_sign_in { max-width: 28rem; }
.st-key-portal_sign_in h3 { font-size: 1.15rem; padding-top: 0; }
.st-key-portal_sign_in [data-testid="stFormSubmitButton"] button { background: #0f4c5c; border-color: #0f4c5c; color: #fff; }
.st-key-portal_sign_in [data-testid="stFormSubmitButton"] button:hover { background: #0b3a47; }
/* the drawer on a small screen says what it is */
[data-testid="stExpandSidebarButton"] { width: auto; }
[data-testid="stExpandSidebarButton"]::after { content: "Menu"; font-size: 0.95rem; margin-left: 0.3rem; }
/* the title of a program is a link, and must not be cut off */
[data-testid="stPageLink"] * { white-space: normal; overflow: visible; }
[data-testid="stPageLink"] p { line-height: 1.35; }
/* keyboard users see where they are */
:is(a, button, input, textarea, select, summary, [role="tab"], [role="option"], [tabindex="0"]):focus-visible {
  outline: 3px solid #d98e04 !important; outline-offset: 2px; }
@media (max-width: 40rem) {
  [data-testid="stMainBlockContainer"] { padding: 4rem 0.9rem 1.5rem; }
  h1 { font-size: 1.6rem !important; }
}
/* white on the light brand colour could not be read */
@media (prefers-color-scheme: dark) { [data-testid^="stBaseButton-primary"] { color: #06222a; } }
@media (prefers-reduced-motion: reduce) { STILL }
</style>
"""
_STILL = "*, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }"
_CLEAR = """
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: inherit !important; opacity: 1 !important; }
:is(input, textarea)::placeholder { color: inherit !important; opacity: 0.85 !important; }
[data-testid="stMain"] :is([data-baseweb="input"], [data-baseweb="textarea"], [data-baseweb="select"] > div, hr, button, summary,
  [data-testid="stForm"], [data-testid="stVerticalBlockBorderWrapper"]) { border-color: currentColor !important; }
[data-testid="stMain"] a:not([data-testid="stPageLink-NavLink"]) { text-decoration: underline !important; }
"""


def apply(comfort: Comfort) -> None:
    """Put the style sheet on the page; called by the front door in every run."""
    st.html(_SHEET.replace("STILL", _STILL) + own_sheet(comfort))


def own_sheet(comfort: Comfort) -> str:
    """What the person who looks chose on top of it; nothing for most. Everything is measured in the size of the page's own letters."""
    rules = (
        f"html {{ font-size: {comfort.percent}% !important; }}" if comfort.percent != 100 else "",
        _STILL if comfort.still else "",
        _CLEAR if comfort.clear else "",
    )
    chosen = "".join(rules)
    return f"<style>{chosen}</style>" if chosen else ""
