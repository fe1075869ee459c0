"""The doctor names what is wrong and how to mend it, and finds nothing in a healthy installation."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from assay import doctor
from assay.kit.config import Config
from assay.kit.secrets import secret_key


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (doctor.python_version((3, 10, 4)), "Python 3.11 or newer"),
        (doctor.free_space(1024**3, Path("data")), "Make room"),
        (doctor.built_page(Path("/nowhere/index.html")), "make build"),
        (doctor.database_version(140011, embedded=False), "PostgreSQL 15 or newer"),
        (doctor.schema(lambda _: False, ""), "assay serve"),
    ],
)
def test_what_is_wrong_has_a_remedy(finding: doctor.Finding, words: str) -> None:
    assert not finding.is_well
    assert words in finding.remedy


@pytest.mark.parametrize(
    "finding",
    [
        doctor.python_version((3, 11, 0)),
        doctor.free_space(100 * 1024**3, Path("data")),
        doctor.database_version(150000, embedded=False),
        doctor.schema(lambda _: True, ""),
    ],
)
def test_what_is_well_has_none(finding: doctor.Finding) -> None:
    assert finding.is_well


def test_a_data_folder(tmp_path: Path) -> None:
    assert doctor.data_folder(tmp_path / "new").is_well
    (tmp_path / "file").write_text("")
    assert "Name a folder" in doctor.data_folder(tmp_path / "file").remedy
    tight, loose = tmp_path / "tight", tmp_path / "loose"
    tight.mkdir(mode=0o700)
    loose.mkdir()
    loose.chmod(0o755)
    assert doctor.data_folder(tight).is_well
    assert doctor.data_folder(loose).remedy == f"chmod o-rwx {loose}"


def test_a_secret_key(tmp_path: Path) -> None:
    settings = Config(data_dir=tmp_path)
    assert doctor.secret(settings).is_well
    secret_key(tmp_path)
    assert doctor.secret(settings).is_well
    (tmp_path / "secret.key").chmod(0o644)
    assert doctor.secret(settings).remedy == f"chmod 600 {tmp_path / 'secret.key'}"
    assert "openssl" in doctor.secret(Config(data_dir=tmp_path, secret_key="short")).remedy


def test_a_port_that_something_else_uses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        finding = doctor.port_is_free("127.0.0.1", taken.getsockname()[1])
    assert "--port" in finding.remedy
    assert doctor.port_is_free("127.0.0.1", 0).is_well


def test_a_database(settings: Config, tmp_path: Path) -> None:
    assert all(finding.is_well for finding in doctor.database(settings))
    (unreachable,) = doctor.database(Config(data_dir=tmp_path, database_url="postgresql://nobody@127.0.0.1:9/none"))
    assert "ASSAY_DATABASE_URL" in unreachable.remedy
