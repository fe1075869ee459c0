"""The installation's secret key: from the environment, or generated once into the data folder. There is no default."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from pathlib import Path

FILE_NAME = "secret.key"
_LEAST_CHARACTERS = 32


class SecretError(RuntimeError):
    """The secret key cannot be used. The message says why and what to do."""


def secret_key(data_dir: Path, given: str = "") -> str:
    """The key that signs tokens and sessions: `given` (ASSAY_SECRET_KEY), or the one in `<data_dir>/secret.key`.

    The file is made on first use; of several processes that start at once, all get the key that came first.
    Raises SecretError when the key is too short to be a secret or cannot be read.
    """
    if given:
        return _checked(given, "ASSAY_SECRET_KEY", "Make one with `openssl rand -hex 32`.")
    path = data_dir / FILE_NAME
    try:
        if not path.exists():
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            create_private(path, secrets.token_urlsafe(48) + "\n")
        key = path.read_text(encoding="ascii").strip()
    except PermissionError as error:
        raise SecretError(f"No permission for {path}. Run Assay as the owner of {data_dir}.") from error
    except UnicodeDecodeError as error:
        raise SecretError(f"{path} is not text. Remove it to get a new key; everybody signs in again.") from error
    return _checked(key, str(path), "Remove it to get a new key; everybody signs in again.")


def others_can_read(path: Path) -> bool:
    """Whether anybody but the owner of the file may read it."""
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def create_private(path: Path, text: str) -> bool:
    """Write `text` to a new file that only its owner can read; whole or not at all. False when it was there already."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if os.geteuid() == 0:
            # A command run once as root must not lock out the person who owns the folder.
            os.chown(draft, path.parent.stat().st_uid, -1)
        # A link, unlike a rename, fails when somebody else was first.
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        Path(draft).unlink()
    return True


def _checked(key: str, source: str, remedy: str) -> str:
    if len(key) < _LEAST_CHARACTERS:
        raise SecretError(f"{source} has {len(key)} characters; a secret needs at least {_LEAST_CHARACTERS}. {remedy}")
    return key
