"""Where somebody stands in a program: its steps, each with a sign and a word for its state, and a bar."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.queries.journey import Step, StepState

STATES: dict[StepState, tuple[str, str]] = {
    "done": ("✓", "Done"),
    "now": ("▸", "Your turn"),
    "waiting": ("…", "With us"),
    "later": ("○", "Later"),
}
_SHEET = """
<style>
.journey { list-style: none; margin: 0; padding: 0 !important; line-height: 1.45; max-width: 42rem; }
.journey li { display: flex; gap: 0.8rem; margin: 0; padding: 0.55rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
.journey li:last-child { border: 0; }
.journey .sign { flex: none; width: 1.7rem; height: 1.7rem; border-radius: 50%; text-align: center; line-height: 1.6rem;
  border: 1px solid color-mix(in srgb, currentColor 40%, transparent); }
.journey .now .sign { border: 2px solid #d98e04; line-height: 1.5rem; font-weight: 700; }
.journey .done .sign { background: color-mix(in srgb, #3f7d58 30%, transparent); border-color: #3f7d58; }
.journey .state { font-weight: 600; }
.journey .detail { opacity: 0.85; }
</style>
"""


def journey(steps: Sequence[Step]) -> None:
    """The steps as a list, in their order."""
    st.html(_SHEET + f'<ol class="journey" role="list">{"".join(map(_item, steps))}</ol>')


def _item(step: Step) -> str:
    sign, word = STATES[step.state]
    return (
        f'<li class="{step.state}"><span class="sign" aria-hidden="true">{sign}</span><span><strong>{escape(step.title)}</strong>'
        f' · <span class="state">{word}</span><br><span class="detail">{escape(step.detail)}</span></span></li>'
    )


def bar(steps: Sequence[Step]) -> None:
    """Which step it is, as a bar with its words; the step that one is in counts half."""
    done = sum(step.state == "done" for step in steps)
    if done == len(steps):
        st.progress(1.0, text=f"All {done} steps done")
        return
    here = steps[done]
    st.progress((done + 0.5) / len(steps), text=f"Step {done + 1} of {len(steps)} · {here.title}: {here.detail}")


def count_left(phrases: Sequence[str], title: str) -> str:
    """How much is left for a program, in words."""
    numbers = ("Nothing", "One thing", "Two things", "Three things", "Four things", "Five things", "Six things")
    count = numbers[len(phrases)] if len(phrases) < len(numbers) else f"{len(phrases)} things"
    return f"{count} left for “{title}”"
