"""What somebody says about a file of a learning system: its format, its columns, who its ids are, and what its words mean."""

from collections.abc import Callable
from typing import get_args

import streamlit as st

from core.queries.lms_imports import Desk
from core.rules.completion import State
from core.rules.lms import IMPORTERS
from core.rules.lms.choices import DAY_ORDER_WORDS, FORMATS, NOT_OURS, STATE_WORDS, Choices, Columns, MoveOn, folded
from core.services import lms_imports
from pages.shared import frame, session, wiring
from pages.shared.import_rows import in_rows
from pages.shared.text import md

FORM = "import"
NONE = ""
COLUMN_WORDS = {
    "mail": "E-mail address",
    "id": "Id or user name",
    "name": "Name (only to be shown)",
    "activity": "Activity",
    "state": "State",
    "score": "Score",
    "at": "Day or time",
}
MOVE_ON_WORDS = {
    "": "as the file says, else either one",
    "Passed": "to pass",
    "Completed": "to complete",
    "CompletedAndPassed": "to complete and to pass",
    "CompletedOrPassed": "to complete or to pass",
    "NotApplicable": "nothing in particular",
}


def choices_panel(desk: Desk) -> None:
    """Everything that can be chosen; what is not known yet comes first and open."""
    words_form(desk)
    said_form(desk)
    with st.expander(f"The file: {IMPORTERS[desk.view.found.choices.format].title}", expanded=bool(session.problems(FORM))):
        format_choice(desk)
        details_form(desk)
    people_table(desk)


def choose(import_id: str, change: Callable[[], Choices]) -> None:
    """Store what stands in the widgets; the page looks at the file again by itself."""
    with frame.problems_kept(FORM):
        lms_imports.choose(wiring.portal(), session.actor(), import_id=import_id, choices=change())


def format_choice(desk: Desk) -> None:
    found = desk.view.found
    key = f"format_{found.id}"
    st.selectbox(
        "Format",
        FORMATS,
        index=FORMATS.index(found.choices.format),
        format_func=lambda one: IMPORTERS[one].title,
        key=key,
        on_change=choose,
        args=(found.id, lambda: found.choices.with_(format=session.typed(key))),
        help="Guessed from the beginning of the file.",
    )
    st.caption(IMPORTERS[found.choices.format].explanation)


def details_form(desk: Desk) -> None:
    """What this format leaves open; nothing for most of them."""
    found = desk.view.found
    parts = _DETAILS.get(found.choices.format, ())
    if not parts:
        return
    with st.form(f"details_{found.id}", border=False):
        for part in parts:
            part(desk)
        st.form_submit_button("Look again", on_click=choose, args=(found.id, lambda: _typed_details(found.choices, found.id)))


def columns_part(desk: Desk) -> None:
    found, columns = desk.view.found, desk.view.found.choices.columns
    heads = [NONE, *desk.heads]
    for field, words in COLUMN_WORDS.items():
        now = getattr(columns, field)
        place = next((n for n, head in enumerate(heads) if folded(head) == folded(now)), 0)
        st.selectbox(words, heads, index=place, format_func=lambda head: md(head) or "no such column", key=f"column_{field}_{found.id}")
    st.number_input("The score that is everything", 1, 1_000_000, columns.score_whole, key=f"whole_{found.id}")


def activity_part(desk: Desk) -> None:
    found = desk.view.found
    keys = [NONE, *desk.activities]
    st.selectbox(
        "Where the file names no activity, it is about",
        keys,
        index=keys.index(found.choices.activity) if found.choices.activity in keys else 0,
        format_func=lambda key: md(desk.activities.get(key, "")) or "none: the file names it",
        key=f"activity_{found.id}",
    )


def days_part(desk: Desk) -> None:
    found, orders = desk.view.found, list(DAY_ORDER_WORDS)
    st.selectbox(
        "How the file writes days",
        orders,
        index=orders.index(found.choices.days),
        format_func=DAY_ORDER_WORDS.__getitem__,
        key=f"days_{found.id}",
    )


def pass_mark_part(desk: Desk) -> None:
    found = desk.view.found
    st.number_input("A grade counts as passed from, in %", 0, 100, found.choices.pass_mark_bp // 100, key=f"mark_{found.id}")


def move_on_part(desk: Desk) -> None:
    found, ways = desk.view.found, list(get_args(MoveOn))
    st.selectbox(
        "A unit asks",
        ways,
        index=ways.index(found.choices.move_on),
        format_func=MOVE_ON_WORDS.__getitem__,
        key=f"move_{found.id}",
        help="cmi5 calls this moveOn. It is needed only where the file does not hold the statements of launching.",
    )


_DETAILS: dict[str, tuple[Callable[[Desk], None], ...]] = {
    "generic_csv": (columns_part, activity_part, days_part),
    "scorm_csv": (activity_part, days_part),
    "d2l_grades_csv": (pass_mark_part,),
    "cmi5_json": (move_on_part,),
}


def _typed_details(choices: Choices, import_id: str) -> Choices:
    """What stands in the widgets of ``details_form``; what has no widget stays."""
    columns = {field: session.typed(f"column_{field}_{import_id}") for field in COLUMN_WORDS}
    columns["score_whole"] = session.typed(f"whole_{import_id}")
    there = {field: value for field, value in columns.items() if value is not None}
    mark = session.typed(f"mark_{import_id}")
    told = {
        "columns": Columns.model_validate({**choices.columns.model_dump(), **there}).model_dump(),
        "activity": session.typed(f"activity_{import_id}"),
        "days": session.typed(f"days_{import_id}"),
        "move_on": session.typed(f"move_{import_id}"),
        "pass_mark_bp": None if mark is None else mark * 100,
    }
    return choices.with_(**{field: value for field, value in told.items() if value is not None})


def words_form(desk: Desk) -> None:
    """Words of the file that nobody has explained yet; what is said is remembered for the next file."""
    if not (desk.unknown_states or desk.unknown_activities):
        return
    found = desk.view.found
    with st.form(f"words_{found.id}"):
        st.subheader("What do these words mean?", anchor=False)
        st.caption("You say it once: it is remembered for the next file.")
        for word, number in desk.unknown_states.items():
            state_choice(f"State “{md(word)}” ({in_rows(number)})", f"state_{found.id}_{word}")
        for name, number in desk.unknown_activities.items():
            activity_choice(desk, f"Activity “{md(name)}” ({in_rows(number)})", f"means_{found.id}_{name}")
        st.form_submit_button("Look again with this", type="primary", on_click=choose, args=(found.id, lambda: _typed_words(desk)))


def state_choice(label: str, key: str, said: State | None = None) -> None:
    states = list(STATE_WORDS)
    place = states.index(said) if said else None
    st.selectbox(label, states, index=place, format_func=STATE_WORDS.__getitem__, placeholder="not known yet", key=key)


def activity_choice(desk: Desk, label: str, key: str, said: str = "") -> None:
    keys = [*desk.activities, NOT_OURS]
    place = keys.index(said) if said in keys else None
    words = {**{one: md(title) for one, title in desk.activities.items()}, NOT_OURS: "none of ours: leave it out"}
    st.selectbox(label, keys, index=place, format_func=words.__getitem__, placeholder="not known yet", key=key)


def said_form(desk: Desk) -> None:
    """What somebody explained before, for whoever made a mistake then."""
    if not (desk.said_states or desk.said_activities):
        return
    found = desk.view.found
    with st.expander("What its words mean, as you said"), st.form(f"said_{found.id}", border=False):
        for word, state in desk.said_states.items():
            state_choice(f"State “{md(word)}”", f"said_state_{found.id}_{word}", state)
        for name, key in desk.said_activities.items():
            activity_choice(desk, f"Activity “{md(name)}”", f"said_means_{found.id}_{name}", key)
        st.form_submit_button("Correct it and look again", on_click=choose, args=(found.id, lambda: _corrected_words(desk)))


def _corrected_words(desk: Desk) -> Choices:
    """What differs from what was said before."""
    found = desk.view.found
    states = {word: session.typed(f"said_state_{found.id}_{word}") or state for word, state in desk.said_states.items()}
    activities = {name: session.typed(f"said_means_{found.id}_{name}") or key for name, key in desk.said_activities.items()}
    return found.choices.with_(
        states={**found.choices.states, **{word: state for word, state in states.items() if state != desk.said_states[word]}},
        activities={**found.choices.activities, **{name: key for name, key in activities.items() if key != desk.said_activities[name]}},
    )


def _typed_words(desk: Desk) -> Choices:
    found = desk.view.found
    states: dict[str, State] = {folded(word): state for word in desk.unknown_states if (state := session.typed(f"state_{found.id}_{word}"))}
    activities = {folded(name): key for name in desk.unknown_activities if (key := session.typed(f"means_{found.id}_{name}"))}
    return found.choices.with_(states={**found.choices.states, **states}, activities={**found.choices.activities, **activities})


def people_table(desk: Desk) -> None:
    """A second file that says who the ids are; open where nobody was recognised."""
    found = desk.view.found
    with st.expander("Who are the ids? Add a table of people", expanded=desk.unknown_ids):
        st.markdown(
            "A CSV file with a column of ids or user names and one of e-mail addresses: the Brightspace data set *Users*, or any table"
            " with these two columns. It is remembered for later files of the same system."
        )
        upload = st.file_uploader("Table of people", type=["csv", "txt", "tsv"], max_upload_size=20, key=f"people_{found.id}")
        if upload and st.button("Read the table of people", icon=":material/group:"):
            with frame.problems_kept(FORM):
                learned = lms_imports.learn_people(wiring.portal(), session.actor(), import_id=found.id, stream=upload)
                more = f" {len(learned.bad)} lines could not be read." if learned.bad else ""
                session.flash(f"{learned.known:,} ids are known now.{more}")
            st.rerun()
