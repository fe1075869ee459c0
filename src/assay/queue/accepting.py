"""Results as they come in: against the labeling configuration, before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.annotations import queries
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.projects import labels
from assay.projects import queries as projects
from assay.projects.rules.labeling import check_result, missing_required, needs_data
from assay.projects.rules.workflow import Workflow
from assay.tasks import queries as tasks

Result = list[dict[str, Any]]


def accepted_result(
    db: Connection,
    workflow: Workflow,
    task_id: int,
    result: Sequence[dict[str, Any]],
    *,
    complete: bool,
    finished: bool = True,
) -> Result:
    """A result that fits the labeling configuration; raises BadInput naming each entry that does not.

    With `complete`, required answers must be there and an empty result must be allowed. Entries that the
    task has already pass although the configuration does not know them: they came in with an import. What is not
    `finished`, a draft, may hold half an answer or one outside of its limits: it is kept, and handed in later.
    """
    if workflow.ontology_version_id is None:
        raise BadInput("The project has no labeling configuration yet.", code="no_configuration")
    schema = projects.schema(db, workflow.ontology_version_id)
    data = tasks.data_of(db, task_id) if needs_data(schema) else None
    problems = check_result(schema, result, strict=finished, data=data)
    if problems and (offered := labels.offered(db, workflow.project_id, schema)) is not schema:
        schema = offered
        problems = check_result(schema, result, strict=finished, data=data)
    if problems and (known := queries.known_entries(db, task_id)):
        problems = check_result(schema, result, strict=finished, kept=known, data=data)
    if complete and not problems:
        problems = missing_required(schema, result, data)
        if not result and not workflow.settings.enable_empty_annotation:
            raise BadInput.field("result", "is empty, which this project does not allow.", "Mark or choose something.")
    if problems:
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems, code="bad_result")
    return list(result)
