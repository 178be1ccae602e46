"""What else takes time, for information: milliseconds of this machine, the fastest of several, in this process."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from starlette.testclient import TestClient

from core.badges import status_list
from core.badges.baking import bake
from core.queries import learning
from core.services import batches, verification
from core.services.badge_files import badge_file, signed_badge
from core.services.status_lists import STATUS_LIST_LASTS
from tests.badges.facts import Office, a_key
from tests.builders import A_TUESDAY
from tests.cast import Cast, a_cast
from tests.services import steps
from tests.web.conftest import app_of

COHORT = 200
REVOKED = range(0, status_list.LENGTH, 100)


def in_milliseconds() -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        cast = a_cast(Path(folder)).with_settings(public_url="https://badges.northshore.example")
        steps.decide(cast, cast.rui, steps.a_submission(cast, cast.ada))
        token = learning.badges(cast.portal, cast.ada)[0].award.token
        yield "a badge of a cohort, both forms, stored", of_a_cohort(cast)
        yield from ((label, fastest(act)) for label, act in acts(cast, token).items())


def of_a_cohort(cast: Cast) -> float:
    """Milliseconds of processor time for one badge, from the row of the file to what is kept; the picture was drawn before."""
    issue(cast, ["first"])
    before = time.process_time()
    issue(cast, [f"person{number}" for number in range(COHORT)])
    return 1000 * (time.process_time() - before) / COHORT


def issue(cast: Cast, people: list[str]) -> None:
    rows = "".join(f"{name}@northshore.example,Zoë Nguyễn {name} 王小明\n" for name in people)
    batch_id = batches.begin(cast.portal, cast.mo, code="ORI-001", data=f"e-mail,name\n{rows}".encode(), file_name="cohort.csv")
    *_, last = batches.issue(cast.portal, cast.mo, batch_id=batch_id)
    assert last.issued == len(people)


def fastest(act: Callable[[], object], times: int = 7) -> float:
    """Milliseconds, after a first time that fills the caches."""

    def once() -> float:
        before = time.perf_counter()
        act()
        return time.perf_counter() - before

    once()
    return 1000 * min(once() for _ in range(times))


def acts(cast: Cast, token: str) -> dict[str, Callable[[], object]]:
    office, portal = Office(a_key()), cast.portal
    visitor = TestClient(app_of(portal), base_url=portal.base_url)
    signed = signed_badge(portal, token=token)
    png = signed.appearance.artwork.png
    return {
        "the public page of a badge": lambda: visitor.get(f"/b/{token}").raise_for_status(),
        f"a status list, {len(REVOKED):,} bits set, signed": lambda: a_list(office),
        f"baking into a PNG of {len(png) // 1024} KB": lambda: bake(png, signed.document),
        "the certificate (PDF)": lambda: badge_file(portal, token=token, kind="pdf"),
        "verifying, with register, dates and status": lambda: verification.verify(portal, data=signed.document.encode()),
    }


def a_list(office: Office) -> None:
    built = status_list.build(
        REVOKED, base_url=office.base_url, number=1, purpose="revocation", issuer_did=office.did, now=A_TUESDAY, lasts=STATUS_LIST_LASTS
    )
    office.sign(built)
