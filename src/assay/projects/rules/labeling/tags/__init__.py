"""The tags of a labeling configuration that Assay understands, one row per tag.

The names and their meaning are those of Label Studio's configuration language. An attribute is *understood* (it
changes what we do), *cosmetic* (it only changes how Label Studio draws; we draw our own way), or *off*: a feature that
we do not offer, whose attribute passes only with the values that leave the feature off. Anything else is refused by
name: a configuration is never half obeyed. The register of the page is generated from these rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from assay.projects.rules.labeling.tags.answers import ANSWERS
from assay.projects.rules.labeling.tags.instead import INSTEAD
from assay.projects.rules.labeling.tags.layout import LAYOUT
from assay.projects.rules.labeling.tags.objects import OBJECTS
from assay.projects.rules.labeling.tags.regions import REGIONS
from assay.projects.rules.labeling.tags.tag import CASED, FOR_MODELS, SPELLINGS, Kind, Role, Tag

__all__ = [
    "ALIASES",
    "CASED",
    "FOR_MODELS",
    "INSTEAD",
    "RESULT_TYPES",
    "SPELLINGS",
    "TAGS",
    "Kind",
    "Role",
    "Tag",
    "tag_of",
]

TAGS: Mapping[str, Tag] = {row.name: row for row in (*LAYOUT, *OBJECTS, *REGIONS, *ANSWERS)}

# Other spellings of a tag.
ALIASES: Mapping[str, str] = {"AudioPlus": "Audio", "PDF": "Pdf"}

RESULT_TYPES = frozenset(row.result_type for row in TAGS.values() if row.result_type)


def tag_of(written: str) -> Tag | None:
    """The row of a tag, however it may be spelled; None when it is not supported."""
    return TAGS.get(ALIASES.get(written, written))
