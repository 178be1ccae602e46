"""What the holder decided holds at every public address of a badge, whoever asks and in whatever order it was decided."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from starlette.routing import Route
from starlette.testclient import TestClient

from core.badges.formats import FORMATS
from core.errors import PortalError
from core.queries import learning
from core.queries.sharing import own_evidence
from core.services import corrections, enrolments, sharing, submissions
from core.services.names_shown import show_name
from core.services.verification import verify
from core.web.routes import routes
from tests.cast import Cast
from tests.services.steps import a_draft, decide, revoke
from tests.web.conftest import INDEX, app_of
from tests.web.test_evidence import browser

SECRET = b"Water is off until ten.\n"  # of the file that was handed in
LINK = "https://recordings.example.org/a-talk"
TEXT_PAGE = {"accept": "text/html"}


@pytest.fixture
def token(cast: Cast) -> str:
    """A badge that rests on a file and a link."""
    draft = a_draft(cast, cast.ada)
    submissions.add_link(cast.portal, cast.ada, submission_id=draft, requirement="E2", title="A recording", description="", url=LINK)
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    decide(cast, cast.rui, draft)
    return learning.badges(cast.portal, cast.ada)[0].award.token


def world_of(cast: Cast) -> TestClient:
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


def addresses(cast: Cast, token: str) -> list[str]:
    """Every address that the portal has for this badge, from its table of routes."""
    items = [one.item.id for one in own_evidence(cast.portal, cast.ada, token)]
    paths = {route.path for route in routes(cast.portal, INDEX, []) if isinstance(route, Route)}
    of_badges = [path.replace("{token}", token) for path in sorted(paths) if "{token}" in path]
    spread = [path.replace("{kind}", kind) for path in of_badges for kind in (FORMATS if "{kind}" in path else ("",))]
    spread = [path.replace("{endorsement_id}", "E1") for path in spread]
    found = [path.replace("{item_id}", item) for path in spread for item in (items if "{item_id}" in path else ("",))]
    assert len(found) > len(FORMATS) + 4 and not any("{" in path for path in found)
    return found


def test_kept_private_every_address_opens_for_its_holder_alone(cast: Cast, token: str) -> None:
    sharing.set_private(cast.portal, cast.ada, token=token, private=True)
    world = world_of(cast)
    people = [world, browser(cast, world, cast.ben), browser(cast, world, cast.mo)]
    holder = browser(cast, world, cast.ada)
    for path in addresses(cast, token):
        for number, stranger in enumerate(people):
            for accept in ("text/html", "application/json"):
                answer = stranger.get(path, headers={"accept": accept})
                assert answer.status_code == 403, (path, number)
                assert "Ada" not in answer.text and "Brief occupants" not in answer.text and SECRET not in answer.content
                assert answer.headers["cache-control"] == "private, no-store" and "Cookie" in answer.headers["vary"]
        is_its_own = not any(part in path for part in ("/evidence/", "/endorsements/"))
        if is_its_own and not path.endswith(".jwt"):  # this address is not https, so there is no JWT
            own = holder.get(path)
            assert own.status_code == 200, path
            assert own.headers["cache-control"] == "private, no-store", path
    assert world.post(f"/b/{token}/holder", data={"email": "ada@northshore.example"}).status_code == 403


def test_its_page_says_how_it_stands_and_nothing_else(cast: Cast, token: str) -> None:
    sharing.set_private(cast.portal, cast.ada, token=token, private=True)
    world = world_of(cast)
    page = world.get(f"/b/{token}", headers=TEXT_PAGE)
    assert "Valid" in page.text and "Its holder keeps this badge private" in page.text and 'content="noindex"' in page.text
    revoke(cast, token)
    assert "Revoked on" in world.get(f"/b/{token}", headers=TEXT_PAGE).text


def test_a_file_that_somebody_has_keeps_verifying(cast: Cast, token: str) -> None:
    document = world_of(cast).get(f"/b/{token}.json").content
    sharing.set_private(cast.portal, cast.ada, token=token, private=True)
    assert verify(cast.portal, data=document).verdict == "valid"


@pytest.mark.parametrize(("shown", "name"), [("initials", "A. O."), ("withheld", "Name withheld")])
def test_the_name_is_at_no_address_when_its_holder_does_not_want_it_there(cast: Cast, token: str, shown: str, name: str) -> None:
    world = world_of(cast)
    show_name(cast.portal, cast.ada, token=token, shown=shown)
    for path in addresses(cast, token):
        for accept in ("text/html", "application/json"):
            answer = world.get(path, headers={"accept": accept})
            told = answer.content + str(answer.headers).encode()
            if answer.content.startswith(b"%PDF"):
                told += "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).encode()
            if answer.content.startswith(b"PK"):
                with ZipFile(BytesIO(answer.content)) as folder:
                    told += b"".join(folder.read(each) + each.encode() for each in folder.namelist())
            assert b"Ada" not in told and b"Obi" not in told, path
    assert name in world.get(f"/b/{token}", headers=TEXT_PAGE).text
    answer = world.post(f"/b/{token}/holder", data={"email": "ada@northshore.example"}, headers={"origin": "http://localhost:8501"})
    assert answer.status_code == 200 and "Ada" not in answer.text


def test_a_correction_stays_private(cast: Cast, token: str) -> None:
    sharing.set_private(cast.portal, cast.ada, token=token, private=True)
    new = corrections.correct_name(cast.portal, cast.mo, token=token, name="Ada Obi-Lund")
    assert world_of(cast).get(f"/b/{new}").status_code == 403


def test_nothing_is_shown_of_the_work_until_its_holder_says_so(cast: Cast, token: str) -> None:
    world = world_of(cast)
    file, link = (one.item for one in own_evidence(cast.portal, cast.ada, token))
    page = world.get(f"/b/{token}", headers=TEXT_PAGE).text
    assert LINK not in page and file.id not in page and world.get(f"/b/{token}/evidence/{file.id}").status_code == 404
    for item in (file, link):
        sharing.publish_evidence(cast.portal, cast.ada, token=token, item_id=item.id, nobody_else_in_it=True)
    page = world.get(f"/b/{token}", headers=TEXT_PAGE).text
    assert f'href="{LINK}"' in page and f"/b/{token}/evidence/{file.id}" in page
    answer = world.get(f"/b/{token}/evidence/{file.id}")
    assert answer.content == SECRET
    assert (
        answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'") and answer.headers["x-robots-tag"] == "noindex"
    )
    assert world.get(f"/b/{token}/evidence/{link.id}").status_code == 404


def test_a_text_is_shown_as_text(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ben, code="COM-101")
    draft = submissions.open_draft(cast.portal, cast.ben, enrolment_id=started.id)
    submissions.save_draft(cast.portal, cast.ben, submission_id=draft.id, context="At the library.", self_ratings={})
    submissions.add_text(cast.portal, cast.ben, submission_id=draft.id, requirement="E1", title="Note", description="", text="<b>Hi</b>")
    submissions.submit(cast.portal, cast.ben, submission_id=draft.id, own_work=True)
    decide(cast, cast.rui, draft.id)
    token = learning.badges(cast.portal, cast.ben)[0].award.token
    (one,) = own_evidence(cast.portal, cast.ben, token)
    sharing.publish_evidence(cast.portal, cast.ben, token=token, item_id=one.item.id, nobody_else_in_it=True)
    answer = world_of(cast).get(f"/b/{token}/evidence/{one.item.id}")
    assert answer.text == "<b>Hi</b>" and answer.headers["content-type"].startswith("text/plain")


class _Acts:
    """What a holder and an administrator can do about one badge; refusals change nothing."""

    def __init__(self, cast: Cast, token: str) -> None:
        self.cast, self.token = cast, token
        self.items = [one.item for one in own_evidence(cast.portal, cast.ada, token)]

    def act(self, name: str) -> None:
        portal, ada, token = self.cast.portal, self.cast.ada, self.token
        match name.split():
            case ["private", on]:
                sharing.set_private(portal, ada, token=token, private=on == "on")
            case ["listed", on]:
                sharing.set_listed(portal, ada, token=token, listed=on == "on")
            case ["publish", which]:
                sharing.publish_evidence(portal, ada, token=token, item_id=self.items[int(which)].id, nobody_else_in_it=True)
            case ["withdraw", which]:
                sharing.withdraw_evidence(portal, ada, token=token, item_id=self.items[int(which)].id)


ACTS = ["private on", "private off", "listed on", "listed off", "publish 0", "publish 1", "withdraw 0", "withdraw 1"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ACTS), max_size=8))
def test_in_whatever_order_it_was_decided(cast: Cast, token: str, decided: list[str]) -> None:
    holder, world = _Acts(cast, token), world_of(cast)
    for act in ("private off", "listed off", "withdraw 0", "withdraw 1", *decided):
        try:
            holder.act(act)
        except PortalError:
            assert act.startswith("publish") or act == "listed on"
    award = learning.badges(cast.portal, cast.ada)[0].award
    shown = {one.item.id for one in own_evidence(cast.portal, cast.ada, token) if one.is_published}
    page = world.get(f"/b/{token}", headers=TEXT_PAGE)
    file, link = holder.items
    if award.private:
        assert page.status_code == 403 and not award.listed
    else:
        assert ('content="index"' in page.text) is award.listed
    assert (LINK in page.text) is (link.id in shown and not award.private)
    answer = world.get(f"/b/{token}/evidence/{file.id}")
    assert (answer.content == SECRET) is (file.id in shown and not award.private)


def test_a_revoked_badge_shows_no_evidence(cast: Cast, token: str) -> None:
    file, link = (one.item for one in own_evidence(cast.portal, cast.ada, token))
    for item in (file, link):
        sharing.publish_evidence(cast.portal, cast.ada, token=token, item_id=item.id, nobody_else_in_it=True)
    revoke(cast, token)
    world = world_of(cast)
    assert LINK not in world.get(f"/b/{token}", headers=TEXT_PAGE).text
    assert world.get(f"/b/{token}/evidence/{file.id}").status_code == 404
