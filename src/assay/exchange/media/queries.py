"""Reading and writing what is known of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from assay.exchange.queries import UPLOAD, UploadRow
from assay.kit.db import Connection, one, run, value


def add_facts(db: Connection, facts: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Adds to what is known of some files."""
    run(
        db,
        """update upload f set facts = f.facts || given.facts
           from unnest(%s::bigint[], %s::jsonb[]) given (id, facts) where f.id = given.id""",
        ([upload_id for upload_id, _ in facts], [orjson.dumps(found).decode() for _, found in facts]),
    )


def next_unprobed(db: Connection, project_id: int | None, dataset_id: int | None) -> UploadRow | None:
    """A file of a project or a dataset that an item shows and that nobody has looked into; locked by who looks."""
    return one(
        db,
        UploadRow,
        f"""select {UPLOAD} from upload f where (project_id = %s or dataset_id = %s) and facts @> '{{"probed": false}}'
             and exists (select 1 from data_unit_file l where l.upload_id = f.id)
           order by id limit 1 for no key update skip locked""",
        (project_id, dataset_id),
    )


def has_unprobed(db: Connection, project_id: int | None, dataset_id: int | None) -> bool:
    """Whether there is such a file."""
    return bool(
        value(
            db,
            """select exists (select 1 from upload f
                 where (project_id = %s or dataset_id = %s) and facts @> '{"probed": false}'
                 and exists (select 1 from data_unit_file l where l.upload_id = f.id))""",
            (project_id, dataset_id),
        )
    )


def is_shown(db: Connection, upload_id: int) -> bool:
    """Whether an item shows a file."""
    return bool(value(db, "select exists (select 1 from data_unit_file where upload_id = %s)", (upload_id,)))
