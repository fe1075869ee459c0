"""Reading and writing ontologies: labeling configurations with versions, a project's own or named ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, composed, json, many, one, record, run, value
from assay.projects.queries import GIVEN_LABELS
from assay.projects.rules.labeling import Schema


@dataclass(frozen=True, slots=True)
class OntologyRow:
    """An ontology with its newest version; `project_count` are the projects that use one of its versions."""

    id: int
    title: str
    description: str
    is_named: bool
    created_by: int | None
    created_at: datetime
    version: int
    version_id: int
    label_config: str
    changed_at: datetime
    project_count: int


_ROW = """o.id, o.title, o.description, o.is_named, o.created_by, o.created_at, v.number as version,
  v.id as version_id, v.config as label_config, v.created_at as changed_at,
  (select count(*) from project p join ontology_version u on u.id = p.ontology_version_id
   where u.ontology_id = o.id and p.deleted_at is null) as project_count
from ontology o join lateral (
  select * from ontology_version where ontology_id = o.id order by number desc limit 1) v on true
where o.organization_id = %(organization)s"""


def get(db: Connection, organization_id: int, ontology_id: int) -> OntologyRow | None:
    """A named ontology of an organization."""
    return one(
        db,
        OntologyRow,
        composed("select", _ROW, "and o.id = %(ontology)s and o.is_named"),
        {"organization": organization_id, "ontology": ontology_id},
    )


def page(
    db: Connection, organization_id: int, *, search: str | None, limit: int, offset: int
) -> tuple[list[OntologyRow], int]:
    """A page of the named ontologies of an organization, newest first, and how many there are."""
    like = None if not search else "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    given = {"organization": organization_id, "search": like, "limit": limit, "offset": offset}
    matching = "and o.is_named and (%(search)s::text is null or o.title ilike %(search)s)"
    rows = many(
        db,
        OntologyRow,
        composed("select", _ROW, matching, "order by o.id desc limit %(limit)s offset %(offset)s"),
        given,
    )
    total = value(
        db, composed("select count(*) from ontology o where o.organization_id = %(organization)s", matching), given
    )
    return rows, int(total)


def named_like(db: Connection, organization_id: int, title: str, but: int | None) -> bool:
    """Whether another named ontology is called so."""
    return bool(
        value(
            db,
            """select exists (select 1 from ontology where organization_id = %s and is_named
                 and lower(title) = lower(%s) and id is distinct from %s)""",
            (organization_id, title, but),
        )
    )


def insert(db: Connection, organization_id: int, title: str, description: str, by: int) -> int:
    """A named ontology without a version."""
    return int(
        value(
            db,
            """insert into ontology (organization_id, title, description, is_named, created_by)
               values (%s, %s, %s, true, %s) returning id""",
            (organization_id, title, description, by),
        )
    )


def name(db: Connection, ontology_id: int, title: str, description: str) -> None:
    """Writes what an ontology is called; from now on it has a name of its own."""
    run(
        db,
        "update ontology set title = %s, description = %s, is_named = true where id = %s",
        (title, description, ontology_id),
    )


def delete(db: Connection, ontology_id: int) -> None:
    """Deletes an ontology that no project uses."""
    run(db, "delete from ontology where id = %s", (ontology_id,))


def lock(db: Connection, ontology_id: int) -> None:
    """Has others wait who would add a version or take the ontology into use."""
    value(db, "select id from ontology where id = %s for no key update", (ontology_id,))


def add_version(db: Connection, ontology_id: int, config: str, schema: Schema, note: str, by: int) -> int:
    """The next version of an ontology, which the caller holds; its number."""
    return int(
        value(
            db,
            """insert into ontology_version (ontology_id, number, config, schema, note, created_by)
               select %(ontology)s, coalesce(max(number), 0) + 1, %(config)s, %(schema)s, %(note)s, %(by)s
               from ontology_version where ontology_id = %(ontology)s returning number""",
            {"ontology": ontology_id, "config": config, "schema": json(schema.as_json()), "note": note, "by": by},
        )
    )


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of an ontology, who made it, and how many projects use it."""

    id: int
    number: int
    config: str
    note: str
    created_at: datetime
    created_by: int | None
    email: str | None
    first_name: str | None
    last_name: str | None
    project_count: int


_VERSION = """v.id, v.number, v.config, v.note, v.created_at, v.created_by, a.email, a.first_name, a.last_name,
  (select count(*) from project p where p.ontology_version_id = v.id and p.deleted_at is null) as project_count
from ontology_version v left join account a on a.id = v.created_by"""


def versions(db: Connection, ontology_id: int) -> list[VersionRow]:
    """The versions of an ontology, newest first."""
    return many(
        db,
        VersionRow,
        composed("select", _VERSION, "where v.ontology_id = %s order by v.number desc limit 500"),
        (ontology_id,),
    )


@dataclass(frozen=True, slots=True)
class Version:
    """A version, and what it is a version of."""

    id: int
    ontology_id: int
    number: int
    title: str


def version_numbered(db: Connection, organization_id: int, ontology_id: int, number: int | None) -> Version | None:
    """A version of a named ontology of an organization; without a number the newest."""
    return one(
        db,
        Version,
        """select v.id, v.ontology_id, v.number, o.title from ontology o
           join ontology_version v on v.ontology_id = o.id
           where o.id = %(ontology)s and o.organization_id = %(organization)s and o.is_named
             and (%(number)s::int is null or v.number = %(number)s) order by v.number desc limit 1""",
        {"ontology": ontology_id, "organization": organization_id, "number": number},
    )


def used_by(db: Connection, project_id: int) -> dict[str, Any] | None:
    """The ontology of a project, the version that it uses, and the newest; None where it has none yet."""
    return record(
        db,
        """select o.id as ontology, o.title, o.is_named, v.number as version,
             (select max(n.number) from ontology_version n where n.ontology_id = o.id) as newest,
             v.created_at as changed_at,
             (select count(*) from project q join ontology_version w on w.id = q.ontology_version_id
              where w.ontology_id = o.id and q.id <> p.id and q.deleted_at is null) as other_projects
           from project p join ontology_version v on v.id = p.ontology_version_id
           join ontology o on o.id = v.ontology_id where p.id = %s""",
        (project_id,),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A project that uses an ontology, and the version."""

    project_id: int
    title: str
    version: int


def places(db: Connection, ontology_id: int) -> list[Place]:
    """The projects that use an ontology; deleted ones, which still hold it for a minute, too."""
    return many(
        db,
        Place,
        """select p.id as project_id, p.title, v.number as version
           from project p join ontology_version v on v.id = p.ontology_version_id
           where v.ontology_id = %s and p.deleted_at is null order by p.id""",
        (ontology_id,),
    )


def is_held(db: Connection, ontology_id: int) -> bool:
    """Whether any project uses it, deleted ones too."""
    return bool(
        value(
            db,
            """select exists (select 1 from project p join ontology_version v on v.id = p.ontology_version_id
                 where v.ontology_id = %s)""",
            (ontology_id,),
        )
    )


def affected(db: Connection, project_id: int, gone: Sequence[tuple[str, str]]) -> dict[str, int]:
    """How many tasks and annotations hold one of some answers, each named by its control and its label."""
    found = record(
        db,
        f"""with gone as (select * from unnest(%(controls)s::text[], %(labels)s::text[]) as g (control, label))
           select count(distinct a.id) as annotations, count(distinct a.task_id) as tasks
           from {GIVEN_LABELS}
           join gone on gone.control = coalesce(e->>'from_name', '') and gone.label = coalesce(l.label, '')
           where a.project_id = %(project)s""",
        {
            "project": project_id,
            "controls": [control for control, _ in gone],
            "labels": [label for _, label in gone],
        },
    )
    return found or {"annotations": 0, "tasks": 0}
