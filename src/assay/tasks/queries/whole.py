"""Changes of all tasks of a project at once: how many people label each, in which order they are offered, to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assay.kit.db import Connection, many, run, value
from assay.projects.rules.settings import Sampling
from assay.tasks.rules.order import BAND, FIRST_BAND, LATER_BAND, UNSCORED, Places

# A task whose slots change is offered anew to people who have walked past it.
_SLOTS = """overlap = n.overlap, queue_open = not %(manual)s and t.slots_taken < n.overlap, extra_open = false,
  reopened_seq = case when %(manual)s or t.slots_taken >= n.overlap then null
                      when t.queue_open then t.reopened_seq else nextval('queue_reopening') end"""


@dataclass(frozen=True, slots=True)
class Changed:
    """A task that other people label now than before; touched when somebody has worked on it."""

    id: int
    touched: bool


_CHANGED = "t.id, t.status <> 'queued' or t.submissions > 0 as touched"


def set_overlap(db: Connection, project_id: int, overlap: int, *, manual: bool, among_cohort: bool) -> list[Changed]:
    """Gives every task a new overlap, or every one that has more than one already."""
    return many(
        db,
        Changed,
        f"""update task t set {_SLOTS} from (select %(overlap)s::smallint as overlap) n
            where t.project_id = %(project)s and t.overlap <> n.overlap and (not %(cohort)s or t.overlap > 1)
            returning {_CHANGED}""",
        {"overlap": overlap, "project": project_id, "manual": manual, "cohort": among_cohort},
    )


def choose_cohort(db: Connection, project_id: int, overlap: int, size: int, *, manual: bool) -> list[Changed]:
    """Gives `size` tasks this overlap and the others one.

    Those that most people have done come first, then those that were chosen before; among equal ones the lot decides.
    An annotation that is the ground truth is nobody's turn (LSE 4.4, 9.8).
    """
    return many(
        db,
        Changed,
        f"""update task t set {_SLOTS} from (
              select c.id, case when row_number() over (order by least(c.done, %(overlap)s) desc, c.chosen desc, c.lot)
                <= %(size)s then %(overlap)s else 1 end::smallint as overlap
              from (select k.id, k.overlap > 1 as chosen, random() as lot, k.counting - (
                      select count(*) from annotation a where a.task_id = k.id and a.ground_truth) as done
                    from task k where k.project_id = %(project)s) c) n
            where t.id = n.id and t.overlap <> n.overlap returning {_CHANGED}""",
        {"overlap": overlap, "size": size, "project": project_id, "manual": manual},
    )


def cohort(db: Connection, project_id: int) -> int:
    """How many tasks of a project several people label."""
    return int(value(db, "select count(*) from task where project_id = %s and overlap > 1", (project_id,)))


def set_distribution(db: Connection, project_id: int, *, manual: bool) -> None:
    """Closes the common queue of a project that hands work out by hand, or opens it."""
    run(
        db,
        """update task set queue_open = not %(manual)s and slots_taken < overlap,
             extra_open = extra_open and not %(manual)s
           where project_id = %(project)s""",
        {"manual": manual, "project": project_id},
    )


_BANDS = f"""case
  when %(truth_first)s and exists (select 1 from annotation a where a.task_id = t.id and a.ground_truth)
    then {FIRST_BAND}
  when %(overlap_first)s and t.overlap = 1 then {LATER_BAND} else 0 end * {BAND}"""

# The lowest score that the model gave, squeezed into 27 bits above the number of the task, so that no two are equal.
_UNSURE = f"""coalesce((
  select (floor((s.score / (1 + abs(s.score)) + 1) / 2 * {2**27 - 1}))::bigint << 32 | (t.id & {2**32 - 1})
  from (select least(greatest(min(p.score), -1e300), 1e300) as score from prediction p
        where p.task_id = t.id and p.score <> 'NaN' and (%(model)s = '' or p.model_version = %(model)s)) s
  where s.score is not null), {UNSCORED} + (random() * {UNSCORED})::bigint)"""

_PLACES = {
    Sampling.SEQUENTIAL: "t.id",
    Sampling.UNIFORM: f"(random() * {BAND})::bigint",
    Sampling.UNCERTAINTY: _UNSURE,
}


def put_in_order(
    db: Connection, project_id: int, places: Places, model_version: str, task_ids: Sequence[int] | None = None
) -> None:
    """Gives tasks their numbers in the queue anew: some, or with None all of the project."""
    run(
        db,
        f"""update task t set queue_key = {_BANDS} + {_PLACES[places.sampling]}
            where t.project_id = %(project)s and (%(tasks)s::bigint[] is null or t.id = any(%(tasks)s))""",
        {
            "project": project_id,
            "tasks": None if task_ids is None else list(task_ids),
            "truth_first": places.truth_first,
            "overlap_first": places.overlap_first,
            "model": model_version,
        },
    )


def overlaps(db: Connection, task_ids: Sequence[int]) -> dict[int, int]:
    """How many people label each of some tasks."""
    found = many(db, Overlap, "select id, overlap from task where id = any(%s)", (list(task_ids),))
    return {row.id: row.overlap for row in found}


@dataclass(frozen=True, slots=True)
class Overlap:
    """A task and how many people label it."""

    id: int
    overlap: int
