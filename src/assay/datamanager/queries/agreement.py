"""Agreement as columns show it: by dimension, and of those who are selected.

Both read the scores of the generation that is shown, so a plan that is still being computed changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assay.datamanager.queries.places import Place
from assay.datamanager.rules.agreement import Group, Selection
from assay.datamanager.rules.columns import Dimension
from assay.kit.db import Connection, many

# Neither knows the task, so the database looks each of them up once for a whole list.
_SHOWN = "(select generation from agreement_plan where project_id = %(project)s and status = 'shown')"
_METHODOLOGY = "(select coalesce(settings ->> 'agreement_methodology', 'pairwise') from project where id = %(project)s)"


def dimensions(db: Connection, project_id: int) -> list[Dimension]:
    """What annotations of a project are or were compared by, in the order of its configuration."""
    return many(
        db,
        Dimension,
        "select id, name, is_active from dimension where project_id = %s order by not is_active, position, id",
        (project_id,),
    )


def of_dimension(name: str) -> Place:
    """The score of a task in one dimension; `name` is the parameter with its number as text."""
    return Place(
        f"(select round((s.scores -> {name}::text ->> {_METHODOLOGY})::numeric, 3)::float8 from agreement_task s"
        f" where s.task_id = t.id and s.generation = {_SHOWN})",
        "double precision",
    )


def of_selection(selection: Selection, dimension: str | None, bind: Callable[[Any], str]) -> Place:
    """The mean score of the selected pairs of a task, overall or in one dimension.

    It says in SQL what `Selection.takes` says of a pair; a property test compares them.
    """
    score = "p.score" if dimension is None else f"(p.scores ->> {dimension}::text)::float8"

    def selected(group: Group, who: str, kind: str) -> str:
        if group.everybody:
            return "true"
        ids = [int(one) for one in sorted(group.ids)] if kind == "bigint" else sorted(group.ids)
        return f"coalesce({who} = any({bind(ids)}::{kind}[]), false)"

    one = selected(selection.of_people, "p.author_id", "bigint")
    other = selected(selection.of_people, "p.other_author_id", "bigint")
    model = selected(selection.models, "p.model_version", "text")
    if selection.ground_truth:
        truth, other_truth = "a.ground_truth", "coalesce(o.ground_truth, false)"
        people, with_model = f"({one} and {other_truth} or {other} and {truth})", f"({model} and {truth})"
    else:
        people, with_model = f"({one} and {other})", f"({model} and {one})"
    return Place(
        f"(select round(avg({score})::numeric, 3)::float8 from agreement_pair p"
        " join annotation a on a.id = p.annotation_id left join annotation o on o.id = p.other_id"
        f" where p.task_id = t.id and p.generation = {_SHOWN}"
        f" and case when p.model_version is null then {people} else {with_model} end)",
        "double precision",
    )
