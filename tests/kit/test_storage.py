"""The storage: whole files or none, under names that nobody chose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.kit.storage import Storage, stored_name


@pytest.fixture
def files(tmp_path: Path) -> Storage:
    return Storage(tmp_path / "files")


def test_a_file_in_pieces(files: Storage) -> None:
    files.put("a/b.bin", (bytes([number]) * 10 for number in range(3)))
    assert files.size("a/b.bin") == 30
    assert files.read("a/b.bin")[9:11] == b"\x00\x01"
    assert b"".join(files.stream("a/b.bin", 5, 12)) == bytes(5) + b"\x01\x01"
    assert b"".join(files.stream("a/b.bin", 25)) == b"\x02" * 5
    with files.open("a/b.bin") as file:
        assert (file.read(2), file.seek(28), file.read()) == (b"\x00\x00", 28, b"\x02\x02")


def test_what_fails_leaves_nothing(files: Storage, tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x" * 8_000_000
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        files.put("broken", broken())
    assert not files.exists("broken")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_may_be_made_of_another(files: Storage) -> None:
    files.put("first", b"content")
    files.put("second", files.stream("first"))
    assert files.read("second") == b"content"


def test_deleting(files: Storage) -> None:
    for path in ("p/1/a", "p/1/b/c", "p/11/a"):
        files.put(path, b"x")
    files.delete("p/1/a", "p/1/a", "never")
    files.delete_below("p/1")
    assert [files.exists(path) for path in ("p/1/a", "p/1/b/c", "p/11/a")] == [False, False, True]
    with pytest.raises(FileNotFoundError):
        files.size("p/1/a")


@pytest.mark.parametrize("path", ["../outside", "a/../../outside"])
def test_no_path_leads_out(files: Storage, path: str) -> None:
    with pytest.raises(ValueError):
        files.put(path, b"x")


@pytest.mark.parametrize(
    ("given", "end"),
    [
        ("holiday in Rome.jpg", "-holiday-in-Rome.png"),
        ("../../etc/passwd", "-passwd.png"),
        ("C:\\photos\\a.b.jpg", "-a-b.png"),
        ("x" * 500, "-" + "x" * 60 + ".png"),
    ],
)
def test_names_are_our_own(given: str, end: str) -> None:
    name = stored_name(given, ".png")
    assert name.endswith(end)
    assert len(name) == 16 + len(end)
    assert stored_name(given, ".png") != name


def test_a_name_without_anything_usable() -> None:
    assert len(stored_name("日本.jpg", ".png")) == 16 + len(".png")
