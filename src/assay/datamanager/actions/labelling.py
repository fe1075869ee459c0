"""Bulk labelling: the same answers about the whole of many tasks (LSE 13.6)."""

from __future__ import annotations

from typing import Any

from assay.access.rules.permissions import Permission
from assay.datamanager.actions.action import Action, Counts, Input, Params, Work, each
from assay.datamanager.queries import bulk
from assay.kit.errors import BadInput
from assay.projects import queries as projects
from assay.projects.rules.labeling import Schema
from assay.queue import submissions
from assay.queue.accepting import accepted_result
from assay.queue.given import Submission

MOST_ENTRIES = 1000


def questions(schema: Schema) -> list[str]:
    """The names of the controls that ask about the whole item, and can be answered without looking at a region."""
    return [each.name for each in schema.controls if not (each.draws or each.names or each.per_region)]


def _check(work: Work) -> Params:
    version = work.workflow.ontology_version_id
    asked = questions(projects.schema(work.db, version)) if version is not None else []
    if not asked:
        raise BadInput(
            "This project asks nothing about the item as a whole, only about regions; those are drawn one by one.",
            code="no_questions",
        )
    given = work.params.get("result")
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        raise BadInput.field("result", "must be a list of answers.", "Answer at least one question.")
    if not 0 < len(given) <= MOST_ENTRIES:
        raise BadInput.field("result", "is empty." if not given else "is too long.", "Answer at least one question.")
    strange = next((entry.get("from_name") for entry in given if entry.get("from_name") not in asked), None)
    if strange is not None or any("from_name" not in entry for entry in given):
        raise BadInput.field(
            "result", f"{strange or 'an entry'} is no question about the whole item.", f"Use: {', '.join(asked)}."
        )
    if work.task_ids:
        # What is wrong with the answers is wrong everywhere; what an item alone makes wrong is counted.
        accepted_result(work.db, work.workflow, work.task_ids[0], given, complete=True)
    return {"result": given}


def _label(work: Work) -> Counts:
    mine = bulk.labelled_by(work.db, work.task_ids, work.actor_id)

    def make(task_id: int) -> None:
        result: list[dict[str, Any]] = accepted_result(
            work.db, work.workflow, task_id, work.params["result"], complete=True
        )
        given = Submission(task_id, work.actor_id, work.actor_id, result, bulk_created=True)
        submissions.submit(work.db, work.workflow, given, at=work.at)

    counts = each(work, [one for one in work.task_ids if one not in mine], make, "made")
    if mine:
        counts["known"] = len(mine)
    return counts


ACTIONS = (
    Action(
        id="bulk_label",
        title="Bulk label",
        permission=Permission.ANNOTATIONS_CREATE,
        order=39,
        group="work",
        text="The same answers are handed in for all selected tasks, in your name. Tasks that you have annotated stay"
        " as they are.",
        inputs=(Input("result", "Answers", "answers"),),
        check=_check,
        run=_label,
        says={
            "made": ("annotation made", "annotations made"),
            "known": ("task has one of yours already", "tasks have one of yours already"),
            "refused": ("was refused", "were refused"),
        },
        labels=True,
    ),
)
