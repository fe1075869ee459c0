"""What the register calls understood is obeyed: some code of the page or of the server reads it by its name."""

from __future__ import annotations

import re
from pathlib import Path

from assay.projects.rules.labeling.tags import TAGS

ROOT = Path(__file__).parents[2]
# Where attributes are only declared or written in examples; saying a name there obeys nothing.
DECLARED = ("labeling/tags/", "projects/templates/", "assay/demo/", "editor/playground", "tags.gen.ts")


def _code() -> str:
    files = [
        *ROOT.glob("src/assay/**/*.py"),
        *ROOT.glob("web/src/editor/**/*.ts"),
        *ROOT.glob("web/src/editor/**/*.tsx"),
    ]
    read = [file for file in files if not any(part in file.as_posix() for part in DECLARED)]
    assert len(read) > 300, "The code is elsewhere."
    return "\n".join(file.read_text(encoding="utf-8") for file in read)


def test_every_understood_attribute_is_read_somewhere() -> None:
    read = set(re.findall(r"[A-Za-z]+", _code()))
    unread = {
        f"<{tag.name} {attribute}>" for tag in TAGS.values() for attribute in tag.understood if attribute not in read
    }
    assert not unread, f"Nobody reads {sorted(unread)}: obey them, or declare them cosmetic or off."
