"""A pathway in front of somebody: as a checklist with every state in words, and as a picture of the same."""

from base64 import b64encode
from collections.abc import Mapping
from html import escape

import streamlit as st

from core.queries.pathways import PathwayView
from core.rules.pathway_progress import asked, heading
from core.rules.pathways import Milestone, Node, NOf, Ordered, ProgramNode
from core.rules.programs import ProgramVersion, effort_in_words

SIGNS: Mapping[str, tuple[str, str]] = {
    "earned": ("✓", "Earned"),
    "working": ("▸", "You are working on it"),
    "open": ("○", "Open to you"),
    "locked": ("◌", "Comes after what is before it"),
    "spare": ("–", "Not needed any more"),
}
_SHEET = """
<style>
.way { line-height: 1.5; overflow-wrap: anywhere; max-width: 44rem; }
.way ul, .way ol { margin: 0.25rem 0 0.25rem; padding-left: 0 !important; list-style: none; }
.way li { margin: 0; padding: 0.4rem 0; }
.way li ul, .way li ol { border-left: 2px solid color-mix(in srgb, currentColor 18%, transparent); padding-left: 1rem !important; }
.way .sign { display: inline-block; min-width: 1.5rem; font-weight: 700; }
.way .earned > .sign { color: #2f7a54; }
.way .working > .sign, .way .open > .sign { color: #b56a00; }
.way .state { font-weight: 600; }
.way .more { opacity: 0.85; }
.way .group { font-weight: 600; }
.way .flag { color: #b56a00; }
@media (prefers-color-scheme: dark) {
  .way .earned > .sign { color: #4fae7d; } .way .working > .sign, .way .open > .sign, .way .flag { color: #f0a63a; }
}
</style>
"""


def checklist(view: PathwayView) -> None:
    """The whole way as a nested list."""
    root = view.pathway.root
    inside = _inside(view, root) if not isinstance(root, ProgramNode | Milestone) else f"<ul>{_item(view, root)}</ul>"
    lead = f'<p class="group">{escape(heading(root))}:</p>' if not isinstance(root, ProgramNode | Milestone) else ""
    st.html(f'{_SHEET}<div class="way">{lead}{inside}</div>')


def _inside(view: PathwayView, node: Node) -> str:
    kind = "ol" if isinstance(node, Ordered) else "ul"
    parts = () if isinstance(node, ProgramNode | Milestone) else node.of
    return f'<{kind} role="list">{"".join(_item(view, part) for part in parts)}</{kind}>'


def _item(view: PathwayView, node: Node) -> str:
    match node:
        case ProgramNode():
            return _program(view, node)
        case Milestone():
            return _milestone(view, node)
        case _:
            name = f"{node.title}: {heading(node).lower()}" if node.title else heading(node)
            state = view.signs[node.key]
            there = " · ✓ there" if state == "earned" else _count(view, node) if isinstance(node, NOf) else ""
            return f'<li><span class="group">{escape(name)}</span>{there}{_inside(view, node)}</li>'


def _count(view: PathwayView, node: NOf) -> str:
    there = sum(view.signs[part.key] == "earned" for part in node.of)
    return f" · {there} of {node.n} there" if there else ""


def _program(view: PathwayView, node: ProgramNode) -> str:
    state = view.signs[node.key]
    sign, word = SIGNS[state]
    program = view.named.get(node.program)
    title = escape(program.title if program else node.program)
    page = "pathway" if program and program.benchmark == "pathway" else "program"
    more = "; ".join(filter(None, (_effort(program), asked(node), _instead(view, node))))
    link = f'<a href="/{page}?code={escape(node.program)}" target="_self">{title}</a>'
    words = f'{link} · <span class="state">{word}</span><br><span class="more">{escape(more)}</span>'
    return f'<li class="{state}"><span class="sign" aria-hidden="true">{sign}</span>{words}</li>'


def _effort(program: ProgramVersion | None) -> str:
    if program is None:
        return ""
    return "a pathway of its own" if program.benchmark == "pathway" else effort_in_words(program)


def _instead(view: PathwayView, node: ProgramNode) -> str:
    names = [f"“{view.titles.get(code, code)}”" for code in node.equivalents]
    return f"the badge of {' or '.join(names)} counts as well" if names else ""


def _milestone(view: PathwayView, node: Milestone) -> str:
    reached = view.signs[node.key] == "earned"
    words = f'<span class="flag" aria-hidden="true">⚑</span> Milestone: <strong>{escape(node.title)}</strong>'
    told = f" · reached. {escape(node.message)}" if reached else ""
    return f"<li>{words}{told}<ul>{_item(view, node.node)}</ul></li>"


def picture(view: PathwayView) -> None:
    """The map. The checklist says the same in words, so its description is short."""
    data = b64encode(view.picture.encode()).decode()
    alt = f"Map of the pathway {view.pathway.title}. The checklist on this page says the same in words."
    st.html(f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="max-width: 100%; height: auto">')


def progress(view: PathwayView) -> None:
    """How far the reader is, as a bar with its sentence."""
    st.progress(float(view.evaluation.share), text=f"**{view.words}**")
