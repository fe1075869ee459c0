"""What the database alone can do: plain psycopg loops that write the same rows, and bare COPY."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from bench.server import RESULT

THREADS = 8


def loop(database_url: str, people: Sequence[int], seconds: float, cycle: Callable[[Any, int], None]) -> float:
    """Cycles a second of eight threads, each with a connection of its own."""
    done = [0] * THREADS
    until = time.perf_counter() + seconds

    def work(number: int) -> None:
        with psycopg.connect(database_url) as db:
            db.prepare_threshold = 3
            while time.perf_counter() < until:
                cycle(db, people[(number + done[number] * THREADS) % len(people)])
                done[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - start)


def label_cycle(project_id: int) -> Callable[[Any, int], None]:
    """Next and submit as two transactions of plain statements: the rows that the product writes, no HTTP, no checks."""

    def cycle(db: psycopg.Connection[Any], person: int) -> None:
        task = _one(
            db,
            """select t.id from task t where project_id = %s and queue_open and not exists (
                 select 1 from work_item w where w.task_id = t.id and w.holder_id = %s and w.kind = 'annotate')
               order by queue_key limit 1 for update skip locked""",
            (project_id, person),
        )
        db.execute(
            """update task set slots_taken = slots_taken + 1, holds = holds + 1, queue_open = slots_taken + 1 < overlap,
               status = 'assigned' where id = %s""",
            (task,),
        )
        db.execute(
            """insert into work_item (project_id, task_id, kind, state, holder_id, reserved_until)
               values (%s, %s, 'annotate', 'held', %s, now() + interval '1 day')""",
            (project_id, task, person),
        )
        db.commit()
        db.execute("select id from task where id = %s for update", (task,))
        annotation = _one(
            db,
            """insert into annotation (project_id, task_id, author_id, lead_time, result_count)
               values (%s, %s, %s, 2.5, 1) returning id""",
            (project_id, task, person),
        )
        db.execute(
            "insert into annotation_revision (annotation_id, number, result, created_by) values (%s, 1, %s, %s)",
            (annotation, Jsonb(RESULT), person),
        )
        db.execute(
            """insert into instance (project_id, task_id, annotation_id, key, class_name, kind, from_name, fingerprint,
                 attributes, first_revision, last_revision)
               values (%s, %s, %s, 'a', 's', 'choices', 's', 'f', '{}', 1, 1)""",
            (project_id, task, annotation),
        )
        batch = _one(
            db,
            """insert into work_item (project_id, task_id, kind, state, annotation_id, author_id, order_key)
               values (%s, %s, 'review', 'open', %s, %s, %s) returning id""",
            (project_id, task, annotation, person, task),
        )
        db.execute(
            """insert into review_item (project_id, task_id, annotation_id, author_id, state, inclusion_probability,
                 inclusion_rule, draw_seed, work_item_id) values (%s, %s, %s, %s, 'pending', 1, 'project', 7, %s)""",
            (project_id, task, annotation, person, batch),
        )
        db.execute(
            """update work_item set state = 'done', done_at = now(), annotation_id = %s
               where task_id = %s and holder_id = %s and kind = 'annotate'""",
            (annotation, task, person),
        )
        db.execute(
            """update task set holds = holds - 1, counting = counting + 1, total_annotations = total_annotations + 1,
               items_pending = items_pending + 1, status = 'in_review', updated_at = now(), updated_by = %s
               where id = %s""",
            (person, task),
        )
        db.execute(
            """update project_tally set annotations = annotations + 1, items_pending = items_pending + 1
               where project_id = %s and shard = %s""",
            (project_id, person % 16),
        )
        db.execute(
            """insert into event (action, project_id, task_id, annotation_id, actor_id)
               values ('annotation.submitted', %s, %s, %s, %s)""",
            (project_id, task, annotation, person),
        )
        db.commit()

    return cycle


def review_cycle(project_id: int) -> Callable[[Any, int], None]:
    """Taking a batch and accepting it, as two transactions of plain statements."""

    def cycle(db: psycopg.Connection[Any], person: int) -> None:
        row = db.execute(
            """update work_item set state = 'held', holder_id = %s, reserved_until = now() + interval '1 day'
               where id = (select id from work_item where project_id = %s and kind = 'review' and state = 'open'
                 order by order_key, id limit 1 for update skip locked)
               returning id, task_id, annotation_id""",
            (person, project_id),
        ).fetchone()
        db.commit()
        if row is None:
            raise RuntimeError("Nothing is left to review; label more first.")
        batch, task, annotation = row
        db.execute("select id from task where id = %s for update", (task,))
        item = _one(db, "select id from review_item where annotation_id = %s", (annotation,))
        db.execute(
            """insert into verdict (review_item_id, annotation_id, task_id, project_id, reviewer_id, stage, kind, round,
                 judged_revision) values (%s, %s, %s, %s, %s, 'normal', 'accept', 1, 1)""",
            (item, annotation, task, project_id, person),
        )
        db.execute("update review_item set state = 'accepted', updated_at = now() where id = %s", (item,))
        db.execute("update work_item set state = 'done', done_at = now() where id = %s", (batch,))
        db.execute("update annotation set verdict = 'accepted', updated_at = now() where id = %s", (annotation,))
        db.execute(
            """update task set items_pending = 0, items_accepted = 1, status = 'completed', reviewed = true,
               updated_at = now() where id = %s""",
            (task,),
        )
        db.execute(
            """update project_tally set items_pending = items_pending - 1, items_accepted = items_accepted + 1
               where project_id = %s and shard = %s""",
            (project_id, person % 16),
        )
        db.execute(
            """insert into event (action, project_id, task_id, annotation_id, actor_id)
               values ('review.created', %s, %s, %s, %s)""",
            (project_id, task, annotation, person),
        )
        db.commit()

    return cycle


def _one(db: psycopg.Connection[Any], sql: str, params: Sequence[Any]) -> Any:
    row = db.execute(sql, params).fetchone()  # type: ignore[call-overload]
    if row is None:
        raise RuntimeError("The baseline has run out of tasks; give it more.")
    return row[0]


# The tables that an import writes to, made again beside the real ones: the same columns, indexes and references.
_TWINS = """
create table bench_data_unit (like data_unit including all);
create table bench_task (like task including all);
alter table bench_data_unit
  add foreign key (dataset_id) references dataset on delete cascade,
  add foreign key (upload_id) references upload on delete set null;
alter table bench_task
  add foreign key (project_id) references project on delete cascade,
  add foreign key (data_unit_id) references bench_data_unit,
  add foreign key (updated_by) references account on delete set null
"""


def copy_in(database_url: str, project_id: int) -> float:
    """Seconds that a bare COPY takes to write a project's data units and tasks to tables like the real ones."""
    units_of = f"select data_unit_id from task where project_id = {project_id}"
    unit_columns = "id, dataset_id, data, title"
    task_columns = "id, project_id, data_unit_id, inner_id, overlap, queue_key, updated_by"
    with psycopg.connect(database_url) as db:
        units = _copied_out(db, f"select {unit_columns} from data_unit where id in ({units_of})")
        tasks = _copied_out(db, f"select {task_columns} from task where project_id = {project_id}")
        db.execute(_TWINS)
        db.commit()
        start = time.perf_counter()
        with db.cursor().copy(f"copy bench_data_unit ({unit_columns}) from stdin") as copy:  # type: ignore[arg-type]
            copy.write(units)
        with db.cursor().copy(f"copy bench_task ({task_columns}) from stdin") as copy:  # type: ignore[arg-type]
            copy.write(tasks)
        db.commit()
        took = time.perf_counter() - start
        db.execute("drop table bench_task, bench_data_unit")
        return took


def copy_out(database_url: str, project_id: int) -> float:
    """Seconds that a bare COPY takes to read a project's tasks with their annotations as JSON."""
    start = time.perf_counter()
    with psycopg.connect(database_url) as db:
        _copied_out(
            db,
            f"""select json_build_object('id', t.id, 'data', u.data, 'annotations', (
                  select json_agg(json_build_object('id', a.id, 'result', r.result, 'completed_by', a.author_id))
                  from annotation a join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
                  where a.task_id = t.id))
                from task t join data_unit u on u.id = t.data_unit_id
                where t.project_id = {project_id} order by t.id""",
        )
    return time.perf_counter() - start


def _copied_out(db: psycopg.Connection[Any], query: str) -> bytes:
    found = io.BytesIO()
    with db.cursor().copy(f"copy ({query}) to stdout") as copy:  # type: ignore[call-overload]
        for block in copy:
            found.write(block)
    return found.getvalue()
