"""The addresses of the networks, written out character by character, and what they keep whatever the badge is called."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.rules.share_links import (
    BLUESKY_MOST,
    CHANNELS,
    LONGEST_WORDS,
    Channel,
    Post,
    check_linkedin_id,
    check_server,
    check_words,
    html_embed,
    markdown_embed,
    mastodon_link,
    suggested_words,
)

POST = Post(
    title="Brief occupants",
    address="https://badges.example.org/b/k3X-9_z",
    issuer="Northshore AFP",
    issued_on=date(2026, 4, 14),
    expires_on=date(2028, 10, 1),
    code="k3X-9_z",
    words="I demonstrated: Brief occupants & more. Criteria and evidence:",
    linkedin_id="1234567",
)
ADDRESS = "https%3A%2F%2Fbadges.example.org%2Fb%2Fk3X-9_z"
WORDS = "I%20demonstrated%3A%20Brief%20occupants%20%26%20more.%20Criteria%20and%20evidence%3A"
PROFILE = "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=Brief%20occupants"
TABLE: dict[Channel, str] = {
    "linkedin_profile": f"{PROFILE}&organizationId=1234567&issueYear=2026&issueMonth=4&expirationYear=2028&expirationMonth=10"
    f"&certUrl={ADDRESS}&certId=k3X-9_z",
    "linkedin": f"https://www.linkedin.com/sharing/share-offsite/?url={ADDRESS}",
    "x": f"https://x.com/intent/tweet?text={WORDS}&url={ADDRESS}",
    "facebook": f"https://www.facebook.com/sharer/sharer.php?u={ADDRESS}",
    "bluesky": f"https://bsky.app/intent/compose?text={WORDS}%20{ADDRESS}",
    "threads": f"https://www.threads.net/intent/post?text={WORDS}%20{ADDRESS}",
    "whatsapp": f"https://wa.me/?text={WORDS}%20{ADDRESS}",
    "email": f"mailto:?subject=Brief%20occupants&body={WORDS}%0D%0A%0D%0A{ADDRESS}",
}
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_address_is_as_the_network_wants_it(channel: Channel) -> None:
    assert CHANNELS[channel][1](POST) == TABLE[channel]


def test_mastodon_is_asked_on_the_holders_own_server() -> None:
    assert mastodon_link(POST, "mastodon.social") == f"https://mastodon.social/share?text={WORDS}%20{ADDRESS}"


def test_without_a_page_on_linkedin_the_association_is_named_and_without_an_end_there_is_none() -> None:
    plain = replace(POST, linkedin_id="", expires_on=None)
    expected = f"{PROFILE}&organizationName=Northshore%20AFP&issueYear=2026&issueMonth=4&certUrl={ADDRESS}&certId=k3X-9_z"
    assert CHANNELS["linkedin_profile"][1](plain) == expected


def test_letters_of_any_script_are_encoded_as_utf_8() -> None:
    assert CHANNELS["whatsapp"][1](replace(POST, words="Größe 王")) == f"https://wa.me/?text=Gr%C3%B6%C3%9Fe%20%E7%8E%8B%20{ADDRESS}"


def test_without_words_only_the_address_goes_out() -> None:
    bare = replace(POST, words="")
    assert CHANNELS["threads"][1](bare) == f"https://www.threads.net/intent/post?text={ADDRESS}"
    assert CHANNELS["email"][1](bare) == f"mailto:?subject=Brief%20occupants&body={ADDRESS}"


@given(texts, texts, texts)
def test_nothing_that_is_typed_becomes_a_part_of_the_address(title: str, issuer: str, words: str) -> None:
    post = replace(POST, title=title, issuer=issuer, words=words, linkedin_id="")
    asked = parse_qs(urlsplit(CHANNELS["linkedin_profile"][1](post)).query, keep_blank_values=True, strict_parsing=True)
    assert list(asked) == [
        "startTask",
        "name",
        "organizationName",
        "issueYear",
        "issueMonth",
        "expirationYear",
        "expirationMonth",
        "certUrl",
        "certId",
    ]
    assert (asked["name"], asked["organizationName"], asked["certUrl"]) == ([title], [issuer], [POST.address])
    assert parse_qs(urlsplit(CHANNELS["x"][1](post)).query, keep_blank_values=True) == {"text": [words], "url": [POST.address]}
    for _, link in CHANNELS.values():
        assert link(post).isascii()
        assert "#" not in link(post)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=LONGEST_WORDS))
def test_on_bluesky_the_words_make_way_for_the_address(words: str) -> None:
    sent = unquote(CHANNELS["bluesky"][1](replace(POST, words=words)).partition("text=")[2])
    assert len(sent) <= BLUESKY_MOST
    assert sent.endswith(POST.address)
    if len(words) + 1 + len(POST.address) <= BLUESKY_MOST:
        assert sent == f"{words} {POST.address}".lstrip()
    else:
        assert sent.removesuffix(f"… {POST.address}") in words


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("mastodon.social", "mastodon.social"),
        (" https://Mastodon.Social/ ", "mastodon.social"),
        ("@ada@fosstodon.org", "fosstodon.org"),
        ("social.bücher.example", "social.xn--bcher-kva.example"),
        ("a.b-c.example.", "a.b-c.example"),
    ],
)
def test_a_server_is_known_by_many_names(typed: str, server: str) -> None:
    assert check_server(typed) == server


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "mastodon",
        "http://mastodon.social",
        "mastodon.social/evil",
        "mastodon.social#",
        "a b.example",
        "x?.example",
        "host:80",
        "192.168.0.1",
        "[::1]",
        "-a.example",
        "a..example",
        f"{'a' * 64}.example",
        "é" * 300,
        "javascript:alert(1)",
    ],
)
def test_what_is_no_server_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match=r"mastodon\.social") as refused:
        check_server(typed)
    assert set(refused.value.fields) == {"server"}


@pytest.mark.parametrize(("typed", "kept"), [("", ""), (" 1234567 ", "1234567"), ("0", "0")])
def test_the_number_of_a_page_on_linkedin(typed: str, kept: str) -> None:
    assert check_linkedin_id(typed) == kept


@pytest.mark.parametrize("typed", ["afp", "12 34", "1" * 20, "１２", "-1", "https://www.linkedin.com/company/1234567"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="number alone"):
        check_linkedin_id(typed)


def test_own_words_are_kept_as_they_are_up_to_a_length() -> None:
    assert check_words(" Look!\r\nMine. ") == "Look!\nMine."
    assert check_words("") == ""
    assert len(check_words("x" * LONGEST_WORDS)) == LONGEST_WORDS
    with pytest.raises(BadInput, match="500 characters"):
        check_words("x" * (LONGEST_WORDS + 1))
    with pytest.raises(BadInput, match="control character"):
        check_words("one\x00two")


def test_the_suggestion_says_how_the_badge_was_earned() -> None:
    assert suggested_words("progress", "Find your way") == "I completed: Find your way. Criteria and evidence:"
    assert suggested_words("both", "Plan a day") == "I demonstrated: Plan a day. Criteria and evidence:"


def test_pieces_to_copy_lead_to_the_public_page() -> None:
    assert html_embed(POST) == (
        '<a href="https://badges.example.org/b/k3X-9_z"><img src="https://badges.example.org/b/k3X-9_z.png"'
        ' alt="Badge: Brief occupants, issued by Northshore AFP" width="120"></a>'
    )
    assert markdown_embed(POST) == (
        "[![Badge: Brief occupants, issued by Northshore AFP](https://badges.example.org/b/k3X-9_z.png)](https://badges.example.org/b/k3X-9_z)"
    )


def test_a_title_with_marks_breaks_neither_html_nor_markdown() -> None:
    sharp = replace(POST, title='Use "A<B>" [x](y)')
    assert 'alt="Badge: Use &quot;A&lt;B&gt;&quot; [x](y), issued' in html_embed(sharp)
    assert r'![Badge: Use "A\<B\>" \[x\](y), issued' in markdown_embed(sharp)
