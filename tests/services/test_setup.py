import io
import stat
from pathlib import Path

import pytest
from PIL import Image

from core.errors import BadInput, RuleBroken
from core.queries.association import the_association
from core.rules.members import Role
from core.services import setup
from core.services.fields import parsed
from core.services.pictures import KEPT_SIDE, clean_logo, mark_of
from core.services.setup import AssociationDetails
from tests.builders import a_person
from tests.cast import ASSOCIATION, PASSWORD, an_empty_portal


def a_picture(side: int, kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (side, side // 2), "teal").save(target, kind)
    return target.getvalue()


def test_from_an_empty_folder_to_a_portal(tmp_path: Path) -> None:
    portal = an_empty_portal(tmp_path)
    assert not setup.is_set_up(portal)
    admin = setup.set_up(portal, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD, logo=a_picture(300))
    assert setup.is_set_up(portal)
    assert admin.roles >= {Role.ADMIN, Role.DESIGNER}
    association = the_association(portal)
    assert association is not None and association.logo is not None
    assert (portal.folder / "portal.installed").exists()


def test_a_portal_is_set_up_once(tmp_path: Path) -> None:
    portal = an_empty_portal(tmp_path)
    setup.set_up(portal, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD)
    keys = [path.read_bytes() for path in portal.keys_folder.iterdir()]
    with pytest.raises(RuleBroken, match="already"):
        setup.set_up(portal, details=ASSOCIATION, admin=a_person("Eve Malory"), password=PASSWORD)
    assert [path.read_bytes() for path in portal.keys_folder.iterdir()] == keys


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "short"}, "password"),
        ({"admin": a_person("Mo \N{PARTY POPPER}")}, "name_on_badge"),
        ({"details": ASSOCIATION.model_copy(update={"name": "AFP \N{PARTY POPPER}"})}, "name"),
        ({"logo": b"<svg onload='x'/>"}, "logo"),
        ({"logo": a_picture(4002)}, "logo"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_made(tmp_path: Path, changes: dict, field: str) -> None:
    portal = an_empty_portal(tmp_path)
    with pytest.raises(BadInput) as refusal:
        setup.set_up(portal, **({"details": ASSOCIATION, "admin": a_person("Mo Lind"), "password": PASSWORD} | changes))
    assert list(refusal.value.fields) == [field]
    assert not setup.is_set_up(portal)


def test_every_wrong_field_is_named_at_once() -> None:
    with pytest.raises(BadInput) as refusal:
        parsed(AssociationDetails, name=" ", contact="Mo", email="nobody", country="Canada", url="northshore")
    assert set(refusal.value.fields) == {"name", "email", "country", "url"}
    assert refusal.value.fields["name"] == "Please fill this in."


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_again_and_small(kind: str) -> None:
    with Image.open(io.BytesIO(clean_logo(a_picture(2000, kind)))) as kept:
        assert (kept.format, max(kept.size)) == ("PNG", KEPT_SIDE)


def test_https_may_be_left_out() -> None:
    assert (
        ASSOCIATION.model_validate(ASSOCIATION.model_dump() | {"url": "northshore.example/about"}).url == "https://northshore.example/about"
    )


def test_the_mark_is_the_logo_or_a_monogram() -> None:
    assert mark_of("Northshore", a_picture(100)) == clean_logo(a_picture(100))
    assert mark_of("Northshore", None) != mark_of("Southshore", None)


def test_the_code_of_the_console_is_made_once_for_the_owner_of_the_folder(tmp_path: Path) -> None:
    portal = an_empty_portal(tmp_path)
    code = setup.open_code(portal)
    assert code and setup.open_code(portal) == code
    setup.check_code(portal, f" {code.upper()} ")
    assert [stat.S_IMODE(path.stat().st_mode) for path in portal.folder.glob("*code")] == [0o600]


@pytest.mark.parametrize("typed", ["", "0000000000000000", "ключ"])
def test_no_other_code_is_taken(tmp_path: Path, typed: str) -> None:
    portal = an_empty_portal(tmp_path)
    for _ in ("before there is one", "while there is one"):
        with pytest.raises(BadInput, match="not the code"):
            setup.check_code(portal, typed)
        setup.open_code(portal)


def test_the_code_goes_when_the_portal_is_set_up(tmp_path: Path) -> None:
    portal = an_empty_portal(tmp_path)
    code = setup.open_code(portal)
    setup.set_up(portal, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD)
    assert setup.open_code(portal) is None
    with pytest.raises(BadInput):
        setup.check_code(portal, str(code))
