"""Second step of the designer: the one skill, and the sentence that says what its holder does."""

import streamlit as st

from core.queries.drafts import UsedWords
from core.rules.drafts import Draft, DraftSkill
from core.rules.outcome_verbs import VERBS, with_verb
from pages.shared import session
from pages.shared.draft_editing import Change, choice, key, several, text
from pages.shared.program_card import SKILL_WORDS
from pages.shared.text import md

CATEGORIES = {
    "communication": "Communication",
    "management": "Management",
    "leadership": "Leadership",
    "software": "Software",
    "safety": "Safety",
    "finance": "Finance",
    "analysis": "Analysis",
    "craft": "Craft",
}
EQF = {None: "Not stated", **{n: f"Level {n}" for n in range(1, 9)}}


def skill_step(draft: Draft, change: Change, used: UsedWords) -> None:
    """Outcome first: everything else follows from it."""
    st.markdown("One skill, and one sentence that says what somebody sees when its holder is at work.")
    text(
        draft,
        change,
        "outcome",
        "The outcome: who holds the badge …",
        lines=2,
        placeholder="Runs a meeting that ends with decisions, each with a name and a day.",
        why="This sentence is on every badge. It begins with something one can see somebody do, and has one verb.",
    )
    _verb_picker(change)
    text(
        draft,
        change,
        "title",
        "Title",
        max_chars=60,
        placeholder="Run a meeting that ends with decisions",
        why="A verb and a thing, at most 60 characters: it has to fit on a badge.",
    )
    _skill(draft, change, 0)
    _further_skills(draft, change)
    text(
        draft,
        change,
        "description",
        "What it is about, in a few sentences",
        lines=4,
        placeholder="You …",
        why="Members read this first on the program's page. Write to one person.",
    )
    _place_in_the_world(draft, change, used)


def _verb_picker(change: Change) -> None:
    with st.popover("Choose a verb", icon=":material/psychology_alt:", key=key("verbs")):
        st.caption("Each is something that one can see. The lower groups ask for more than the upper ones.")
        for level, verbs in VERBS.items():
            widget = key(f"verb_{level}")
            st.pills(level, verbs, key=widget, on_change=_take_verb, args=(change, widget))


def _take_verb(change: Change, widget: str) -> None:
    """A verb that was chosen stays unmarked, so that it can be chosen again."""
    if verb := session.typed(widget):
        change(lambda draft: draft.with_(outcome=with_verb(draft.outcome, verb)))
        session.put(widget, None)


def _skill(draft: Draft, change: Change, number: int) -> None:
    place = f"skills.{number}"
    text(
        draft,
        change,
        f"{place}.name",
        "Name of the skill",
        placeholder="Running meetings",
        why="As it stands in your list of skills. Several programs may build the same skill at different levels.",
    )
    text(
        draft,
        change,
        f"{place}.statement",
        "The skill as a sentence",
        placeholder="Lead a meeting to decisions that are written down.",
        why="It begins with a verb, and stays true when tools and versions change.",
    )
    choice(
        draft,
        change,
        f"{place}.kind",
        "Kind of skill",
        dict(SKILL_WORDS),
        radio=True,
        why="The catalogue can be filtered by it, and the badge gets its form from it: a circle or a hexagon.",
    )
    choice(draft, change, f"{place}.category", "Category", CATEGORIES, why="The badge gets its colour from it.")
    skill = draft.skills[number] if number < len(draft.skills) else DraftSkill()
    if skill.kind == "technical":
        _product(draft, change, place)
    text(
        draft,
        change,
        f"{place}.code",
        "Code of the skill",
        placeholder="MTG-01",
        why="Capital letters, digits and hyphens, such as MTG-01.",
    )


def _product(draft: Draft, change: Change, place: str) -> None:
    text(
        draft,
        change,
        f"{place}.product",
        "Software or device (if it is about one)",
        why="Whoever reads the badge sees what it was shown with.",
    )
    text(
        draft,
        change,
        f"{place}.product_version",
        "Its version",
        why="When a newer one comes, holders can be offered an update program.",
    )


def _further_skills(draft: Draft, change: Change) -> None:
    """A focused program has none; what is there is shown, so that it can be taken apart."""
    for number, skill in enumerate(draft.skills[1:], 1):
        with st.container(border=True, key=key(f"further_{number}")):
            st.markdown(f"**Another skill: {md(skill.name) or 'not named yet'}**")
            _skill(draft, change, number)
            st.button("Take this skill out", key=key(f"less_{number}"), icon=":material/delete:", on_click=change, args=(_without(number),))
    if len(draft.skills) < 2:
        with st.expander("Is it about more than one skill?", icon=":material/call_split:"):
            st.markdown("Name the others too. The portal then proposes one small program for each, and a pathway over them.")
            st.button("Add another skill", key=key("more_skills"), icon=":material/add:", on_click=change, args=(_with_one_more,))
    else:
        st.button("Add another skill", key=key("more_skills"), icon=":material/add:", on_click=change, args=(_with_one_more,))


def _with_one_more(draft: Draft) -> Draft:
    return draft.with_(skills=(*draft.skills, DraftSkill()))


def _without(number: int):
    return lambda draft: draft.with_(skills=tuple(row for n, row in enumerate(draft.skills) if n != number))


def _place_in_the_world(draft: Draft, change: Change, used: UsedWords) -> None:
    st.subheader("Where it belongs", anchor=False)
    several(
        draft,
        change,
        "goals",
        "Goals of the association that it serves",
        used.goals,
        new=True,
        placeholder="Choose, or type a goal and press Enter",
        why="A program without a goal is the first to be forgotten. Two programs may serve the same goal.",
    )
    text(draft, change, "code", "Code of the program", placeholder="MTG-110", why="People quote it, and it never changes once published.")
    text(
        draft,
        change,
        "level",
        "Level, in your own words",
        placeholder="Foundation",
        why="What newcomers and experienced people can expect, such as Foundation or Practitioner.",
    )
    choice(
        draft,
        change,
        "eqf_level",
        "Level in the European Qualifications Framework",
        EQF,
        why="Europe's standard elements ask for it. Most short programs at work are level 3 to 5; leave it out where you are not sure.",
    )
    several(
        draft,
        change,
        "supporting_skills",
        "Skills that help (at most two)",
        [],
        new=True,
        placeholder="Type a skill and press Enter",
        why="What people need for it and what is not judged. More than two, and the program loses its focus.",
    )
