"""Files of an import and the fields that show them: which tag shows what, and which file a row names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from assay.exchange.formats.rows import RowProblem
from assay.exchange.formats.sniffing import MEDIA, WORDS, FileKind
from assay.projects.rules.labeling import Schema
from assay.projects.rules.labeling.schema import ObjectTag, field_named

# The tags that show a file as it is, and what a project without a configuration calls the field, as templates do.
_TAGS: Mapping[FileKind, tuple[str, str]] = {
    FileKind.IMAGE: ("Image", "image"),
    FileKind.AUDIO: ("Audio", "audio"),
    FileKind.VIDEO: ("Video", "video"),
    FileKind.PDF: ("Pdf", "pdf"),
    FileKind.HTML: ("HyperText", "html"),
}
SERIES_TAG, TEXT_TAG, TEXT_FIELD = "TimeSeries", "Text", "text"
GROUP_FIELD = "images"

_NUMBERS = re.compile(r"([0-9]+)")

# Kinds that are a file of an item, unless they hold the items themselves.
SHOWN = MEDIA | {FileKind.HTML}


def field_for(schema: Schema | None, kind: FileKind, file: str) -> str | RowProblem:
    """The field of an item that shows a file of this kind, or why there is none."""
    tag, usual = _TAGS[kind]
    if schema is None:
        return usual
    fields = {shown.field for shown in schema.objects if shown.tag == tag}
    if len(fields) == 1:
        return fields.pop()
    word = WORDS[kind][0] if kind in WORDS else "page of HTML"
    if fields:
        message = f"is a {word}, and the labeling configuration shows {len(fields)} of them in each item."
        fix = "Import a CSV or JSON file that names the files of each item, together with the files."
    else:
        message = f"is a {word}, but the labeling configuration does not show one."
        fix = f'Add <{tag} name="{usual}" value="${usual}"/> to the configuration, or leave the file out.'
    return RowProblem(file, None, "file", message, fix, fatal=True)


def series_field(schema: Schema | None) -> str | None:
    """The field that holds the address of a time series, where the configuration shows just one."""
    found = {shown.field for shown in schema.objects if _is_series(shown)} if schema else set()
    return found.pop() if len(found) == 1 else None


def _is_series(shown: ObjectTag) -> bool:
    return shown.tag == SERIES_TAG and shown.attributes.get("valueType") != "json"


def listed(schema: Schema | None) -> frozenset[str]:
    """The fields that hold a list of addresses."""
    return frozenset(shown.field for shown in schema.objects if shown.is_list) if schema else frozenset()


def natural(name: str) -> list[tuple[int, str]]:
    """A key that puts `page-2` before `page-10`."""
    return [(int(part), "") if part.isdecimal() else (0, part.lower()) for part in _NUMBERS.split(name)]


class Names:
    """The files of an import by the names that people gave them."""

    def __init__(self, schema: Schema | None, files: Iterable[tuple[str, str]] = ()) -> None:
        """`files` are names and addresses."""
        self._fields = None if schema is None else _fields_of_files(schema)
        self._addresses: dict[str, list[str]] = {}
        for name, address in files:
            self._addresses.setdefault(name, []).append(address)
        self.used: set[str] = set()

    def filled(self, data: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[tuple[str, str]]]:
        """The data with the addresses of the files that it names; and which names mean two files, with their field."""
        if not self._addresses:
            return data, []
        doubtful: list[tuple[str, str]] = []
        found = {
            key: self._filled(key, value, doubtful) if self._fields is None or key in self._fields else value
            for key, value in data.items()
        }
        return found, doubtful

    def _filled(self, key: str, value: object, doubtful: list[tuple[str, str]]) -> object:
        if isinstance(value, list):
            return [self._filled(key, inner, doubtful) if isinstance(inner, str) else inner for inner in value]
        if not isinstance(value, str) or len(value) > 1000:
            return value
        # A table may name its files with the folders that they were in; uploads have none.
        addresses = self._addresses.get(value) or self._addresses.get(_last(value)) or ()
        if len(addresses) > 1:
            doubtful.append((key, value))
        if len(addresses) != 1:
            return value
        self.used.add(addresses[0])
        return addresses[0]


def _fields_of_files(schema: Schema) -> frozenset[str]:
    """The fields that hold the address of a file: not those whose text stands in the item itself."""
    tags = {tag for kind, (tag, _) in _TAGS.items() if kind in MEDIA}
    shown = {tag.field for tag in schema.objects if tag.tag in tags or _is_series(tag)}
    heard = {field_named(tag.attributes.get("audioUrl", "")) for tag in schema.objects} - {""}
    return frozenset(shown | heard)


def _last(value: str) -> str:
    is_path = "/" in value and "://" not in value and not value.startswith(("/", "data:"))
    return PurePosixPath(value).name if is_path else ""


def in_order(kinds: Sequence[FileKind]) -> list[int]:
    """The order in which files are read: what may name other files comes first, the rest stays as it was."""
    return sorted(range(len(kinds)), key=lambda place: kinds[place] in SHOWN)
