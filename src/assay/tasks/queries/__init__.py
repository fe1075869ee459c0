"""Reading and writing tasks."""

from assay.tasks.queries.files import refresh_media, show_files, upload_prefix
from assay.tasks.queries.rows import (
    NewTask,
    Removed,
    copy_tasks,
    copy_units,
    data_of,
    delete,
    last_inner_id,
    lock_project,
    own_dataset,
    reserve_ids,
    rewind_cursors,
)
from assay.tasks.queries.standing import Count, LockedTask, lock, lock_many, recount, write_standing
from assay.tasks.queries.tally import tally

__all__ = [
    "Count",
    "LockedTask",
    "NewTask",
    "Removed",
    "copy_tasks",
    "copy_units",
    "data_of",
    "delete",
    "last_inner_id",
    "lock",
    "lock_many",
    "lock_project",
    "own_dataset",
    "recount",
    "refresh_media",
    "reserve_ids",
    "rewind_cursors",
    "show_files",
    "tally",
    "upload_prefix",
    "write_standing",
]
