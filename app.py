"""The server: the portal's pages and the public addresses, on one port. ``streamlit run app.py`` finds ``app``."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from core.portal import Portal
from core.services.passwords import decoy
from core.services.setup import open_code
from core.services.upkeep import upkeep
from core.settings import load_settings
from core.storage.migrations import migrate
from core.web.errors import HANDLERS
from core.web.guard import Guard
from core.web.routes import routes
from core.web.socket_guard import SocketGuard
from pages.shared import framework, registry

FRONT_DOOR = Path(__file__).resolve().parent / "pages" / "portal.py"
portal = Portal(load_settings())
index = framework.index_page()
NOT_SET_UP = "This portal is not set up yet. Open {address} in a browser; from another machine it asks for this code: {code}"
UPKEEP_EVERY = 3600  # seconds
log = logging.getLogger("proofmark")
framework.never_discover_pages()


async def collect_garbage() -> None:
    """Young objects every second and all of them every minute, between the runs of pages instead of inside them."""
    while True:
        for _ in range(60):
            await asyncio.sleep(1)
            gc.collect(1)
        gc.collect()


async def look_after() -> None:
    """The upkeep, at the start and every hour, beside the visitors. What fails is tried again an hour later."""
    while True:
        try:
            await asyncio.to_thread(upkeep, portal)
        except Exception:
            log.exception("The upkeep failed; it is tried again in an hour.")
        await asyncio.sleep(UPKEEP_EVERY)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Before the first visitor: today's tables, and what pages import, which would cost that visitor two seconds."""
    migrate(portal.database)
    if code := open_code(portal):
        log.warning(NOT_SET_UP.format(address=portal.base_url, code=code))
    framework.import_for_pages()
    decoy()
    gc.collect()
    gc.freeze()
    gc.disable()
    helpers = [asyncio.create_task(helper()) for helper in (collect_garbage, look_after)]
    yield
    for helper in helpers:
        helper.cancel()
        with suppress(asyncio.CancelledError):
            await helper


app = st.App(
    FRONT_DOOR,
    routes=routes(portal, index, registry.addresses()),
    middleware=[
        Middleware(Guard, portal=portal, script_hashes=framework.script_hashes(index)),
        Middleware(SocketGuard, kind_of=framework.message_kind),
    ],
    exception_handlers=HANDLERS,
    lifespan=lifespan,
)
