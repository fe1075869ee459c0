"""Reading and writing notifications, and what people want by e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from assay.access.queries.door import VISIBLE_PROJECTS
from assay.kit.db import Connection, composed, json, one, record, records, run, value, values


@dataclass(frozen=True, slots=True)
class News:
    """What a notification says, the same for everybody who gets it."""

    organization_id: int
    actor_id: int | None
    project_id: int | None = None
    workspace_id: int | None = None
    task_id: int | None = None
    annotation_id: int | None = None
    comment_id: int | None = None
    tasks: int | None = None
    webhook_id: int | None = None


def insert(db: Connection, told: Mapping[int, str], news: News) -> list[int]:
    """One notification for each person, of the kind that goes with them; their ids.

    What somebody has not read yet is not said twice: work that comes back by several verdicts comes back once, and a
    project lacks its experts once.
    """
    return values(
        db,
        """insert into notification (organization_id, account_id, kind, actor_id, project_id, workspace_id, task_id,
             annotation_id, comment_id, tasks, webhook_id)
           select %(organization)s, told.person, told.kind, %(actor)s, %(project)s, %(workspace)s, %(task)s,
             %(annotation)s, %(comment)s, %(tasks)s, %(webhook)s
           from unnest(%(people)s::bigint[], %(kinds)s::text[]) as told (person, kind)
           where told.kind not in ('returned', 'expert_missing') or not exists (
             select from notification n where n.account_id = told.person and n.kind = told.kind and n.read_at is null
               and case told.kind when 'returned' then n.annotation_id = %(annotation)s
                 else n.project_id = %(project)s end)
           returning id""",
        {
            "organization": news.organization_id,
            "actor": news.actor_id,
            "project": news.project_id,
            "workspace": news.workspace_id,
            "task": news.task_id,
            "annotation": news.annotation_id,
            "comment": news.comment_id,
            "tasks": news.tasks,
            "webhook": news.webhook_id,
            "people": list(told),
            "kinds": list(told.values()),
        },
    )


def drop_said(db: Connection, account_id: int, annotation_id: int) -> None:
    """Takes back what this transaction said about a comment of a verdict: that the work comes back says it too."""
    run(
        db,
        """delete from notification where account_id = %s and annotation_id = %s and kind = 'comment'
             and created_at = now() and read_at is null""",
        (account_id, annotation_id),
    )


# ---------------------------------------------------------------- what a comment belongs to


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and the conversation before it."""

    author_id: int | None
    project_id: int
    task_id: int
    annotation_id: int | None
    work_of: int | None
    is_first_of_author: bool
    participants: list[int]
    judged_by: list[int]
    mentions: list[int]


def thread(db: Connection, comment_id: int) -> Thread | None:
    """The conversation of a comment: on an annotation, on a draft, or among reviewers on a task."""
    return one(
        db,
        Thread,
        """select c.author_id, c.project_id, c.task_id, c.annotation_id, coalesce(a.author_id, d.account_id) as work_of,
             not coalesce(c.author_id = any(before.people), false)
               and c.author_id = coalesce(a.author_id, d.account_id) as is_first_of_author,
             coalesce(before.people, '{}') as participants,
             array(select distinct v.reviewer_id from verdict v
                   where v.annotation_id = c.annotation_id and v.reviewer_id is not null) as judged_by,
             c.mentions
           from comment c
           left join annotation a on a.id = c.annotation_id
           left join draft d on d.id = c.draft_id
           left join lateral (
             select array_agg(distinct o.author_id) filter (where o.author_id is not null) as people from comment o
             where o.task_id = c.task_id and o.id < c.id
               and o.annotation_id is not distinct from c.annotation_id
               and o.draft_id is not distinct from c.draft_id) before on true
           where c.id = %s""",
        (comment_id,),
    )


def administrators(db: Connection, organization_id: int) -> list[int]:
    """The owner and the administrators of an organization."""
    return values(
        db,
        """select m.account_id from membership m join account a on a.id = m.account_id and a.is_active
           where m.organization_id = %s and m.role in ('OW', 'AD') order by m.account_id""",
        (organization_id,),
    )


def author_of(db: Connection, annotation_id: int) -> int | None:
    """Who made an annotation."""
    found: int | None = value(db, "select author_id from annotation where id = %s", (annotation_id,))
    return found


def comment_of_verdict(db: Connection, verdict_id: int) -> int | None:
    """What was said with a verdict."""
    found: int | None = value(db, "select comment_id from verdict where id = %s", (verdict_id,))
    return found


# ---------------------------------------------------------------- reading

# What the person still sees: projects by the door; in them, of comments, those on their own work or all.
_SEEN: LiteralString = f"""notification n
left join {VISIBLE_PROJECTS} seen on seen.id = n.project_id
left join comment c on c.id = n.comment_id
left join annotation a on a.id = n.annotation_id
left join draft d on d.id = c.draft_id
where n.account_id = %(viewer)s and n.organization_id = %(viewer_organization)s
  and (n.project_id is null or seen.id is not null)
  and (n.kind not in ('comment', 'mention')
    or seen.role in ('OW', 'AD', 'MA')
    or coalesce(seen.project_role, seen.role) in ('RE', 'AR', 'TM', 'AD')
    or seen.group_roles && array['RE', 'AR', 'TM', 'AD']
    or coalesce(a.author_id, d.account_id) = n.account_id)"""

_ROW: LiteralString = """n.id, n.kind, n.created_at, n.read_at, n.actor_id, n.project_id, n.workspace_id, n.task_id,
n.annotation_id, n.comment_id, n.tasks, c.text, c.mentions, coalesce(a.author_id, d.account_id) as work_of,
(select title from project where id = n.project_id) as project_title,
(select settings from project where id = n.project_id) as project_settings,
(select title from workspace where id = n.workspace_id) as workspace_title,
(select url from webhook where id = n.webhook_id) as webhook_url,
(select u.title from task t join data_unit u on u.id = t.data_unit_id where t.id = n.task_id) as task_title,
seen.role, seen.preset, seen.project_role, seen.group_roles, seen.keeps_own"""


def unread(db: Connection, viewer: Mapping[str, Any]) -> int:
    """How much somebody has not read."""
    return int(value(db, composed("select count(*) from", _SEEN, "and n.read_at is null"), viewer))


def page(
    db: Connection, viewer: Mapping[str, Any], *, only_unread: bool, limit: int, offset: int
) -> tuple[int, list[dict[str, Any]]]:
    """How many notifications there are, and a page of them, newest first."""
    narrowed: LiteralString = "and n.read_at is null" if only_unread else ""
    count = int(value(db, composed("select count(*) from", _SEEN, narrowed), viewer))
    found = records(
        db,
        composed("select", _ROW, "from", _SEEN, narrowed, "order by n.id desc limit %(limit)s offset %(offset)s"),
        {**viewer, "limit": limit, "offset": offset},
    )
    return count, found


def entry(db: Connection, viewer: Mapping[str, Any], notification_id: int) -> dict[str, Any] | None:
    """One of somebody's own notifications."""
    return record(db, composed("select", _ROW, "from", _SEEN, "and n.id = %(id)s"), {**viewer, "id": notification_id})


def mark(db: Connection, account_id: int, organization_id: int, ids: Iterable[int] | None, *, is_read: bool) -> int:
    """Marks notifications, all of them without `ids`; how many changed."""
    return run(
        db,
        """update notification set read_at = case when %(read)s then now() end
           where account_id = %(account)s and organization_id = %(organization)s
             and (read_at is null) = %(read)s and (%(ids)s::bigint[] is null or id = any(%(ids)s))""",
        {
            "read": is_read,
            "account": account_id,
            "organization": organization_id,
            "ids": None if ids is None else list(ids),
        },
    )


# ---------------------------------------------------------------- e-mail


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent by e-mail about a notification."""

    email: str
    kind: str
    organization: str
    project: str | None
    workspace: str | None
    project_id: int | None
    task_id: int | None


_WANTED: LiteralString = """n.kind = any(account.email_kinds) and account.is_active
  and not coalesce(organization.settings->'forbidden_emails', '[]') ? n.kind"""


def wanted_by_mail(db: Connection, ids: Sequence[int]) -> list[int]:
    """Which of these notifications their readers want by e-mail, and their organization lets go out."""
    return values(
        db,
        composed(
            """select n.id from notification n join account on account.id = n.account_id
               join organization on organization.id = n.organization_id where n.id = any(%s) and""",
            _WANTED,
            "order by n.id",
        ),
        (list(ids),),
    )


def letter(db: Connection, notification_id: int) -> Letter | None:
    """What to send about a notification; None when nobody wants it any more, or it was read in the meantime."""
    return one(
        db,
        Letter,
        composed(
            """select account.email, n.kind, organization.title as organization, project.title as project,
                 workspace.title as workspace, n.project_id, n.task_id
               from notification n join account on account.id = n.account_id
               join organization on organization.id = n.organization_id
               join membership on membership.account_id = n.account_id
                 and membership.organization_id = n.organization_id and membership.role <> 'DI'
               left join project on project.id = n.project_id
               left join workspace on workspace.id = n.workspace_id
               where n.id = %s and n.read_at is null and""",
            _WANTED,
        ),
        (notification_id,),
    )


def email_kinds(db: Connection, account_id: int) -> list[str]:
    """What somebody wants by e-mail."""
    found: list[str] = value(db, "select email_kinds from account where id = %s", (account_id,))
    return found


def set_email_kinds(db: Connection, account_id: int, kinds: Sequence[str]) -> None:
    """Stores what somebody wants by e-mail."""
    run(db, "update account set email_kinds = %s where id = %s", (list(kinds), account_id))


def forbidden(db: Connection, organization_id: int) -> list[str]:
    """What an organization sends nobody by e-mail."""
    found = value(db, "select settings->'forbidden_emails' from organization where id = %s", (organization_id,))
    return found or []


def set_forbidden(db: Connection, organization_id: int, kinds: Sequence[str]) -> None:
    """Stores what an organization sends nobody by e-mail."""
    run(
        db,
        "update organization set settings = settings || jsonb_build_object('forbidden_emails', %s) where id = %s",
        (json(list(kinds)), organization_id),
    )


def is_published(db: Connection, project_id: int) -> bool:
    """Whether annotators and reviewers see a project."""
    return bool(value(db, "select is_published from project where id = %s", (project_id,)))
