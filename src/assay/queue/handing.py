"""The verbs of a queue that managers steer: assign, release, open one certain task (MQA 18, 20, 21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.access import taking_part
from assay.access.rules.permissions import Held as HeldRole
from assay.access.rules.permissions import Permission, allows
from assay.history.service import Event, record, record_all
from assay.kit.db import Connection
from assay.kit.errors import AssayError, BadInput, Conflict, NotAllowed, NotThere
from assay.projects.rules.workflow import Workflow
from assay.queue import answers, fifo, queries, reservations
from assay.queue.labeller import Reservation
from assay.queue.queries import handing
from assay.queue.queries.handing import Batch, Held
from assay.queue.queries.work import Work
from assay.tasks import queries as task_queries

NAMED = 10  # how many an answer names; the rest is counted


@dataclass(frozen=True, slots=True)
class Handed:
    """How much was assigned or released, and how much of what a filter left was not."""

    tasks: int
    work_items: int
    left: int = 0


# ---------------------------------------------------------------- assigning


def assign(
    db: Connection,
    workflow: Workflow,
    person_id: int,
    task_ids: Sequence[int],
    item_ids: Sequence[int],
    *,
    by: int,
    at: datetime,
    only_free: bool = False,
) -> Handed:
    """Gives tasks and reviews to one person, all of them or none (MQA 20, T5).

    Raises Conflict naming what somebody holds; with `only_free`, for what a filter found, that is left out instead.
    Raises BadInput when the person may not do this kind of work, or would judge their own; of what a filter found
    they get the rest.
    """
    fifo.refuse_without_queue(workflow)
    reservations.sweep(db, workflow, at=at)
    roles = _roles(db, workflow, person_id)
    free = handing.lock_free(db, workflow.project_id, task_ids) if task_ids else []
    batches = handing.lock_batches(db, workflow.project_id, item_ids) if item_ids else []
    waiting = [batch for batch in batches if batch.state != "held"]
    if not only_free:
        _refuse_held(db, workflow, task_ids, [task.id for task in free], item_ids, batches)
    fitting = _fitting(db, workflow, person_id, roles, waiting, only_free=only_free)
    if free and not allows(roles, Permission.LABEL_STREAM, preset=workflow.preset):
        if not (only_free and fitting):
            raise _no_right("annotate")
        free = []  # as reviews are left out that somebody may not have
    until = workflow.reserved_until(at)
    if free:
        handing.hold(db, workflow.project_id, person_id, free, until)
    if fitting:
        handing.hold_batches(db, [batch.id for batch in fitting], person_id, until)
    for kind, about in (("AN", [task.id for task in free]), ("RE", sorted({batch.task_id for batch in fitting}))):
        if about:
            record(
                db,
                "tasks.assigned",
                organization_id=workflow.organization_id,
                project_id=workflow.project_id,
                actor_id=by,
                payload={"type": kind, "people": [person_id], "tasks": len(about), "new": len(about)}
                | ({"task": about[0]} if len(about) == 1 else {}),
                about=about,
            )
            _note(db, workflow, "task.reserved", about, by=by, holder=person_id)
    left = len(task_ids) - len(free) + len(item_ids) - len(fitting)
    return Handed(len(free), len(fitting), left)


MOST_NOTED = 1000


def _note(db: Connection, workflow: Workflow, action: str, task_ids: Sequence[int], *, by: int, holder: int) -> None:
    """The history of each task says who got it; beyond a thousand at once only that of the project does."""
    place = (workflow.organization_id, workflow.project_id)
    record_all(db, [Event(action, *place, task, None, by, {"holder": holder}) for task in task_ids[:MOST_NOTED]])


def _roles(db: Connection, workflow: Workflow, person_id: int) -> frozenset[HeldRole]:
    found = taking_part.roles(db, workflow.project_id, person_id)
    if not found:
        raise BadInput.field("user", f"{person_id} is not a member of this project.", "Add the person first.")
    return found


def _no_right(kind: str) -> AssayError:
    words = {
        "annotate": ("may not annotate in this project.", "Choose an annotator, or change their role."),
        "review": ("may not review in this project.", "Choose a reviewer, or change their role."),
        "expert": ("is not among the experts of this project.", "Choose an expert, or add them in the settings."),
        "pool": ("is not among the reviewers of this work.", "Choose one of them, or change who reviews what."),
        "own": ("made some of this work, and nobody reviews their own.", "Choose another reviewer."),
        "earlier": ("has judged some of this before, and others are wanted this time.", "Choose another reviewer."),
        "judged": ("has judged some of this before, and nobody is the expert on that.", "Choose another expert."),
    }
    return BadInput.field("user", *words[kind])


def _refuse_held(
    db: Connection,
    workflow: Workflow,
    task_ids: Sequence[int],
    free: Sequence[int],
    item_ids: Sequence[int],
    batches: Sequence[Batch],
) -> None:
    """Raises Conflict naming what cannot be assigned and who holds it; BadInput for what is not in the queue."""
    missing = sorted(set(task_ids) - set(free))
    unknown_items = sorted(set(item_ids) - {batch.id for batch in batches})
    held = [h for h in handing.held_of_tasks(db, workflow.project_id, missing) if h.kind == "annotate"]
    held += handing.held_items(db, workflow.project_id, [b.id for b in batches if b.state == "held"])
    if held:
        raise _held(db, held)
    if missing:
        numbers = ", ".join(str(task_id) for task_id in missing[:NAMED])
        raise BadInput.field(
            "tasks", f"{numbers}: not in the queue of this project.", "Reopen submitted tasks before assigning them."
        )
    if unknown_items:
        numbers = ", ".join(str(item_id) for item_id in unknown_items[:NAMED])
        raise BadInput.field("work_items", f"{numbers}: no reviews that wait in this project.", "Load the list again.")


def _held(db: Connection, held: Sequence[Held]) -> AssayError:
    people = answers.people(db, sorted({one.person for one in held}))
    shown = [
        {
            "kind": one.kind,
            "task": one.task,
            "work_item": one.work_item,
            "reserved_by": people.get(one.person),
            "reserved_at": _written(one.since),
        }
        for one in held
    ]
    names = ", ".join(f"task {one.task} (by {name_of(people.get(one.person))})" for one in held[:NAMED])
    more = f" and {len(held) - NAMED:,} more" if len(held) > NAMED else ""
    are = "is" if len(held) == 1 else "are"
    return Conflict(
        f"Nothing was assigned: {names}{more} {are} reserved already. Release first, then assign.",
        code="held",
        context={"reason": "HELD", "held": shown[:1000], "fix": "Release them, then assign again."},
    )


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def name_of(person: Mapping[str, object] | None) -> str:
    """What somebody is called in a sentence."""
    if person is None:
        return "somebody"
    return f"{person['first_name']} {person['last_name']}".strip() or str(person["email"])


def _fitting(
    db: Connection,
    workflow: Workflow,
    person_id: int,
    roles: frozenset[HeldRole],
    waiting: Sequence[Batch],
    *,
    only_free: bool,
) -> list[Batch]:
    """The reviews that the person may do. Raises BadInput for the first that they may not, unless it is left out."""
    if not waiting:
        return []
    judged = frozenset(handing.judged_before(db, [batch.id for batch in waiting], person_id))
    fitting = []
    for batch in waiting:
        wrong = unfit(workflow, batch, person_id, roles, judged)
        if wrong is None:
            fitting.append(batch)
        elif not only_free or wrong in ("review", "expert"):
            raise _no_right(wrong)
    return fitting


def unfit(
    workflow: Workflow, batch: Batch, person_id: int, roles: frozenset[HeldRole], judged: frozenset[int] = frozenset()
) -> str | None:
    """Why a review is not for a person; None when they may do it."""
    if not allows(roles, Permission.REVIEW_STREAM, preset=workflow.preset):
        return "review"
    if batch.pool is not None and person_id not in batch.pool:
        return "expert" if batch.kind == "expert" else "pool"
    if person_id in (batch.author_id, batch.submitter_id) and not workflow.settings.review.allow_self_review:
        return "own"
    if batch.excluded is not None and person_id in batch.excluded:
        return "earlier"
    return "judged" if batch.id in judged else None


# ---------------------------------------------------------------- releasing


def release(
    db: Connection,
    workflow: Workflow,
    task_ids: Sequence[int],
    item_ids: Sequence[int],
    *,
    by: int,
    at: datetime,
    may_release_any: bool,
) -> Handed:
    """Empties *Reserved by* of tasks and reviews (MQA 21). Who does not steer the queue releases what they hold.

    What nobody holds stays as it is. Raises NotAllowed for work in other people's hands.
    """
    reservations.sweep(db, workflow, at=at)
    done = 0
    for task in task_queries.lock_many(db, workflow.project_id, task_ids):
        for held in handing.held_of_tasks(db, workflow.project_id, [task.id]):
            if held.kind != "annotate":
                continue
            if held.person != by and not may_release_any:
                raise NotAllowed("Somebody else holds this task; a manager can release it.", code="held_by_other")
            done += reservations.release(db, workflow, task.id, held.person, by=by, at=at)
    freed = 0
    for batch in handing.lock_batches(db, workflow.project_id, item_ids) if item_ids else []:
        if batch.state != "held" or batch.holder_id is None:
            continue
        if batch.holder_id != by and not may_release_any:
            raise NotAllowed("Somebody else holds this review; a manager can release it.", code="held_by_other")
        queries.free_batch(db, batch.id)
        _note(db, workflow, "task.released", [batch.task_id], by=by, holder=batch.holder_id)
        freed += 1
    return Handed(done, freed)


# ---------------------------------------------------------------- one certain task


def initiate(db: Connection, workflow: Workflow, task_id: int, account_id: int, *, at: datetime) -> Reservation:
    """Opens one certain task for the person and reserves it (MQA 18); what they hold already stays so.

    Raises Conflict when somebody else holds it or when it was submitted.
    """
    fifo.refuse_without_queue(workflow)
    slot = queries.slot_of(db, task_id, account_id)
    if slot is not None and slot.state == "held" and (slot.reserved_until is None or slot.reserved_until > at):
        return Reservation(slot.id, task_id, slot.reserved_until, slot.returned, False)
    free = handing.lock_free(db, workflow.project_id, [task_id])
    if not free and reservations.sweep(db, workflow, at=at):
        free = handing.lock_free(db, workflow.project_id, [task_id])
    if not free:
        raise not_free(db, workflow, task_id)
    return fifo.take(db, workflow, account_id, free[0], at=at)


def not_free(db: Connection, workflow: Workflow, task_id: int) -> AssayError:
    """Why a task cannot be taken now."""
    held = [one for one in handing.held_of_tasks(db, workflow.project_id, [task_id]) if one.kind == "annotate"]
    if not held:
        return Conflict(
            "This task was submitted and waits for nobody to label it. A manager can reopen it.",
            code="not_in_queue",
            context={"reason": "NOT_IN_QUEUE"},
        )
    person = answers.people(db, [held[0].person]).get(held[0].person)
    return Conflict(
        f"{name_of(person)} has this task in hand. A manager can release it.",
        code="held_by_other",
        context={"reason": "HELD_BY_OTHER", "reserved_by": person, "reserved_at": _written(held[0].since)},
    )


def initiate_review(
    db: Connection,
    workflow: Workflow,
    item_id: int,
    account_id: int,
    roles: frozenset[HeldRole],
    *,
    at: datetime,
) -> Work:
    """Opens one certain review for the person and reserves it. Raises as `initiate` does, and for work not theirs."""
    fifo.refuse_without_queue(workflow)
    reservations.sweep(db, workflow, at=at)
    found = handing.lock_batches(db, workflow.project_id, [item_id])
    if not found:
        raise NotThere("This review is done, or was taken back.", code="not_in_queue")
    [batch] = found
    if batch.state == "held" and batch.holder_id != account_id:
        assert batch.holder_id is not None
        person = answers.people(db, [batch.holder_id]).get(batch.holder_id)
        raise Conflict(
            f"{name_of(person)} has this review in hand. A manager can release it.",
            code="held_by_other",
            context={"reason": "HELD_BY_OTHER", "reserved_by": person},
        )
    if batch.state != "held":
        judged = frozenset(handing.judged_before(db, [batch.id], account_id))
        wrong = unfit(workflow, batch, account_id, roles, judged)
        if wrong == "own":
            raise NotAllowed("Nobody reviews their own work.", code="own_work")
        if wrong is not None:
            raise NotAllowed("This review is for somebody else: an expert, or a reviewer.", code=f"not_for_{wrong}")
        handing.hold_batches(db, [batch.id], account_id, workflow.reserved_until(at))
    work = queries.work(db, item_id)
    assert work is not None
    return work
