"""A portal that runs at a public address, with golden badges in it and what attackers made of them."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.cast import Cast
from tests.interop import forgeries
from tests.interop.forgeries import Attacker, Badge
from tests.interop.golden import BRIEF, GOLDEN, days_ago, earn, earn_capstone, the_golden_cast
from tests.interop.strangers import Answer, ask
from tests.servers import Server, free_port, serve
from tests.services import steps

FORGERIES: dict[str, Callable[[Badge, Attacker], Badge]] = {
    "changed": forgeries.changed,
    "signed with another key": forgeries.by_another_key,
    "key in the fragment": forgeries.key_in_the_fragment,
    "theirs in our name": forgeries.in_our_name,
    "ours in their name": forgeries.in_their_name,
}


@dataclass
class Stage:
    """``tokens``: award by what is golden, or wrong, about it."""

    cast: Cast
    server: Server
    tokens: dict[str, str]

    @property
    def public_url(self) -> str:
        return self.cast.portal.base_url

    def restart(self) -> None:
        """Stop and start; a new portal has not yet counted how often somebody asks."""
        self.server.stop()
        self.server = serve(self.server.folder, free_port(), public_url=self.public_url)

    def fetch(self, path: str, accept: str = "application/json") -> bytes:
        """What the world gets at a public address."""
        with self._open(path, headers={"Accept": accept}) as answer:
            return bytes(answer.read())

    def badge(self, name: str, form: str = "json") -> Badge:
        """The badge as the portal hands it out: a credential, or a JWT."""
        data = self.fetch(f"/b/{self.tokens[name]}.{form}").decode()
        return json.loads(data) if form == "json" else data

    def verdict(self, badge: Badge) -> dict[str, Any]:
        """What the portal itself says: the answer of ``POST /api/verify``."""
        data = badge if isinstance(badge, str) else json.dumps(badge, ensure_ascii=False)
        with self._open("/api/verify", data=data.encode(), headers={"Content-Type": "application/json"}) as answer:
            return json.load(answer)

    def ask_strangers(self, badges: dict[str, Badge], attacker: Attacker | None = None) -> dict[str, Answer]:
        return ask(badges, portals={self.public_url: self.server.url}, documents=attacker.documents if attacker else {})

    def _open(self, path: str, *, data: bytes | None = None, headers: dict[str, str]) -> Any:
        host = urlsplit(self.public_url).netloc
        return urllib.request.urlopen(urllib.request.Request(self.server.url + path, data, {**headers, "Host": host}), timeout=60)


def fill(data_folder: Path, public_url: str) -> tuple[Cast, dict[str, str]]:
    """Golden badges of every kind, one that ran out and one that was taken back. In the order of time."""
    cast = the_golden_cast(data_folder, public_url)
    tokens = {}
    cast.clock.time = days_ago(90)
    tokens["expired"] = earn(cast, cast.ben, BRIEF)
    cast.clock.time = days_ago(30)
    golden = {kind: earn(cast, cast.ada, program) for kind, program in GOLDEN.items()}
    tokens |= golden | {"capstone": earn_capstone(cast, cast.ada, golden)}
    tokens["revoked"] = earn(cast, cast.ben, GOLDEN["performance"])
    cast.clock.time = days_ago(20)
    steps.revoke(cast, tokens["revoked"])
    return cast, tokens
