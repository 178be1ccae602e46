"""The skill map as a night sky: a star for every skill, with its name and how it stands in words beside it.

The picture says nothing that the list does not say, so that who cannot see it misses nothing.
"""

from base64 import b64encode
from html import escape
from urllib.parse import quote

import streamlit as st

from core.queries.skill_map import skill_map
from core.rules.skill_map import IN_WORDS, Constellation, Light, Star
from pages.shared import session, wiring

WIDTH, ROW, MARGIN = 96, 56, 18  # pixels
_SHEET = """
<style>
.sky { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 1.5rem 2rem; padding: 1.5rem;
  border-radius: 0.6rem; color: #eef2f7; background: radial-gradient(circle at 20% 0%, #1d2f4d, #0b1424 70%); }
.sky figure { margin: 0; }
.sky figcaption { font-weight: 600; margin-bottom: 0.4rem; }
.sky .stars { display: grid; grid-template-columns: auto 1fr; gap: 0.75rem; }
.sky ul { list-style: none; margin: 0; padding: 0; }
.sky li { height: ROWpx; margin: 0; display: flex; flex-direction: column; justify-content: center; line-height: 1.25; overflow: hidden;
  font-size: 0.95rem; overflow-wrap: anywhere; }
.sky li span { color: #b9c6d8; font-size: 0.85rem; }
[data-testid="stHtml"] .sky a { color: #eef2f7; }
</style>
""".replace("ROW", str(ROW))
_GOLD, _NIGHT, _DUST = "#f4c542", "#0b1424", "#8ea3bf"
_SIZES: dict[Light, int] = {"lit": 13, "kindled": 9, "faded": 9, "dark": 7}
_LOOKS: dict[Light, str] = {
    "lit": f'fill="{_GOLD}"',
    "kindled": f'fill="{_NIGHT}" stroke="{_GOLD}" stroke-width="2"',
    "faded": f'fill="{_DUST}"',
    "dark": f'fill="{_NIGHT}" stroke="{_DUST}" stroke-width="1.5"',
}


def your_sky() -> None:
    """Below the badges, also while there is none: every star is dark then, and each leads to where it is lit."""
    found = skill_map(wiring.portal(), session.actor())
    if not found:
        return
    st.header("Your skills", anchor=False)
    st.caption("A star for every skill that can be shown here. A badge lights it; it is yours alone to see.")
    st.html(_SHEET + sky_html(found))


def sky_html(found: list[Constellation]) -> str:
    return f'<div class="sky">{"".join(map(_constellation, found))}</div>'


def _constellation(one: Constellation) -> str:
    names = "".join(f"<li>{_name(star)}<span>{IN_WORDS[star.light]}</span></li>" for star in one.stars)
    return (
        f"<figure><figcaption>{escape(one.category.capitalize())}</figcaption>"
        f'<div class="stars">{_picture(one.stars)}<ul>{names}</ul></div></figure>'
    )


def _name(star: Star) -> str:
    if not star.program_code:
        return escape(star.name)
    return f'<a href="/program?code={quote(star.program_code, safe="")}" target="_self">{escape(star.name)}</a>'


def _picture(stars: tuple[Star, ...]) -> str:
    """The stars below each other, each as far to the right as is its own, and a thin line from one to the next."""
    places = [(MARGIN + star.place * (WIDTH - 2 * MARGIN), ROW * (number + 0.5)) for number, star in enumerate(stars)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    shapes = "".join(_star(x, y, star.light) for (x, y), star in zip(places, stars, strict=True))
    height = ROW * len(stars)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">'
        f'<polyline points="{line}" fill="none" stroke="{_DUST}" stroke-opacity="0.45" stroke-width="1.2"/>{shapes}</svg>'
    )
    source = f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"  # the framework takes drawings out of a page
    return f'<img src="{source}" width="{WIDTH}" height="{height}" alt="">'


def _star(x: float, y: float, light: Light) -> str:
    """Four long points and four short ones."""
    size = _SIZES[light]
    points = ((0, -1), (0.22, -0.22), (1, 0), (0.22, 0.22), (0, 1), (-0.22, 0.22), (-1, 0), (-0.22, -0.22))
    shape = " ".join(f"{x + across * size:.1f},{y + down * size:.1f}" for across, down in points)
    glow = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size + 3}" fill="{_GOLD}" fill-opacity="0.18"/>' if light == "lit" else ""
    return f'{glow}<polygon points="{shape}" {_LOOKS[light]}/>'
