"""The pieces of sharing a badge: words, buttons that open a network, and what can be copied into other places.

The buttons are plain links. A click is also noted here, without a cookie and without asking the network anything.
"""

from dataclasses import replace

import streamlit as st

from core.errors import BadInput
from core.queries.sharing import Shareable
from core.rules.share_links import CHANNELS, Channel, check_server, check_words, html_embed, markdown_embed, mastodon_link
from core.services import sharing
from pages.shared import session, wiring
from pages.shared.dates import day
from pages.shared.text import md

PROFILE: Channel = "linkedin_profile"


def _noted(token: str, channel: Channel) -> None:
    """Around the click; the network is open by then, so that nothing here may stand in its way."""
    sharing.note_share(wiring.portal(), session.actor(), token=token, channel=channel)


def _link(badge: Shareable, channel: Channel, label: str, address: str, *, primary: bool = False) -> None:
    st.link_button(
        label,
        address,
        key=f"share_{channel}",
        on_click=_noted,
        args=(badge.token, channel),
        type="primary" if primary else "secondary",
    )


def profile_link(badge: Shareable) -> None:
    label, address = CHANNELS[PROFILE]
    _link(badge, PROFILE, label, address(badge.post), primary=True)


def to_profile(badge: Shareable) -> None:
    """The one button that most people come for, and where the badge went already."""
    profile_link(badge)
    if badge.shared:
        today = wiring.portal().now().date()
        st.caption("You shared it: " + ", ".join(f"{_name(channel)} on {day(on, today)}" for channel, on in badge.shared.items()) + ".")


def _name(channel: Channel) -> str:
    return "Mastodon" if channel == "mastodon" else CHANNELS[channel][0]


def own_words(badge: Shareable, most: int) -> str:
    """What the post says. What cannot be sent is told beside the box, and the suggestion is used meanwhile."""
    typed = st.text_area(
        "Your words",
        badge.post.words,
        max_chars=most,
        key=f"share_words_{badge.token}",
        help="LinkedIn and Facebook take their text from your public page; there you write after the click.",
    )
    try:
        return check_words(typed)
    except BadInput as problem:
        st.markdown(f":red[:material/error: {md(problem.message)}]")
        return badge.post.words


def networks(badge: Shareable, words: str) -> None:
    post = replace(badge.post, words=words)
    with st.container(horizontal=True, key="share_networks"):
        for channel, (label, address) in CHANNELS.items():
            if channel != PROFILE:
                _link(badge, channel, label, address(post))


def mastodon(badge: Shareable, words: str) -> None:
    """Mastodon has no one address: the server is asked for once."""
    typed = st.text_input("Your Mastodon server", placeholder="mastodon.social", key="share_server", max_chars=260)
    if not typed.strip():
        return
    try:
        server = check_server(typed)
    except BadInput as problem:
        st.markdown(f":red[:material/error: {md(problem.message)}]")
        return
    _link(badge, "mastodon", f"Post on {server}", mastodon_link(replace(badge.post, words=words), server))


def address_and_code(badge: Shareable) -> None:
    st.header("Show it", anchor=False)
    st.caption("Public address, for anybody you want to show it to:")
    st.code(badge.post.address, language=None, wrap_lines=True)
    st.image(
        badge.code, width=200, caption="The same address to be scanned, for a slide or a name tag.", alt="QR code of the public address"
    )
    st.download_button("Download the QR code", badge.code, f"qr-code-{badge.token}.png", "image/png", on_click="ignore")


def elsewhere(badge: Shareable) -> None:
    st.header("In your signature, or on your website", anchor=False)
    st.caption("For an e-mail signature or a page in HTML:")
    st.code(html_embed(badge.post), language=None, wrap_lines=True)
    st.caption("For places that take Markdown:")
    st.code(markdown_embed(badge.post), language=None, wrap_lines=True)
