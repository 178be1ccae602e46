"""One's own badge on a card: the picture, how it stands today in words, and everything to take away."""

from datetime import date, timedelta
from html import escape

import streamlit as st

from core.queries import sharing as sharing_of
from core.queries.learning import OwnBadge
from core.rules.awards import Standing
from core.rules.programs import earned_word
from core.rules.sharing import may_be_listed
from core.rules.times import long_day
from core.services import sharing
from pages.shared import frame, registry, session, wiring
from pages.shared.share_kit import profile_link

NEW_FOR = timedelta(days=7)
_STANDINGS: dict[Standing, tuple[str, str]] = {
    "valid": ("✔", "Valid"),
    "expired": ("○", "Expired"),
    "suspended": ("◌", "Suspended"),
    "revoked": ("✖", "Revoked"),
    "superseded": ("○", "Replaced by a newer one"),
}
WORTH_SHOWING: tuple[Standing, ...] = ("valid", "expired")
_FILES = (("pdf", "Certificate (PDF)"), ("png", "Picture (PNG)"), ("json", "Open Badge (JSON)"), ("zip", "Everything (ZIP)"))
WHO_SEES = {"link": "Anyone with the link", "listed": "Anyone, and search engines may list it", "private": "Only me"}
CHANGED = {
    "link": "Whoever has the address sees it. Search engines are asked to leave it out; it takes them days or weeks to forget.",
    "listed": "Search engines may now list this page. It takes them days or weeks to find it.",
    "private": "Only you see it now. Files that somebody has already stay valid.",
}
_SHEET = """
<style>
.badge { display: flex; gap: 1.25rem; align-items: flex-start; line-height: 1.5; overflow-wrap: anywhere; }
.badge img { width: 10rem; height: 10rem; flex: none; }
.badge h2 { font-size: 1.25rem; padding: 0; margin: 0 0 0.3rem; }
.badge p { margin: 0 0 0.4rem; max-width: 42rem; }
.badge .quiet { opacity: 0.85; }
.badge ul { list-style: none; margin: 0.5rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; }
.badge li { margin: 0; padding: 0.25rem 0; }
.badge.new { border: 1px solid #d98e04; border-radius: 0.5rem; padding: 1.5rem; align-items: center; gap: 2rem;
  background: radial-gradient(circle at 9rem 50%, color-mix(in srgb, #d98e04 26%, transparent), transparent 26rem); }
.badge.new img { width: 17rem; height: 17rem; animation: badge-arrives 1.2s ease-out; }
.badge.new h2 { font-size: 1.8rem; line-height: 1.25; }
@keyframes badge-arrives { from { transform: scale(0.85); opacity: 0; } to { transform: none; opacity: 1; } }
@media (max-width: 40rem) {
  .badge { flex-direction: column; }
  .badge.new { align-items: flex-start; background: none; }
}
@media (prefers-reduced-motion: reduce) { .badge.new img { animation: none; } }
</style>
"""


def is_new(badge: OwnBadge, today: date) -> bool:
    """For a week after the award, while nothing happened to the badge."""
    return badge.standing == "valid" and today - badge.award.awarded_at.date() < NEW_FOR


def badge_shown(badge: OwnBadge, *, new: bool) -> None:
    """The card alone."""
    st.html(_SHEET + card_html(badge, new=new))


def badge_card(badge: OwnBadge, *, new: bool) -> None:
    """The card, the way to share it, and folded away where it is not new: its public address and who can see it."""
    badge_shown(badge, new=new)
    worth_showing = badge.standing in WORTH_SHOWING and not badge.award.private
    if new and worth_showing:
        _moment(badge.award.token)
    elif worth_showing and st.button("Share", key=f"share_{badge.award.token}", icon=":material/share:"):
        _to_sharing(badge.award.token)
    folded = "Public address, and who can see it" if worth_showing else "Who can see it"
    with st.container() if new else st.expander(folded, icon=":material/visibility:"):
        if worth_showing:
            st.caption("Public address, for anybody you want to show it to:")
            st.code(f"{wiring.portal().base_url}/b/{badge.award.token}", language=None, wrap_lines=True)
        visibility(badge)


def _moment(token: str) -> None:
    """The four things that people want to do first, in the order in which they want them."""
    badge = sharing_of.shareable(wiring.portal(), session.actor(), token)
    with st.container(horizontal=True, key="moment"):
        profile_link(badge)
        if st.button("Share a post", icon=":material/share:"):
            _to_sharing(token)
        st.link_button("Download the certificate", f"/b/{token}.pdf", icon=":material/download:")
        if st.button("Keep it private", type="tertiary"):
            _change_visibility(token, "private", was_private=False)
    st.caption("Sharing also has a letter for your manager, somebody to vouch for you, and a tip for whoever comes next.")


def _to_sharing(token: str) -> None:
    st.switch_page(registry.path_of("share"), query_params={"b": token})


def visibility(badge: OwnBadge) -> None:
    """Who can see it; the badge's holder decides, and may change their mind."""
    award = badge.award
    now = "private" if award.private else "listed" if award.listed else "link"
    offered = [name for name in WHO_SEES if name != "listed" or may_be_listed(badge.standing) or now == "listed"]
    # the stored state is in the key: a change in another tab must not be undone by the choice of this one
    key = f"visibility_{award.token}_{now}"
    wanted = st.radio("Who can see it?", offered, offered.index(now), format_func=WHO_SEES.__getitem__, key=key, horizontal=True)
    if award.private:
        st.caption("Its page says whether it is valid and nothing else. You still see all of it while you are signed in.")
    if wanted != now:
        _change_visibility(award.token, wanted, was_private=award.private)


def _change_visibility(token: str, wanted: str, *, was_private: bool) -> None:
    portal, actor = wiring.portal(), session.actor()
    with frame.errors_shown():
        if was_private != (wanted == "private"):
            sharing.set_private(portal, actor, token=token, private=wanted == "private")
        if wanted != "private":
            sharing.set_listed(portal, actor, token=token, listed=wanted == "listed")
        session.flash(CHANGED[wanted])
        st.rerun()


def card_html(badge: OwnBadge, *, new: bool) -> str:
    """The card without its style sheet."""
    award, program = badge.award, badge.program
    page = f"/b/{award.token}"
    name = escape(program.title)
    head = '<p class="quiet"><strong>You earned this. Well done.</strong></p>' if new else ""
    name_on_it = f"<p>On it stands: {escape(badge.holder_name)}</p>" if new else ""
    files = "".join(f'<li><a href="{page}.{kind}" download>{words}</a></li>' for kind, words in _FILES)
    return (
        f'<article class="badge{" new" if new else ""}"><img src="{page}.png" alt="Badge: {name}" width="160" height="160" loading="lazy">'
        f"<div>{head}<h2>{name}</h2><p>{escape(standing_in_words(badge))}</p>"
        f'<p class="quiet">{earned_word(program.benchmark)}: {escape(program.skill.statement)}</p>{name_on_it}'
        f'<ul><li><a href="{page}" target="_blank" rel="noopener"><strong>Public page</strong></a></li>{files}</ul></div></article>'
    )


def standing_in_words(badge: OwnBadge) -> str:
    """The state of today, the day of the award, and the end where it still says something."""
    sign, word = _STANDINGS[badge.standing]
    award = badge.award
    parts = [f"{sign} {word}", f"earned on {long_day(award.awarded_at.date())}"]
    if award.valid_until and badge.standing in WORTH_SHOWING:
        parts.append(f"{'was valid' if badge.standing == 'expired' else 'valid'} until {long_day(award.valid_until.date())}")
    if award.state_reason:
        parts.append(award.state_reason)
    return " · ".join(parts)
