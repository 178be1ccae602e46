"""The last look at a draft before members see it (``?d=<draft>``): what the check says, what changes, who decides."""

from dataclasses import replace

import streamlit as st

from core.errors import BadInput, NotFound
from core.queries.association import the_association
from core.queries.checking import CheckDesk, check_desk
from core.queries.versions import MidWay
from core.rules.eu_elements import SOURCE, Body, elements
from core.services import drafts, versions
from core.services.issuer import draft_picture
from core.web.assessment_words import country_name
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.design_check import findings_panel, focus_dial, seal_row
from pages.shared.plain_table import plain_table
from pages.shared.program_story import tell
from pages.shared.publish_decision import FORM, decision
from pages.shared.text import md
from pages.shared.version_changes import version_changes
from pages.shared.waiving import STOPS, blocking_findings

portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def gaps(desk: CheckDesk) -> list[str]:
    """What is missing or wrong, as sentences."""
    try:
        versions.complete(desk.stored.draft)
    except BadInput as problem:
        return list(problem.fields.values())
    return []


def top(desk: CheckDesk) -> None:
    draft, stored = desk.stored.draft, desk.stored
    frame.open_page(f"Last look: {draft.title or 'a program without a title'}")
    st.caption(f"{md(draft.code)} {md(draft.version)} · {md(standing(desk))}")
    if stored.comment:
        st.warning(f"It was sent back: {md(stored.comment)}", icon=":material/undo:")
    if stored.state == "draft":
        st.page_link(registry.path_of("edit_program"), label="Go on designing", icon=":material/edit:", query_params={"d": stored.id})


def standing(desk: CheckDesk) -> str:
    stored = desk.stored
    if stored.state == "in_check" and stored.submitted_at:
        return f"{desk.names.get(stored.submitted_by or '', 'Somebody')} asked for a check on {day(stored.submitted_at, today)}"
    return {"draft": "a draft, not submitted yet", "published": "published", "dropped": "thrown away"}.get(stored.state, stored.state)


def design_check(desk: CheckDesk) -> None:
    st.header("What the design check says", anchor=False)
    focus_dial(desk.report)
    seal_row(desk.report.seals)
    frame.problems_above(STOPS)
    blocking_findings(desk)
    others = tuple(row for row in desk.report.findings if row.severity != "block")
    if others:
        count = f"{len(others)} more finding{'' if len(others) == 1 else 's'}, none of which stops publishing"
        with st.expander(count, icon=":material/lightbulb:"):
            findings_panel(replace(desk.report, findings=others))


def standard(desk: CheckDesk) -> None:
    """The elements of the European standard, each stated or not."""
    issuer = the_association(portal)
    body = Body(issuer.name, country_name(issuer.country) if issuer.country else "") if issuer else None
    rows = elements(desk.stored.draft, body)
    given, needed = sum(row.given for row in rows if row.mandatory), sum(row.mandatory for row in rows)
    with st.expander(f"Standard elements: {given} of {needed} are stated", icon=":material/fact_check:"):
        plain_table(
            f"What a European micro-credential says of itself: {SOURCE}.",
            ("Element", "State", "What holds here"),
            [(row.name, "✓ stated" if row.given else "○ missing" if row.mandatory else "– optional", row.value) for row in rows],
        )


def what_changes(desk: CheckDesk) -> None:
    st.header("What changes", anchor=False)
    if desk.live is None:
        st.markdown("This is a new program. Nobody takes part in it yet.")
        return
    for row in desk.mid_way:
        st.markdown(f":material/group: {staying(row)}")
    if desk.program:
        version_changes(desk.changes, desk.live.version, desk.program.version)
    if desk.number_hint:
        st.info(f"Version {desk.number_hint} fits what changed better than {md(desk.stored.draft.version)}.", icon=":material/tag:")
    if desk.number_hint and desk.stored.state == "draft":
        st.button(f"Call it version {desk.number_hint}", on_click=renumber, args=(desk.stored.id, desk.number_hint))


def staying(row: MidWay) -> str:
    """
    >>> staying(MidWay("1.2", 3, 1))
    '3 members are mid-way on 1.2; they stay on 1.2. 1 of them waits for a decision.'
    """
    who = "1 member is mid-way" if row.people == 1 else f"{row.people} members are mid-way"
    wait = f" {row.in_review} of them wait{'s' if row.in_review == 1 else ''} for a decision." if row.in_review else ""
    return f"{who} on {row.version}; they stay on {row.version}.{wait}"


def renumber(draft_id: str, version: str) -> None:
    with frame.problems_kept(FORM):
        drafts.change(wiring.portal(), session.actor(), draft_id=draft_id, change=lambda draft: draft.with_(version=version))


def preview(desk: CheckDesk) -> None:
    issuer = the_association(portal)
    if desk.program and issuer:
        with st.expander("As members will see it", icon=":material/visibility:"):
            st.image(draft_picture(portal, desk.stored.draft), width=180, alt=f"Badge: {desk.program.title}")
            st.subheader(md(desk.program.title), anchor=False)
            st.markdown(md(desk.program.outcome))
            tell(desk.program, issuer)


def whole(desk: CheckDesk) -> None:
    missing = gaps(desk)
    top(desk)
    if desk.stored.state in ("published", "dropped"):
        decision(desk, missing)
        return
    if missing:
        st.header("What is missing", anchor=False)
        st.markdown("\n".join(f"- {md(sentence)}" for sentence in missing))
    design_check(desk)
    standard(desk)
    preview(desk)
    what_changes(desk)
    st.header("Your decision" if desk.stored.state == "in_check" and not desk.hindrance else "What happens next", anchor=False)
    decision(desk, missing)


try:
    whole(check_desk(portal, actor, st.query_params.get("d", "")))
except NotFound:
    frame.open_page("This draft is not here", "It may have been thrown away. Your drafts stand in the studio.")
