"""The association as issuer: under which name and with which keys it signs, how its badges look, what the portal may ask others."""

import streamlit as st

from core.queries.association import the_association
from core.queries.sharing import linkedin_id
from core.rules.choices import CHOICES
from core.rules.times import long_day
from core.services import association as choosing
from core.services import signing_keys
from core.services.reissue import outdated, reissue
from pages.shared import frame, session, wiring
from pages.shared.plain_table import plain_table
from pages.shared.text import md

LOGO_FORM, LARGEST_MB = "logo", 2
LINKEDIN_FORM = "linkedin"
STATES = {"active": "● signs now", "retired": "○ verifies what it signed", "compromised": "✕ withdrawn"}
portal, actor = wiring.portal(), session.actor()


def identity(issuer: str) -> None:
    """The name under which badges are signed, and what a public address would change."""
    st.header("Identity", anchor=False)
    st.markdown("Badges are signed as")
    st.code(issuer, language=None, wrap_lines=True)
    if issuer.startswith("did:web:"):
        st.markdown(f"Verifiers find the keys at [{portal.base_url}/.well-known/did.json](/.well-known/did.json).")
        return
    st.info(
        "The portal has no public https address yet, so badges name their key directly. That is good for trying things out.\n\n"
        "Once there is an address: **1.** set PROOFMARK_URL on the machine, **2.** restart the portal, **3.** come back here: it will "
        "offer to sign the earlier badges anew under that address.",
        icon=":material/public_off:",
    )


def sign_anew(count: int) -> None:
    """The guided re-issue. It can be left at any time; what was signed stays signed."""
    badges = f"{count} badge{'' if count == 1 else 's'}"
    st.warning(
        f"{badges} name an earlier address of this portal, or were signed with a key that was withdrawn. "
        "They verify here, but not with the programs of others.",
        icon=":material/update:",
    )
    st.markdown(
        "Signing anew changes the address, the issuer's identity and the signature, nothing else. Holders keep their page; files "
        "that they downloaded before still verify here and lead to the new ones."
    )
    if st.button(f"Sign {badges} anew", type="primary", icon=":material/draw:"):
        bar = st.progress(0.0, text="Signing …")
        with frame.errors_shown():
            done = reissue(portal, actor, progress=lambda n, total: bar.progress(n / total, text=f"{n} of {total}") and None)
            session.flash(f"{done} badge{'' if done == 1 else 's'} signed anew.")
            st.rerun()


def doubtful(tokens: tuple[str, ...]) -> None:
    """Badges that somebody else may have signed: a person has to look, at the machine."""
    st.error(
        "These badges were signed after their key was stolen, and are refused. Look into each; what was really earned is signed anew "
        "on the command line: `python -m core keys reissue --doubtful TOKEN`",
        icon=":material/gpp_maybe:",
    )
    for token in tokens:
        st.markdown(f"- [{portal.base_url}/b/{token}](/b/{token})")


def keys() -> None:
    st.header("Keys", anchor=False)
    rows = [
        (STATES[key.state], key.multikey, f"since {long_day(key.compromised_since.date())}" if key.compromised_since else "no")
        for key in signing_keys.every_key(portal, actor)
    ]
    plain_table("Every key that ever signed, the newest first", ("State", "Key", "Withdrawn"), rows)
    protected = signing_keys.are_protected(portal, actor)
    st.caption(
        ("The private keys are encrypted on disk. " if protected else "The private keys are plain files that only the portal can read. ")
        + "Keys are looked after on the portal's machine only: `python -m core keys rotate`, `withdraw`, `protect`."
    )


def looks() -> None:
    """New badges carry today's mark and layout; earlier ones keep theirs."""
    st.header("Looks", anchor=False)
    st.markdown("New badges carry the mark and the layout of their day. Badges that were issued keep theirs for good.")
    st.html('<img src="/issuer.png" alt="The mark of today" width="96" height="96" style="object-fit: contain">')
    with st.form(LOGO_FORM, border=False):
        picture = st.file_uploader(
            f"New logo: PNG, JPEG or WebP, at most {LARGEST_MB} MB", type=["png", "jpg", "jpeg", "webp"], max_upload_size=LARGEST_MB
        )
        frame.problem_beside(LOGO_FORM, "logo")
        with st.container(horizontal=True):
            use, none = st.form_submit_button("Use this logo"), st.form_submit_button("Use a monogram", type="tertiary")
    if use or none:
        with frame.errors_shown(LOGO_FORM):
            choosing.change_mark(portal, actor, logo=None if none else picture.getvalue() if picture else b"")
            session.flash("The mark was changed. New badges carry it.")
            st.rerun()


def choose(name: str, current: str) -> None:
    """One choice as radio buttons; it is kept as soon as it changes."""
    choice = CHOICES[name]
    values = list(choice.values)
    chosen = st.radio(choice.question, values, index=values.index(current), format_func=lambda value: choice.values[value], key=name)
    if chosen != current:
        with frame.errors_shown():
            choosing.choose(portal, actor, name=name, value=chosen)
            session.flash("Kept.")
            st.rerun()


def linkedin(current: str) -> None:
    """The association's page there, for those who add a badge to their profile."""
    st.header("LinkedIn", anchor=False)
    with st.form(LINKEDIN_FORM, border=False):
        number = st.text_input(
            "Number of the association's page on LinkedIn",
            current,
            max_chars=20,
            help="With it LinkedIn shows your logo beside a badge that somebody adds to their profile. "
            "You find it in the address of your page's admin view: linkedin.com/company/1234567/admin.",
        )
        frame.problem_beside(LINKEDIN_FORM, "linkedin_id")
        if st.form_submit_button("Keep the number"):
            with frame.errors_shown(LINKEDIN_FORM):
                choosing.set_linkedin_id(portal, actor, number=number)
                session.flash("Kept. Whoever shares a badge from now on uses it.")
                st.rerun()


chosen, to_sign, known = choosing.choices(portal, actor), outdated(portal, actor), the_association(portal)
frame.open_page("Issuer", f"{md(known.name) if known else 'The association'} as the world sees it behind a badge.")
if to_sign.doubtful:
    doubtful(to_sign.doubtful)
if to_sign.certain:
    sign_anew(len(to_sign.certain))
identity(to_sign.did)
keys()
looks()
choose("certificate_layout", chosen["certificate_layout"])
st.header("Badges of other issuers", anchor=False)
choose("verify_foreign", chosen["verify_foreign"])
st.header("E-mails", anchor=False)
choose("send_mail", chosen["send_mail"])
linkedin(linkedin_id(portal, actor))
