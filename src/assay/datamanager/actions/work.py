"""Actions on work: annotations, predictions, verdicts."""

from __future__ import annotations

from assay.access.rules.permissions import Permission
from assay.datamanager.actions.action import Action, Counts, Input, Params, Work, each, people_of
from assay.datamanager.queries import bulk
from assay.history.service import record
from assay.kit.errors import BadInput
from assay.projects.rules.settings import RejectAction
from assay.queue import judging, submissions
from assay.queue.given import Submission
from assay.queue.judging import Given
from assay.tasks import queries as task_queries

_AUTHORS = Input(
    "annotators", "Of these people", "people", required=False, several=True, help="Nobody named: of everybody."
)
_VERSIONS = Input(
    "model_versions", "Of these models", "versions", required=False, several=True, help="None named: of all."
)
_REFUSED = ("was left as it was", "were left as they were")


def _check_authors(work: Work) -> Params:
    given = dict(work.params)
    # Label Studio's form names one person.
    people = {**given, "annotators": given.get("annotators") or given.get("annotator")}
    return {"annotators": people_of(_with(work, people), "annotators", required=False)}


def _with(work: Work, params: Params) -> Work:
    return Work(work.db, work.workflow, work.actor_id, work.at, work.task_ids, params)


def _check_versions(work: Work) -> Params:
    given = work.params.get("model_versions") or work.params.get("model_version")
    if given in (None, "", []):
        return {"model_versions": None}
    versions = given if isinstance(given, list) else [given]
    if not all(isinstance(one, str) for one in versions):
        raise BadInput.field("model_versions", "must be names of models.")
    return {"model_versions": versions}


def _delete_annotations(work: Work) -> Counts:
    people = work.params["annotators"]
    found = bulk.annotation_ids(work.db, work.task_ids, authors=people)
    for annotation_id in found:
        submissions.delete(work.db, work.workflow, annotation_id, work.actor_id, at=work.at)
    return Counts(gone=len(found), drafts=bulk.delete_drafts(work.db, work.task_ids, people))


def _withdraw(work: Work, *, by: int | None) -> Counts:
    """Takes verdicts back: everybody's, or those of one person."""
    return each(
        work,
        bulk.verdicts(work.db, work.task_ids, by=by),
        lambda verdict_id: judging.withdraw(work.db, work.workflow, verdict_id, work.actor_id, at=work.at),
        "gone",
    )


def _delete_predictions(work: Work) -> Counts:
    task_queries.lock_many(work.db, work.workflow.project_id, work.task_ids)
    gone = bulk.delete_predictions(work.db, work.task_ids, work.params["model_versions"])
    task_queries.tally(work.db, work.workflow.project_id, {"predictions": -gone})
    record(
        work.db,
        "predictions.deleted",
        organization_id=work.workflow.organization_id,
        project_id=work.workflow.project_id,
        actor_id=work.actor_id,
        payload={"count": gone, "tasks": len(work.task_ids)},
    )
    return Counts(gone=gone)


def _annotations_from_predictions(work: Work) -> Counts:
    rows = bulk.childless_predictions(work.db, work.task_ids, work.params["model_versions"])
    result_of = {row["id"]: (row["task_id"], row["result"]) for row in rows}

    def make(prediction_id: int) -> None:
        task_id, result = result_of[prediction_id]
        submissions.submit(
            work.db,
            work.workflow,
            Submission(task_id, work.actor_id, work.actor_id, result, parent_prediction_id=prediction_id),
            at=work.at,
        )

    return each(work, result_of, make, "made")


def _check_source(work: Work) -> Params:
    given = work.params.get("source_annotation_id", work.params.get("annotation"))
    if not isinstance(given, int | str) or not str(given).isdigit() or int(given) >= 2**63:
        raise BadInput.field("source_annotation_id", "must be the number of an annotation.")
    if bulk.source(work.db, work.workflow.project_id, int(given)) is None:
        raise BadInput.field("source_annotation_id", f"{given} is no annotation of this project.")
    return {"source_annotation_id": int(given)}


def _propagate(work: Work) -> Counts:
    annotation_id = work.params["source_annotation_id"]
    source = bulk.source(work.db, work.workflow.project_id, annotation_id)
    if source is None:
        return Counts()

    def make(task_id: int) -> None:
        submissions.submit(
            work.db,
            work.workflow,
            Submission(task_id, work.actor_id, work.actor_id, source["result"], parent_annotation_id=annotation_id),
            at=work.at,
        )

    return each(work, [one for one in work.task_ids if one != source["task_id"]], make, "made")


def _check_rejection(work: Work) -> Params:
    review = work.workflow.settings.review
    given = work.params.get("reject_action") or review.default_reject_action
    if given not in [action.value for action in review.allowed_reject_actions]:
        allowed = ", ".join(action.value for action in review.allowed_reject_actions)
        raise BadInput.field("reject_action", f"{given} is not allowed in this project.", f"Use: {allowed}.")
    return {**_check_authors(work), "reject_action": str(given)}


def _judge(work: Work, given: Given) -> Counts:
    found = bulk.undecided(work.db, work.task_ids, work.params["annotators"])

    def judge(annotation_id: int) -> None:
        judging.give(work.db, work.workflow, annotation_id, work.actor_id, given, expected=None, at=work.at)

    return each(work, found, judge, "made")


ACTIONS = (
    Action(
        id="accept_annotations",
        title="Accept",
        permission=Permission.REVIEW_VERDICT,
        order=30,
        group="review",
        text="All annotations of the selected tasks that are not judged yet are accepted. Your own are left out.",
        inputs=(_AUTHORS,),
        check=_check_authors,
        run=lambda work: _judge(work, Given(accepted=True, is_bulk=True)),
        of_whole=True,
        says={"made": ("annotation accepted", "annotations accepted"), "refused": _REFUSED},
    ),
    Action(
        id="reject_annotations",
        title="Reject",
        permission=Permission.REVIEW_VERDICT,
        order=31,
        group="review",
        text="All annotations of the selected tasks that are not judged yet are rejected. Your own are left out.",
        inputs=(
            _AUTHORS,
            Input(
                "reject_action",
                "What becomes of them",
                "choice",
                required=False,
                options=(
                    ("requeue", "Back to their authors"),
                    ("redistribute", "To somebody else"),
                    ("remove", "Out of the queue"),
                ),
            ),
        ),
        check=_check_rejection,
        run=lambda work: _judge(
            work, Given(accepted=False, action=RejectAction(work.params["reject_action"]), is_bulk=True)
        ),
        of_whole=True,
        says={"made": ("annotation rejected", "annotations rejected"), "refused": _REFUSED},
        is_danger=True,
    ),
    Action(
        id="take_back_verdicts",
        title="Take back my verdicts",
        permission=Permission.REVIEW_VERDICT,
        order=32,
        group="review",
        text="Your last verdicts on the selected tasks are taken back; their annotations wait for review again."
        " What their authors have answered already stays.",
        run=lambda work: _withdraw(work, by=work.actor_id),
        says={"gone": ("verdict taken back", "verdicts taken back"), "refused": _REFUSED},
    ),
    Action(
        id="delete_tasks_reviews",
        title="Delete reviews",
        permission=Permission.REVIEW_CHANGE_ANY,
        order=33,
        group="review",
        text="All verdicts of the selected tasks are taken back; their annotations wait for review again.",
        run=lambda work: _withdraw(work, by=None),
        says={"gone": ("verdict taken back", "verdicts taken back"), "refused": _REFUSED},
        is_danger=True,
    ),
    Action(
        id="predictions_to_annotations",
        title="Create annotations from predictions",
        permission=Permission.ANNOTATIONS_CREATE_FOR_OTHERS,
        order=40,
        group="work",
        text="Each prediction of which no annotation was made yet becomes one of yours. Doing it twice does no harm.",
        inputs=(_VERSIONS,),
        check=_check_versions,
        run=_annotations_from_predictions,
        says={"made": ("annotation made", "annotations made"), "refused": ("was refused", "were refused")},
    ),
    Action(
        id="propagate_annotations",
        title="Propagate annotations",
        permission=Permission.ANNOTATIONS_CREATE_FOR_OTHERS,
        order=41,
        group="work",
        text="The annotation is copied to all other selected tasks, in your name.",
        inputs=(Input("source_annotation_id", "Number of the annotation", "annotation"),),
        check=_check_source,
        run=_propagate,
        says={"made": ("annotation made", "annotations made"), "refused": ("was refused", "were refused")},
    ),
    Action(
        id="delete_tasks_annotations",
        title="Delete annotations",
        permission=Permission.ANNOTATIONS_DELETE_ANY,
        order=80,
        group="delete",
        text="Annotations and drafts of the selected tasks are deleted, with their reviews and history.",
        inputs=(_AUTHORS,),
        check=_check_authors,
        run=_delete_annotations,
        says={"gone": ("annotation deleted", "annotations deleted"), "drafts": ("draft deleted", "drafts deleted")},
        is_danger=True,
    ),
    Action(
        id="delete_tasks_predictions",
        title="Delete predictions",
        permission=Permission.PREDICTIONS_CHANGE,
        order=81,
        group="delete",
        text="Predictions of the selected tasks are deleted.",
        inputs=(_VERSIONS,),
        check=_check_versions,
        run=_delete_predictions,
        says={"gone": ("prediction deleted", "predictions deleted")},
        is_danger=True,
        aliases=("delete_predictions",),
    ),
)
