"""Taking projects out of sight, and removing what is left of them."""

from __future__ import annotations

from assay.kit.db import Connection, run, value, values


def mark_deleted(db: Connection, project_id: int) -> None:
    """Hides a project from everybody; its rows are removed by a job."""
    run(db, "update project set deleted_at = now(), is_published = false where id = %s", (project_id,))


def deleted(db: Connection) -> list[int]:
    """Projects that are out of sight and wait to be removed."""
    return values(db, "select id from project where deleted_at is not null order by id")


def purge(db: Connection, project_id: int) -> None:
    """Removes the rows of a deleted project, and the dataset and the ontology that were its own.

    Named datasets and ontologies stay (MQA 86).
    """
    own = value(db, "select dataset_id from project_dataset where project_id = %s and is_own", (project_id,))
    ontology = value(
        db,
        """select o.id from project p join ontology_version v on v.id = p.ontology_version_id
           join ontology o on o.id = v.ontology_id where p.id = %s and not o.is_named""",
        (project_id,),
    )
    run(db, "delete from task where project_id = %s", (project_id,))
    run(db, "delete from project where id = %s and deleted_at is not null", (project_id,))
    if own is not None:
        run(
            db,
            """delete from dataset d where id = %s
               and not exists (select 1 from project_dataset p where p.dataset_id = d.id)""",
            (own,),
        )
    if ontology is not None:
        run(
            db,
            """delete from ontology o where o.id = %s and not o.is_named and not exists (
                 select 1 from ontology_version v join project p on p.ontology_version_id = v.id
                 where v.ontology_id = o.id)""",
            (ontology,),
        )
