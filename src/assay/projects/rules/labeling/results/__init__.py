"""Whether the result of an annotation or a prediction fits a labeling configuration.

A result is Label Studio's: a list of entries `{id, from_name, to_name, type, value, ...}`. Several entries may share an
id, then they describe one region. Positions in a text count code points; places on a picture are in percent of it.
"""

from assay.projects.rules.labeling.results.check import MAX_ENTRIES, MAX_PROBLEMS, check_result, needs_data
from assay.projects.rules.labeling.results.required import asked_controls, missing_required

__all__ = ["MAX_ENTRIES", "MAX_PROBLEMS", "asked_controls", "check_result", "missing_required", "needs_data"]
