"""The one way to the database: ``reading()`` and ``writing()``.

Writing is ``BEGIN IMMEDIATE``: a deferred transaction that reads and then writes fails with "database is locked" at
once when somebody else wrote in between, whatever the timeout says. Inside the process writers queue in a first-come
lock, since SQLite's busy handler lets unlucky threads starve.
"""

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from core.errors import StorageTrouble

BUSY_TIMEOUT_SECONDS = 5.0
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)
Row = dict[str, Any]


class _FirstComeLock:
    """A lock that is handed over in the order of arrival."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self._acquire()
        try:
            yield
        finally:
            self._release()

    def _acquire(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def _release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


_writers = _FirstComeLock()


def _open(path: Path) -> Database:
    try:
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error as problem:
        raise StorageTrouble("The database of the portal cannot be opened.") from problem
    return Database(connection)


@contextmanager
def reading(path: Path) -> Iterator[Database]:
    """A connection for reading, closed at the end. A read transaction: several queries see one state."""
    with closing(_open(path)) as db:
        db.conn.execute("BEGIN")
        yield db


@contextmanager
def writing(path: Path) -> Iterator[Database]:
    """A transaction that commits at the end of the block and rolls back when the block raises. Keep it short."""
    with _writers(), closing(_open(path)) as db:
        try:
            db.conn.execute("BEGIN IMMEDIATE")
            yield db
            db.conn.execute("COMMIT")
        except sqlite3.OperationalError as problem:
            _roll_back(db)
            raise StorageTrouble("The database could not be written. Please try again in a moment.") from problem
        except BaseException:
            _roll_back(db)
            raise


def _roll_back(db: Database) -> None:
    if db.conn.in_transaction:  # a full disk has already rolled back, and a second ROLLBACK would hide the cause
        db.conn.execute("ROLLBACK")


def one(db: Database, sql: str, **values: object) -> Row | None:
    """The first row of a query with named parameters, or ``None``."""
    return next(iter(db.query(sql, values)), None)


def rows(db: Database, sql: str, **values: object) -> list[Row]:
    """All rows of a query with named parameters."""
    return list(db.query(sql, values))


def change(db: Database, sql: str, **values: object) -> int:
    """Run a statement that changes rows; says how many."""
    return int(db.execute(sql, values).rowcount)
