"""Addresses that open a network with a badge already filled in. They are plain links: nothing of the networks runs here.

The forms are those that the networks document, or that they have taken for years: LinkedIn (add to profile, share-offsite),
X and Bluesky (intents), Facebook (sharer), Threads (intent), WhatsApp (click to chat), Mastodon (share), and RFC 6068 for
e-mail. Everything is percent-encoded as UTF-8 (RFC 3986, section 2.1).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Literal
from urllib.parse import quote

from core.errors import BadInput
from core.rules.programs import Benchmark, earned_word
from core.rules.texts import clean_text

Channel = Literal["linkedin_profile", "linkedin", "x", "facebook", "bluesky", "threads", "whatsapp", "mastodon", "email"]
LONGEST_WORDS = 500
BLUESKY_MOST = 300  # characters of a post, the address included
EMBED_WIDTH = 120  # pixels
_ORGANISATION = re.compile(r"[0-9]{1,19}")
_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}\.)+[a-z]([a-z0-9-]{{0,61}}[a-z0-9])")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")


@dataclass(frozen=True)
class Post:
    """A badge on its way to a network. ``words`` are the holder's; ``linkedin_id`` is the issuer's page there, or empty."""

    title: str
    address: str
    issuer: str
    issued_on: date
    expires_on: date | None
    code: str
    words: str
    linkedin_id: str = ""


def suggested_words(benchmark: Benchmark, title: str) -> str:
    """What a post may say: what was shown, without bragging. The address follows.

    >>> suggested_words("performance", "Brief occupants")
    'I demonstrated: Brief occupants. Criteria and evidence:'
    """
    return f"I {earned_word(benchmark).lower()}: {title}. Criteria and evidence:"


def check_words(words: str) -> str:
    """The holder's own words. Refuses invisible control characters and more than 500 characters; empty is allowed."""
    try:
        words = clean_text(words)
    except ValueError as problem:
        raise BadInput({"words": str(problem)}) from problem
    if len(words) > LONGEST_WORDS:
        raise BadInput({"words": f"Please use at most {LONGEST_WORDS} characters."})
    return words


def check_linkedin_id(number: str) -> str:
    """The number of the association's page on LinkedIn, or nothing. Refuses everything but digits."""
    number = number.strip()
    if number and not _ORGANISATION.fullmatch(number):
        raise BadInput({"linkedin_id": "Please give the number alone, for example 1234567, or leave it empty."})
    return number


def check_server(server: str) -> str:
    """The name of somebody's Mastodon server, from whatever they know it by: name, address, or their own name there.

    Refuses what is not the name of a host on the web.

    >>> check_server("https://Mastodon.social/"), check_server("@ada@fosstodon.org")
    ('mastodon.social', 'fosstodon.org')
    """
    name = server.strip().lower().removeprefix("https://").removesuffix("/").rpartition("@")[2].rstrip(".")
    try:
        name = name.encode("idna").decode() if name else ""
    except UnicodeError:
        name = ""
    if not _HOST.fullmatch(name) or len(name) > 253:
        raise BadInput({"server": "Please give the name of your server, for example mastodon.social."})
    return name


def _linkedin_profile(post: Post) -> str:
    by = f"organizationId={post.linkedin_id}" if post.linkedin_id else f"organizationName={_encoded(post.issuer)}"
    parts = [f"name={_encoded(post.title)}", by, f"issueYear={post.issued_on.year}", f"issueMonth={post.issued_on.month}"]
    if post.expires_on:
        parts += [f"expirationYear={post.expires_on.year}", f"expirationMonth={post.expires_on.month}"]
    parts += [f"certUrl={_encoded(post.address)}", f"certId={_encoded(post.code)}"]
    return "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&" + "&".join(parts)


def _linkedin(post: Post) -> str:
    return f"https://www.linkedin.com/sharing/share-offsite/?url={_encoded(post.address)}"


def _x(post: Post) -> str:
    return f"https://x.com/intent/tweet?text={_encoded(post.words)}&url={_encoded(post.address)}"


def _facebook(post: Post) -> str:
    return f"https://www.facebook.com/sharer/sharer.php?u={_encoded(post.address)}"


def _bluesky(post: Post) -> str:
    return f"https://bsky.app/intent/compose?text={_text(post, most=BLUESKY_MOST)}"


def _threads(post: Post) -> str:
    return f"https://www.threads.net/intent/post?text={_text(post)}"


def _whatsapp(post: Post) -> str:
    return f"https://wa.me/?text={_text(post)}"


def _email(post: Post) -> str:
    body = f"{post.words}\n\n{post.address}".lstrip().replace("\n", "\r\n")
    return f"mailto:?subject={_encoded(post.title)}&body={_encoded(body)}"


def mastodon_link(post: Post, server: str) -> str:
    """Where somebody's own Mastodon server takes a post; ``server`` as ``check_server`` gives it."""
    return f"https://{server}/share?text={_text(post)}"


# In the order in which they stand on the page. Mastodon is not among them: it has as many addresses as servers.
CHANNELS: dict[Channel, tuple[str, Callable[[Post], str]]] = {
    "linkedin_profile": ("Add to LinkedIn profile", _linkedin_profile),
    "linkedin": ("LinkedIn post", _linkedin),
    "x": ("X", _x),
    "facebook": ("Facebook", _facebook),
    "bluesky": ("Bluesky", _bluesky),
    "threads": ("Threads", _threads),
    "whatsapp": ("WhatsApp", _whatsapp),
    "email": ("E-mail", _email),
}


def html_embed(post: Post) -> str:
    """The badge for a signature or a website: a picture that leads to its public page."""
    picture = f'<img src="{escape(post.address)}.png" alt="{escape(_alternative(post))}" width="{EMBED_WIDTH}">'
    return f'<a href="{escape(post.address)}">{picture}</a>'


def markdown_embed(post: Post) -> str:
    """The same for places that take Markdown."""
    words = _MARKDOWN.sub(r"\\\1", _alternative(post))
    return f"[![{words}]({post.address}.png)]({post.address})"


def _alternative(post: Post) -> str:
    return f"Badge: {post.title}, issued by {post.issuer}"


def _text(post: Post, most: int | None = None) -> str:
    """Words and address with a blank between; where there is no room for all words, their end makes way and not the address."""
    words = post.words
    if most is not None and len(words) + 1 + len(post.address) > most:
        words = words[: max(0, most - len(post.address) - 2)].rstrip() + "…"
    return _encoded(f"{words} {post.address}".lstrip())


def _encoded(text: str) -> str:
    return quote(text, safe="")
