"""Actions about people: who annotates, who reviews, whose answer is the trusted one."""

from __future__ import annotations

from assay.access.rules.permissions import Permission
from assay.annotations import queries as annotation_queries
from assay.datamanager.actions.action import Action, Counts, Input, Params, Work, people_of
from assay.datamanager.queries import bulk
from assay.kit.errors import BadInput
from assay.queue import assignments, truths
from assay.queue import queries as queue

_WHO = Input("users", "People", "people", several=True)
_OF_WHOM = Input("users", "Of these people", "people", required=False, several=True, help="Nobody named: of everybody.")


def _check_people(work: Work) -> Params:
    people = people_of(work, "users") or []
    strangers = queue.not_in_project(work.db, work.workflow.project_id, people)
    if strangers:
        raise BadInput.field("users", f"{strangers[0]} is not a member of this project.", "Add the person first.")
    return {"users": people, "split": work.params.get("split") in (True, "even")}


def _check_somebody(work: Work) -> Params:
    return {"users": people_of(work, "users", required=False)}


def _assign(work: Work, kind: str) -> Counts:
    people = list(work.params["users"])
    if not work.params.get("split"):
        made = assignments.assign(work.db, work.workflow, work.task_ids, people, kind, by=work.actor_id)
        return Counts({"made": made, "kept": len(work.task_ids) * len(people) - made})
    counts = Counts()
    for place, person in enumerate(people):
        # By its number, so that the shares are even however many tasks are done at a time.
        mine = [task_id for task_id in work.task_ids if task_id % len(people) == place]
        if mine:
            made = assignments.assign(work.db, work.workflow, mine, [person], kind, by=work.actor_id)
            counts.update(made=made, kept=len(mine) - made)
    return counts


def _unassign(work: Work, kind: str) -> Counts:
    people = work.params["users"]
    gone = assignments.unassign(work.db, work.workflow, work.task_ids, people, kind, by=work.actor_id)
    return Counts(gone=gone)


def _check_author(work: Work) -> Params:
    [person, *more] = people_of(work, "user") or [0]
    if more:
        raise BadInput.field("user", "must be one person.")
    return {"user": person}


def _set_truths(work: Work) -> Counts:
    counts = Counts()
    for annotation_id in bulk.latest_of(work.db, work.task_ids, work.params["user"]):
        row = annotation_queries.get(work.db, annotation_id)
        assert row is not None
        counts["kept" if row.ground_truth else "made"] += 1
        truths.set_ground_truth(work.db, work.workflow, row, True, work.actor_id)
    counts["without"] = len(work.task_ids) - counts["made"] - counts["kept"]
    return counts


def _delete_truths(work: Work) -> Counts:
    found = bulk.annotation_ids(work.db, work.task_ids, truths=True)
    for annotation_id in found:
        row = annotation_queries.get(work.db, annotation_id)
        assert row is not None
        truths.set_ground_truth(work.db, work.workflow, row, False, work.actor_id)
    return Counts(gone=len(found))


_SPLIT = Input(
    "split",
    "How",
    "choice",
    required=False,
    options=(("all", "Everybody gets every task"), ("even", "Share the tasks evenly")),
)
_ASSIGNED = {
    "made": ("assignment made", "assignments made"),
    "kept": ("was there already", "were there already"),
}
_GONE = {"gone": ("assignment deleted", "assignments deleted")}

ACTIONS = (
    Action(
        id="assign_annotators",
        title="Assign annotators",
        permission=Permission.ASSIGNMENTS_CHANGE,
        order=10,
        group="people",
        text="These people are to annotate the selected tasks. Who is assigned already stays so.",
        inputs=(_WHO, _SPLIT),
        check=_check_people,
        run=lambda work: _assign(work, "AN"),
        by_name=True,
        says=_ASSIGNED,
    ),
    Action(
        id="assign_reviewers",
        title="Assign reviewers",
        permission=Permission.ASSIGNMENTS_CHANGE,
        order=11,
        group="people",
        text="These people are to review the selected tasks. Who is assigned already stays so.",
        inputs=(_WHO, _SPLIT),
        check=_check_people,
        run=lambda work: _assign(work, "RE"),
        says=_ASSIGNED,
    ),
    Action(
        id="delete_annotators",
        title="Delete annotator assignments",
        permission=Permission.ASSIGNMENTS_CHANGE,
        order=12,
        group="people",
        text="The people are not assigned to annotate the selected tasks any more. Work that exists stays.",
        inputs=(_OF_WHOM,),
        check=_check_somebody,
        run=lambda work: _unassign(work, "AN"),
        by_name=True,
        says=_GONE,
    ),
    Action(
        id="delete_reviewers",
        title="Delete reviewer assignments",
        permission=Permission.ASSIGNMENTS_CHANGE,
        order=13,
        group="people",
        text="The people are not assigned to review the selected tasks any more. Verdicts that exist stay.",
        inputs=(_OF_WHOM,),
        check=_check_somebody,
        run=lambda work: _unassign(work, "RE"),
        says=_GONE,
    ),
    Action(
        id="set_ground_truths",
        title="Set ground truth",
        permission=Permission.ANNOTATIONS_CHANGE_ANY,
        order=20,
        group="truth",
        text="The newest annotation of this person becomes the ground truth of each selected task, in place of another"
        " one.",
        inputs=(Input("user", "Whose annotations", "people"),),
        check=_check_author,
        run=_set_truths,
        says={
            "made": ("ground truth set", "ground truths set"),
            "kept": ("was set already", "were set already"),
            "without": ("task without an annotation of theirs", "tasks without an annotation of theirs"),
        },
    ),
    Action(
        id="delete_ground_truths",
        title="Delete ground truths",
        permission=Permission.ANNOTATIONS_CHANGE_ANY,
        order=21,
        group="truth",
        text="The annotations of the selected tasks are no ground truths any more. The annotations stay.",
        run=_delete_truths,
        says={"gone": ("ground truth taken back", "ground truths taken back")},
    ),
)
