"""The demo has something to show on every screen, and is planted once, whole."""

from __future__ import annotations

import stat
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assay.demo.people import PEOPLE
from assay.demo.plan import PROJECTS
from assay.demo.seed import plant
from assay.kit.config import config
from assay.kit.db import Database


@pytest.fixture(scope="module")
def planted(
    make_database: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, Path]]:
    """An installation with the demo in it."""
    database, folder = Database(make_database("demo"), 2), tmp_path_factory.mktemp("demo")
    assert plant(database, folder)
    yield database, folder
    database.close()


def test_is_planted_once(planted: tuple[Database, Path], tmp_path: Path) -> None:
    database, _ = planted
    assert not plant(database, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_failure_leaves_nothing(
    make_database: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(make_database("broken_demo"), 2)

    def full(*_: object) -> bool:
        raise OSError("no space left on device")

    monkeypatch.setattr("assay.demo.login.create_private", full)
    monkeypatch.setattr("assay.demo.seed.PICTURES", 17)
    before = files_of(config().data_dir)
    with pytest.raises(OSError, match="no space"):
        plant(database, tmp_path)
    with database.transaction() as db:
        assert db.execute("select count(*) from account").fetchone() == (0,)
    database.close()
    assert not list(tmp_path.iterdir())
    assert files_of(config().data_dir) == before


def files_of(folder: Path) -> set[Path]:
    """The files that people gave; thumbnails beside them."""
    return {path for path in folder.rglob("*") if path.is_file()}


def test_every_state_of_work_is_there(planted: tuple[Database, Path]) -> None:
    with planted[0].transaction() as db:
        rows = db.execute("select p.title, t.state from task t join project p on p.id = t.project_id").fetchall()
        verdicts = {row[0] for row in db.execute("select distinct verdict from annotation").fetchall()}
    states: dict[str, set[str]] = defaultdict(set)
    for title, state in rows:
        states[title].add(state)
    assert set(states) == {plan.title for plan in PROJECTS}
    for found in states.values():
        assert {"CREATED", "NEEDS_REVIEW", "COMPLETED"} <= found
    assert {"accepted", "fixed", "returned", None} <= verdicts


def test_work_happened_in_the_past_and_in_order(planted: tuple[Database, Path]) -> None:
    with planted[0].transaction() as db:
        odd = db.execute("select count(*) from annotation where updated_at < created_at").fetchone()
        first, last = db.execute("select min(created_at), max(created_at) from annotation").fetchone() or (None, None)
        late = db.execute(
            """select count(*) from annotation a join task t on t.id = a.task_id where a.created_at < t.created_at"""
        ).fetchone()
    assert odd == late == (0,)
    assert first is not None
    assert last is not None
    assert (last - first).total_seconds() > 4 * 3600


def test_only_the_owner_of_the_folder_can_read_the_password(planted: tuple[Database, Path]) -> None:
    note = planted[1] / "demo-login.txt"
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    text = note.read_text(encoding="utf-8")
    assert all(person.email in text for person in PEOPLE)
    assert "Their password: " in text
