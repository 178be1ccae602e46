"""A pathway as a picture: stations one under the other, groups in frames, the capstone at the end.

It says nothing that the checklist beside it does not say in words; signs differ in shape and not in colour alone. It is drawn
for the width of a phone, and brings colours for light and dark.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from core.rules.pathway_progress import NodeState, heading
from core.rules.pathways import AnyGroup, Milestone, Node, NOf, Ordered, ProgramNode

Sign = Literal["earned", "working", "open", "locked", "spare"]
WORDS: dict[Sign, str] = {
    "earned": "earned",
    "working": "you are working on it",
    "open": "open to you",
    "locked": "after what is before it",
    "spare": "not needed any more",
}
WIDTH = 360
_STATION, _LINE, _GAP, _PAD = 52, 17, 12, 12
_SHEET = """
.ink{fill:#16323a}.quiet{fill:#49626a}.line{stroke:#9db4ba}.frame{fill:#f3f7f8;stroke:#b9cbd0}.earned{fill:#2f7a54;stroke:#2f7a54}
.working,.open{fill:#fff;stroke:#b56a00}.dot{fill:#b56a00}.locked,.spare{fill:#fff;stroke:#7d939a}.flag{fill:#b56a00}.check{stroke:#fff}
@media (prefers-color-scheme:dark){.ink{fill:#e9f1f3}.quiet{fill:#b3c6cb}.line{stroke:#56707a}.frame{fill:#14252c;stroke:#3a535c}
.earned{fill:#4fae7d;stroke:#4fae7d}.working,.open{fill:#0e1a1f;stroke:#f0a63a}.dot{fill:#f0a63a}.locked,.spare{fill:#0e1a1f;stroke:#8ba3aa}
.flag{fill:#f0a63a}.check{stroke:#0e1a1f}}
""".replace("\n", "")


@dataclass
class _Canvas:
    """What was drawn so far, and where the next thing stands. ``signs`` and ``titles`` are those of the pathway."""

    signs: Mapping[str, Sign]
    titles: Mapping[str, str]
    shapes: list[str] = field(default_factory=list)
    y: float = 12

    def text(self, x: float, words: str, look: str, *, size: int = 14, weight: int = 400) -> None:
        self.shapes.append(
            f'<text x="{x:g}" y="{self.y:g}" class="{look}" font-size="{size}" font-weight="{weight}">{escape(words)}</text>'
        )


def pathway_map(title: str, root: Node, signs: Mapping[str, Sign], titles: Mapping[str, str], *, done: bool) -> str:
    """The picture as SVG. ``signs`` gives the state of each part by its key; ``done``: the capstone is there."""
    canvas = _Canvas(signs, titles)
    _parts(canvas, root, 12)
    _capstone(canvas, title, done=done)
    name = quoteattr(f"Map of the pathway {title}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{canvas.y:g}" viewBox="0 0 {WIDTH} {canvas.y:g}" role="img"'
        f' aria-label={name} font-family="system-ui, sans-serif"><style>{_SHEET}</style>{"".join(canvas.shapes)}</svg>'
    )


def sign_of(state: NodeState, *, working: bool) -> Sign:
    """What somebody works on is shown as such, also where it is not its turn yet."""
    return "working" if working and state in ("open", "locked") else state


def _parts(canvas: _Canvas, node: Node, x: float) -> None:
    """The whole needs no frame."""
    if isinstance(node, ProgramNode | Milestone):
        _node(canvas, node, x)
    else:
        _row(canvas, node, x)


def _node(canvas: _Canvas, node: Node, x: float) -> None:
    match node:
        case ProgramNode():
            _station(canvas, node, x)
        case Milestone():
            _node(canvas, node.node, x)
            _flag(canvas, node, x)
        case _:
            _frame(canvas, node, x)


def _row(canvas: _Canvas, group: AnyGroup, x: float) -> None:
    for number, part in enumerate(group.of):
        if number:
            _between(canvas, group, x)
        _node(canvas, part, x)


def _between(canvas: _Canvas, group: AnyGroup, x: float) -> None:
    """An arrow in an order, a word in a choice, nothing where all are needed."""
    if isinstance(group, Ordered):
        middle, tip = x + 15, canvas.y + 16
        canvas.shapes.append(f'<path class="line" fill="none" stroke-width="2" d="M{middle:g} {canvas.y - 4:g}V{tip:g}l-4 -5m4 5l4 -5"/>')
        canvas.y += 20
    elif isinstance(group, NOf):
        canvas.y += 8
        canvas.text(x + 8, "or", "quiet", size=12)
        canvas.y += 8


def _station(canvas: _Canvas, node: ProgramNode, x: float) -> None:
    sign, lines = canvas.signs[node.key], _lines(canvas.titles.get(node.program, node.program), x)
    middle = canvas.y + _STATION / 2 - 4
    canvas.shapes.append(_circle(sign, x + 15, middle))
    canvas.y += 18
    for line in lines:
        canvas.text(x + 40, line, "ink", weight=600)
        canvas.y += _LINE
    canvas.text(x + 40, WORDS[sign], "quiet", size=12)
    canvas.y += _GAP


def _lines(words: str, x: float) -> list[str]:
    """Broken by a width that fits with every usual font: about eight units a letter."""
    return wrap(words, int((WIDTH - 2 * x - 40) / 8)) or [""]


def _circle(sign: Sign, x: float, y: float) -> str:
    dashes = ' stroke-dasharray="3 4"' if sign in ("locked", "spare") else ""
    ring = f'<circle cx="{x:g}" cy="{y:g}" r="12" class="{sign}" stroke-width="2.5"{dashes}/>'
    if sign == "earned":
        return f'{ring}<path class="check" fill="none" stroke-width="3" d="M{x - 5:g} {y:g}l4 5l7 -9"/>'
    if sign == "working":
        return f'{ring}<circle cx="{x:g}" cy="{y:g}" r="5" class="dot"/>'
    return f'{ring}<path class="line" stroke-width="2.5" d="M{x - 5:g} {y:g}h10"/>' if sign == "spare" else ring


def _flag(canvas: _Canvas, milestone: Milestone, x: float) -> None:
    top = canvas.y
    canvas.shapes.append(f'<path class="flag" d="M{x + 10:g} {top:g}v20h2v-8h13l-4 -6l4 -6z"/>')
    canvas.y += 15
    for line in _lines(f"Milestone: {milestone.title}", x):
        canvas.text(x + 40, line, "ink", size=13)
        canvas.y += _LINE
    canvas.y += 4


def _frame(canvas: _Canvas, group: AnyGroup, x: float) -> None:
    place, top = len(canvas.shapes), canvas.y
    canvas.y += _PAD + 10
    for line in _lines(f"{group.title}: {heading(group).lower()}" if group.title else heading(group), x):
        canvas.text(x + _PAD, line, "quiet", size=13, weight=600)
        canvas.y += _LINE
    canvas.y -= 4
    _row(canvas, group, x + _PAD)
    box = f'x="{x:g}" y="{top:g}" width="{WIDTH - 2 * x:g}" height="{canvas.y - top:g}" rx="10"'
    canvas.shapes.insert(place, f'<rect {box} class="frame" stroke-width="1.5"/>')
    canvas.y += _GAP


def _capstone(canvas: _Canvas, title: str, *, done: bool) -> None:
    canvas.shapes.append(f'<path class="line" fill="none" stroke-width="2" d="M27 {canvas.y - 2:g}v18l-4 -5m4 5l4 -5"/>')
    canvas.y += 22
    middle, sign = canvas.y + 22, "earned" if done else "open"
    points = " ".join(f"{27 + dx:g},{middle + dy:g}" for dx, dy in _HEXAGON)
    canvas.shapes.append(f'<polygon points="{points}" class="{sign}" stroke-width="2.5"/>')
    if done:
        canvas.shapes.append(f'<path class="check" fill="none" stroke-width="3" d="M21 {middle:g}l5 6l8 -11"/>')
    canvas.y += 18
    for line in _lines(title, 12):
        canvas.text(54, line, "ink", weight=700)
        canvas.y += _LINE
    canvas.text(54, "the badge of the whole pathway" + (", earned" if done else ""), "quiet", size=12)
    canvas.y = max(canvas.y + 14, middle + 24)


_HEXAGON = ((0, -18), (16, -9), (16, 9), (0, 18), (-16, 9), (-16, -9))
