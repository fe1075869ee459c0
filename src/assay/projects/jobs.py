"""Background work on projects."""

from __future__ import annotations

from assay.kit.jobs import app, database
from assay.kit.storage import project_folder, storage
from assay.projects import deletion_queries, states


@app.periodic(cron="* * * * *")
@app.task(name="projects.purge", queueing_lock="projects.purge", lock="projects.purge")
def purge(timestamp: int) -> None:
    """Removes the rows and files of deleted projects, each in a transaction of its own."""
    with database().transaction() as db:
        found = deletion_queries.deleted(db)
    for project_id in found:
        with database().transaction() as db:
            deletion_queries.purge(db, project_id)
        storage().delete_below(project_folder(project_id))


@app.periodic(cron="* * * * * */20")
@app.task(name="projects.note_states", queueing_lock="projects.note_states", lock="projects.note_states")
def note_states(timestamp: int) -> None:
    """Notes states of projects that moved on while an import or a change of settings held them."""
    with database().transaction() as db:
        states.sweep(db)
