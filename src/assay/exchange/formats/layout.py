"""What every writer is told about the project: its columns, its configuration, and its classes in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assay.projects.rules.labeling import ControlTag, Schema


@dataclass(frozen=True)
class Layout:
    """The keys of the data of all exported tasks, and the labeling configuration."""

    columns: Sequence[str]
    schema: Schema

    @property
    def controls(self) -> Sequence[str]:
        return [control.name for control in self.schema.controls]


def labels_on(schema: Schema, shown: str) -> Iterator[ControlTag]:
    """The controls that label parts of this kind of object, such as `Image`."""
    kinds = {tag.name: tag.tag for tag in schema.objects}
    for control in schema.controls:
        if kinds.get(control.to_name) == shown and control.result_type.endswith("labels"):
            yield control


class Categories:
    """The numbers of the classes, as Label Studio gives them: by name from 0, or by the `category` of a label.

    A label that the configuration does not name, because the data brought it, gets the next number when it is met.
    """

    def __init__(self, controls: Iterable[ControlTag], on_new: Callable[[str], None] = lambda _: None) -> None:
        self._ids: dict[str, int] = {}
        self._on_new = on_new
        waiting: set[str] = set()
        for control in controls:
            for name, item in control.answers.items():
                number = item.attributes.get("category", "")
                if number.isascii() and number.isdigit() and int(number) not in self._ids.values():
                    self._ids.setdefault(name, int(number))
                else:
                    waiting.add(name)
        for name in sorted(waiting):
            if name not in self._ids:
                self._ids[name] = self._free()

    def _free(self) -> int:
        taken = set(self._ids.values())
        return next(number for number in range(len(taken) + 1) if number not in taken)

    def id_of(self, label: str) -> int:
        if label not in self._ids:
            self._ids[label] = self._free()
            self._on_new(label)
        return self._ids[label]

    def in_order(self) -> list[tuple[int, str]]:
        """The numbers and names, by number."""
        return sorted((number, name) for name, number in self._ids.items())
