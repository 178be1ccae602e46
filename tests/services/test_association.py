"""What the association decides about itself, and that badges keep the looks of their day."""

import io

import pytest
from PIL import Image

from core.errors import BadInput, NotAllowed, NotFound
from core.queries.badges import all_awards
from core.rules.members import Actor
from core.services import association
from core.services.badge_files import badge_file, signed_badge
from core.services.issuer import issuer_picture
from core.storage import awards
from core.storage.database import reading
from tests.cast import Cast
from tests.services.steps import a_submission, decide


def a_logo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "PNG")
    return out.getvalue()


def a_badge(cast: Cast, who: Actor) -> str:
    decide(cast, cast.rui, a_submission(cast, who))
    return next(row.token for row in all_awards(cast.portal, cast.mo) if row.holder == who.name)


def test_choices_have_defaults_and_are_kept(cast: Cast) -> None:
    assert association.choices(cast.portal, cast.mo) == {"verify_foreign": "off", "certificate_layout": "classic", "send_mail": "on"}
    association.choose(cast.portal, cast.mo, name="verify_foreign", value="on")
    assert association.choices(cast.portal, cast.mo)["verify_foreign"] == "on"


def test_unknown_choices_and_values_are_refused(cast: Cast) -> None:
    with pytest.raises(NotFound, match="no setting"):
        association.choose(cast.portal, cast.mo, name="colour", value="red")
    with pytest.raises(BadInput, match="choose one of"):
        association.choose(cast.portal, cast.mo, name="verify_foreign", value="maybe")
    for who in (cast.ada, cast.rui, cast.dee):
        with pytest.raises(NotAllowed):
            association.choose(cast.portal, who, name="verify_foreign", value="on")
        with pytest.raises(NotAllowed):
            association.change_mark(cast.portal, who, logo=None)


def test_a_badge_gives_the_same_bytes_whatever_the_logo_is_then(cast: Cast) -> None:
    token = a_badge(cast, cast.ada)
    kinds = [("png", ""), ("png", "1200"), ("svg", ""), ("pdf", ""), ("json", ""), ("zip", "")]
    before = {kind: badge_file(cast.portal, token=token, kind=kind[0], choice=kind[1]) for kind in kinds}
    association.change_mark(cast.portal, cast.mo, logo=a_logo("purple"))
    association.choose(cast.portal, cast.mo, name="certificate_layout", value="modern")
    assert issuer_picture(cast.portal) != signed_badge(cast.portal, token=token).appearance.mark
    assert {kind: badge_file(cast.portal, token=token, kind=kind[0], choice=kind[1]) for kind in kinds} == before


def test_new_badges_carry_the_mark_and_layout_of_their_day(cast: Cast) -> None:
    first = a_badge(cast, cast.ada)
    association.change_mark(cast.portal, cast.mo, logo=a_logo("purple"))
    association.choose(cast.portal, cast.mo, name="certificate_layout", value="plain")
    second = a_badge(cast, cast.ben)
    old, new = (signed_badge(cast.portal, token=token).appearance for token in (first, second))
    assert (old.layout, new.layout) == ("classic", "plain")
    assert old.mark != new.mark == issuer_picture(cast.portal)
    assert old.artwork == new.artwork  # nobody is in it, and the program is the same


def test_the_row_says_which_looks_it_was_given(cast: Cast) -> None:
    token = a_badge(cast, cast.ada)
    with reading(cast.portal.database) as db:
        looks = awards.get(db, token).looks
    assert looks.artwork == signed_badge(cast.portal, token=token).appearance.artwork.sha256
    assert (looks.branding, looks.wording, looks.layout) == (1, "en-1", "classic")


@pytest.mark.parametrize("data", [b"", b"not a picture"])
def test_what_is_no_picture_is_refused(cast: Cast, data: bytes) -> None:
    before = issuer_picture(cast.portal)
    with pytest.raises(BadInput):
        association.change_mark(cast.portal, cast.mo, logo=data)
    assert issuer_picture(cast.portal) == before


def test_a_monogram_can_take_the_place_of_a_logo(cast: Cast) -> None:
    monogram = issuer_picture(cast.portal)
    association.change_mark(cast.portal, cast.mo, logo=a_logo("green"))
    association.change_mark(cast.portal, cast.mo, logo=None)
    assert issuer_picture(cast.portal) == monogram
