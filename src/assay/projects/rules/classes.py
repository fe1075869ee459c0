"""The classes of a labeling configuration: what an instance of a result can be (MQA 2)."""

from __future__ import annotations

from assay.projects.rules.labeling import Schema


def classes_of(schema: Schema) -> tuple[str, ...]:
    """The names that instances get: labels of regions and links, and controls that ask about the whole item.

    They are those of `assay.annotations.rules.instances`, in the order of the configuration, each once.
    """
    found: list[str] = []
    for control in schema.controls:
        if not control.is_asked:
            found.extend(control.answers)
        elif not control.per_region:
            found.append(control.name)
    return tuple(dict.fromkeys(name for name in found if name))


def takes_classes_from_data(schema: Schema) -> bool:
    """Whether items bring labels of their own, so that the configuration does not know all classes."""
    return any(control.options_field for control in schema.controls if not control.is_asked)
