"""What the design check says, beside the form: findings with their reasons and fixes, the focus score, the five seals."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Literal

import streamlit as st

from core.rules.design_check import Finding, Report, Seal, Severity, Step
from core.rules.drafts import Draft
from pages.shared.text import md

Change = Callable[[Callable[[Draft], Draft]], None]
# Sign and word: nobody has to tell colours apart.
Group = Severity | Literal["waived"]
GROUPS: dict[Group, tuple[str, str]] = {
    "block": ("block", "Must change before publishing"),
    "warn": ("warning", "Should change"),
    "advise": ("lightbulb", "Could be nicer"),
    "waived": ("how_to_reg", "Let pass by the owner"),
}
STEP_NAMES: dict[Step, str] = {"people": "People", "skill": "Skill", "evidence": "Evidence", "learning": "Learning", "promise": "Promise"}
LONGEST_QUOTE = 120
_SHEET = """
<style>
.focus { display: flex; align-items: baseline; gap: 0.6rem; margin: 0; flex-wrap: wrap; }
.focus .number { font-size: 2.4rem; font-weight: 700; line-height: 1; font-variant-numeric: tabular-nums; }
.focus-bar { position: relative; height: 0.75rem; border-radius: 0.4rem; margin: 0.5rem 0 0.25rem; overflow: hidden;
  background: color-mix(in srgb, currentColor 12%, transparent); border: 1px solid color-mix(in srgb, currentColor 45%, transparent); }
.focus-bar span { position: absolute; inset: 0 auto 0 0; background: #3f7d58; }
.focus-bar.sharper span { background: #b77700; }
.focus-bar.unfocused span { background: #b3382c; }
.focus-bar i { position: absolute; inset: 0 auto 0 auto; width: 2px; background: currentColor; opacity: 0.55; }
.seals { display: flex; flex-wrap: wrap; gap: 0.4rem; list-style: none; padding: 0 !important; margin: 0.25rem 0; }
.seals li { display: flex; gap: 0.35rem; align-items: center; margin: 0; padding: 0.15rem 0.6rem; border-radius: 1rem;
  border: 1px dashed color-mix(in srgb, currentColor 45%, transparent); font-size: 0.9rem; }
.seals li.earned { border: 1px solid #3f7d58; background: color-mix(in srgb, #3f7d58 18%, transparent); font-weight: 600; }
.seals.small li { font-size: 0.8rem; padding: 0 0.5rem; }
[class*="st-key-check_L"] { padding: 0.6rem 0.8rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
</style>
"""


def focus_dial(report: Report) -> None:
    """The score with its word and a bar; the marks on it are where the words change."""
    look = {"Focused": "", "Could be sharper": "sharper"}.get(report.label, "unfocused")
    st.html(
        f'{_SHEET}<p class="focus"><span class="number">{report.score}</span><span>of 100 · <strong>{report.label}</strong></span></p>'
        f'<div class="focus-bar {look}" role="img" aria-label="Focus score {report.score} of 100: {report.label}">'
        f'<span style="width: {report.score}%"></span><i style="left: 65%"></i><i style="left: 85%"></i></div>'
    )


def seal_row(seals: Sequence[Seal], small: bool = False) -> None:
    """The five practice seals: earned or not by sign, outline and word; with what each stands for where there is room."""
    st.html(f'{_SHEET}<ul class="seals{" small" if small else ""}" role="list">{"".join(map(_seal, seals))}</ul>')


def _seal(seal: Seal) -> str:
    sign, word = ("✓", "earned") if seal.earned else ("○", "not earned")
    return (
        f'<li class="{"earned" if seal.earned else "open"}" title="{escape(seal.words)}"><span aria-hidden="true">{sign}</span>'
        f'{escape(seal.name)}<span class="unseen">: {word}. {escape(seal.words)}</span></li>'
    )


def findings_panel(report: Report, *, step: Step | None = None, change: Change | None = None) -> None:
    """Findings of one step first, those of the other steps folded below; what must change stands first. Fixes need a ``change``."""
    here = [row for row in report.findings if step in (None, row.step)]
    elsewhere = [row for row in report.findings if row not in here]
    if not report.findings:
        st.success("The design check has nothing to say. Well made.", icon=":material/verified:")
        return
    _groups(here, change, with_step=step is None)
    if not here:
        st.success("Nothing to change in this step.", icon=":material/check_circle:")
    if elsewhere:
        with st.expander(f"In the other steps: {_counted(elsewhere)}", icon=":material/more_horiz:", key="check_elsewhere"):
            _groups(elsewhere, change, with_step=True)


def _counted(findings: Sequence[Finding]) -> str:
    must = sum(row.severity == "block" and not row.waived for row in findings)
    return f"{len(findings)} finding{'' if len(findings) == 1 else 's'}" + (f", {must} must change" if must else "")


def _groups(findings: Sequence[Finding], change: Change | None, *, with_step: bool) -> None:
    st.html(_SHEET)
    for group, (icon, words) in GROUPS.items():
        if members := [row for row in findings if _group_of(row) == group]:
            st.markdown(f":material/{icon}: **{words}** · {len(members)}")
            for row in members:
                _finding(row, change, with_step=with_step)


def _group_of(row: Finding) -> Group:
    return "waived" if row.waived else row.severity


def _finding(row: Finding, change: Change | None, *, with_step: bool) -> None:
    with st.container(border=True, gap="xsmall", key=f"check_{row.key}"):
        where = f"**{STEP_NAMES[row.step]}** · " if with_step else ""
        quoted = f"  \n*{md(row.quoted, LONGEST_QUOTE)}*" if row.quoted.strip() and row.quoted not in row.message else ""
        st.markdown(f"{where}{md(row.message)}{quoted}")
        if change and row.fixes:
            with st.container(horizontal=True, gap="small", key=f"check_fixes_{row.key}"):
                for number, fix in enumerate(row.fixes):
                    st.button(
                        md(fix.label), key=f"check_fix_{row.key}_{number}", on_click=change, args=(fix.apply,), icon=":material/build:"
                    )
        with st.expander("Why", type="compact"):
            st.markdown(md(row.why))
            st.caption(f"{row.id} · {_cost(row)}")


def _cost(row: Finding) -> str:
    """What the finding takes from the focus score; a waived one half of it."""
    points = row.penalty / 2 if row.waived else row.penalty
    return f"costs {points:g} point{'' if points == 1 else 's'} of the focus score"
