"""Labeling configurations, and what they say about the data of items and the results of annotations."""

from assay.projects.rules.labeling.compare import compare
from assay.projects.rules.labeling.configuration import Refusal, parse
from assay.projects.rules.labeling.data import check_data
from assay.projects.rules.labeling.example import example_for
from assay.projects.rules.labeling.linked import Linked, with_linked
from assay.projects.rules.labeling.results import asked_controls, check_result, missing_required, needs_data
from assay.projects.rules.labeling.schema import ControlTag, Item, ObjectTag, Schema, schema_from_json

__all__ = [
    "ControlTag",
    "Item",
    "Linked",
    "ObjectTag",
    "Refusal",
    "Schema",
    "asked_controls",
    "check_data",
    "check_result",
    "compare",
    "example_for",
    "missing_required",
    "needs_data",
    "parse",
    "schema_from_json",
    "with_linked",
]
