"""How to sign in to the demo: one password for its people, made for this installation and kept in the data folder."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from assay.demo.people import DemoPerson
from assay.kit.secrets import create_private

FILE_NAME = "demo-login.txt"

# Syllables with nothing to misread: the password is typed off a screen.
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeio"


def new_password() -> str:
    """A password of four words that nobody knows: 70 bits of chance."""
    return "-".join("".join(_syllable() for _ in range(3)) for _ in range(4))


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


def keep(data_dir: Path, password: str, people: Sequence[DemoPerson]) -> None:
    """Writes down how to sign in, for the owner of the data folder only; a note that is there already gives way."""
    path = data_dir / FILE_NAME
    path.unlink(missing_ok=True)
    create_private(path, note(password, people))


def note(password: str, people: Sequence[DemoPerson]) -> str:
    """The text of the note."""
    width = max(len(person.email) for person in people)
    lines = [f"  {person.email:<{width}}  {person.first_name} {person.last_name}, {person.part}" for person in people]
    return "\n".join(["Sign in as one of these people of the demo:", *lines, f"Their password: {password}", ""])
