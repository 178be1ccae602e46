import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.errors import StorageTrouble
from core.storage.database import change, one, reading, rows, writing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "small.db"
    with writing(place) as db:
        db.execute("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)")
        change(db, "INSERT INTO counters VALUES ('a', 0)")
    return place


def test_what_was_written_is_there(path: Path) -> None:
    with writing(path) as db:
        assert change(db, "UPDATE counters SET value = :value WHERE name = :name", value=7, name="a") == 1
    with reading(path) as db:
        assert one(db, "SELECT value FROM counters") == {"value": 7}
        assert one(db, "SELECT value FROM counters WHERE name = :name", name="b") is None
        assert rows(db, "SELECT name FROM counters") == [{"name": "a"}]


def test_a_refusal_in_the_middle_writes_nothing(path: Path) -> None:
    with pytest.raises(ValueError, match="no"), writing(path) as db:
        change(db, "UPDATE counters SET value = 9")
        raise ValueError("no")
    with reading(path) as db:
        assert one(db, "SELECT value FROM counters") == {"value": 0}


def test_read_then_write_from_many_threads_loses_nothing(path: Path) -> None:
    def add_one(_: int) -> None:
        with writing(path) as db:
            row = one(db, "SELECT value FROM counters")
            assert row
            change(db, "UPDATE counters SET value = :value", value=row["value"] + 1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_one, range(80)))
    with reading(path) as db:
        assert one(db, "SELECT value FROM counters") == {"value": 80}


def test_writers_go_in_the_order_of_arrival(path: Path) -> None:
    order: list[int] = []
    holding, go = threading.Event(), threading.Event()

    def first() -> None:
        with writing(path):
            holding.set()
            go.wait(5)

    def writer(number: int) -> None:
        with writing(path):
            order.append(number)

    with ThreadPoolExecutor(6) as pool:
        pool.submit(first)
        holding.wait(5)
        waiting = []
        for number in range(5):
            waiting.append(pool.submit(writer, number))
            while not waiting[-1].running():
                pass
            threading.Event().wait(0.02)
        go.set()
        for one_waiting in waiting:
            one_waiting.result(5)
    assert order == [0, 1, 2, 3, 4]


def test_another_process_that_holds_the_lock_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.storage.database.BUSY_TIMEOUT_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StorageTrouble, match="try again"), writing(path):
            pass
    finally:
        other.close()


def test_every_connection_is_safe(path: Path) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
    with reading(path) as db:
        assert {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="cannot be opened"), reading(tmp_path / "none" / "portal.db"):
        pass
