"""What people can take away of a badge."""

import io

import pytest
from PIL import Image

from core.errors import NotFound
from core.queries.badges import all_awards
from core.services.downloads import CARD_SIZE, download, link_card, offers, wish_of
from core.services.verification import verify
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def test_every_offer_is_there(cast: Cast, token: str) -> None:
    for offer in offers(with_jwt=False):
        kind, _, choice = offer.address.removeprefix(".").partition("?")
        asked = dict([choice.split("=")]) if choice else {}
        file = download(cast.portal, token=token, wish=wish_of(kind, asked))
        assert file.data and offer.label and offer.purpose
        assert f'.{kind}"' in file.disposition and "Ada-Obi" in file.disposition


def test_the_second_form_is_offered_where_there_is_one() -> None:
    addresses = [offer.address for offer in offers(with_jwt=True)]
    assert ".jwt" in addresses and ".jwt" not in [offer.address for offer in offers(with_jwt=False)]
    assert len(set(addresses)) == len(addresses)


def test_pictures_and_certificates_are_shown_and_data_is_saved(cast: Cast, token: str) -> None:
    shown = {
        kind: download(cast.portal, token=token, wish=wish_of(kind, {})).disposition.split(";")[0] for kind in ("json", "png", "svg", "pdf")
    }
    assert shown == {"json": "attachment", "png": "inline", "svg": "inline", "pdf": "inline"}


def test_a_choice_is_the_formats_own(cast: Cast, token: str) -> None:
    large = download(cast.portal, token=token, wish=wish_of("png", {"size": "1200", "layout": "nonsense of another format"}))
    assert Image.open(io.BytesIO(large.data)).size == (1200, 1200)
    assert verify(cast.portal, data=large.data).verdict == "valid"
    for kind, asked in (("png", {"size": "7"}), ("exe", {}), ("json", {"proof": "none"}), ("jwt", {})):
        with pytest.raises(NotFound):
            download(cast.portal, token=token, wish=wish_of(kind, asked))


def test_the_picture_beside_a_link_has_the_size_that_sites_expect(cast: Cast, token: str) -> None:
    card = link_card(cast.portal, token=token)
    assert Image.open(io.BytesIO(card.data)).size == CARD_SIZE == (1200, 630)
    assert card.media_type == "image/png"
    with pytest.raises(NotFound):
        link_card(cast.portal, token="nowhere")


def test_what_a_format_does_not_know_makes_no_other_file() -> None:
    """Else every invented parameter would be one more certificate to print."""
    assert wish_of("pdf", {"size": "1200", "proof": "x"}) == wish_of("pdf", {})
    assert wish_of("pdf", {"layout": "modern"}) != wish_of("pdf", {})
