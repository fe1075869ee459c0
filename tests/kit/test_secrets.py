"""The secret key is made once, is the same for everybody who asks, and is nobody else's to read."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assay.kit.secrets import SecretError, create_private, others_can_read, secret_key


def test_is_made_once_with_tight_permissions(tmp_path: Path) -> None:
    data = tmp_path / "data"
    key = secret_key(data)
    assert len(key) >= 32
    assert secret_key(data) == key
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert [path.name for path in data.iterdir()] == ["secret.key"]


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "one") != secret_key(tmp_path / "two")


def test_all_who_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: secret_key(tmp_path), range(64)))
    assert len(keys) == 1


def test_the_environment_wins_and_leaves_no_file(tmp_path: Path) -> None:
    given = "k" * 40
    assert secret_key(tmp_path, given) == given
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("given", ["short", "x" * 31])
def test_a_short_key_is_refused_with_the_way_out(tmp_path: Path, given: str) -> None:
    with pytest.raises(SecretError, match=r"ASSAY_SECRET_KEY has \d+ characters.*openssl rand"):
        secret_key(tmp_path, given)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00" * 20])
def test_a_broken_key_file_is_refused_not_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret.key").write_bytes(content)
    with pytest.raises(SecretError, match="Remove it to get a new key"):
        secret_key(tmp_path)
    assert (tmp_path / "secret.key").read_bytes() == content


def test_loose_permissions_are_noticed(tmp_path: Path) -> None:
    secret_key(tmp_path)
    path = tmp_path / "secret.key"
    assert not others_can_read(path)
    path.chmod(0o640)
    assert others_can_read(path)


def test_a_private_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "note"
    assert create_private(path, "first")
    assert not create_private(path, "second")
    assert path.read_text() == "first"
