"""The one door: who asks, and which projects that person can see.

`VISIBLE` is written once and read by both kinds of query: the lookup that opens one project for a request, and the
lists. So "not yours" looks like "not there" everywhere, and a person who is signed in and inside a project costs one
statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString

from assay.kit import db
from assay.kit.db import Connection

# Minutes between two notes of a person's last activity.
ACTIVITY_NOTE = timedelta(minutes=10)

# What a project is looked at together with. The person is `membership.account_id`.
AROUND_PROJECT: LiteralString = """
  left join workspace on workspace.id = project.workspace_id
  left join project_member
    on project_member.project_id = project.id and project_member.account_id = membership.account_id
  left join workspace_member
    on workspace_member.workspace_id = project.workspace_id and workspace_member.account_id = membership.account_id
  left join lateral (
    select array_agg(project_group.role) as roles
    from user_group_member join project_group on project_group.group_id = user_group_member.group_id
    where user_group_member.account_id = membership.account_id and project_group.project_id = project.id
  ) as by_group on true
"""

# What `rules.permissions.roles_in_project` reads beside the role in the organization and the preset.
PLACE: LiteralString = """
  project_member.role as project_role, by_group.roles as group_roles,
  case when project_member.account_id is not null then project_member.role is null
    else workspace_member.account_id is not null end
    or (membership.role = 'MA' and project.created_by = membership.account_id) as keeps_own
"""


def belongs(project: LiteralString, account: LiteralString) -> LiteralString:
    """Whether somebody is in a project in their own right, by a group or by its workspace; `project` is an alias."""
    return f"""(
      exists (select from project_member q where q.project_id = {project}.id and q.account_id = {account})
      or exists (select from workspace_member q
                 where q.workspace_id = {project}.workspace_id and q.account_id = {account})
      or exists (select from user_group_member q join project_group g on g.group_id = q.group_id
                 where g.project_id = {project}.id and q.account_id = {account}))"""


# Owners and administrators see all projects of the organization, managers those that they made or joined, annotators,
# reviewers and viewers those that they joined and that are published; who administers one sees it before that. A
# personal workspace is its owner's alone (LSE 2.5-2.11).
_VISIBLE = """
  project.deleted_at is null
  and project.organization_id = membership.organization_id
  and (workspace.is_personal is not true or workspace.created_by = membership.account_id)
  and (
    membership.role in ('OW', 'AD')
    or (
      membership.role in ('MA', 'RE', 'AN', 'VO')
      and (
        membership.role = 'MA' or project.is_published
        or (membership.role in ('RE', 'AN') and (project_member.role = 'AD' or 'AD' = any(by_group.roles)))
      )
      and (
        project_member.account_id is not null
        or workspace_member.account_id is not null
        or by_group.roles is not null
        or (membership.role = 'MA' and project.created_by = membership.account_id)
      )
    )
  )
"""

# A derived table (id, role, preset, and those of `PLACE`) to join lists against; its parameters come from `viewer`.
VISIBLE_PROJECTS: LiteralString = f"""(
  select project.id, membership.role, project.preset, {PLACE}
  from membership
  join project on project.organization_id = membership.organization_id
  {AROUND_PROJECT}
  where membership.account_id = %(viewer)s and membership.organization_id = %(viewer_organization)s and {_VISIBLE}
)"""

# Everybody who sees one project: the same condition, read the other way round.
ONLOOKERS: LiteralString = f"""
  select account.id, membership.role, project.preset, {PLACE}, account.first_name, account.last_name, account.email,
    coalesce(project_member.account_id, workspace_member.account_id) is not null or by_group.roles is not null
      or project.created_by = membership.account_id as is_joined
  from project
  join membership on membership.organization_id = project.organization_id
  join account on account.id = membership.account_id and account.is_active
  {AROUND_PROJECT}
  where project.id = %(project)s and {_VISIBLE} and membership.role <> 'DI'
  order by account.id
"""

# Those of some people who belong to a project, by membership, by a group or by their office, published or not.
BELONGING: LiteralString = f"""
  select account.id, membership.role, project.preset, {PLACE}
  from project
  join membership on membership.organization_id = project.organization_id and membership.account_id = any(%(people)s)
  join account on account.id = membership.account_id and account.is_active
  {AROUND_PROJECT}
  where project.id = %(project)s and membership.role not in ('NO', 'DI') and (membership.role in ('OW', 'AD', 'MA')
    or project_member.account_id is not null or workspace_member.account_id is not null or by_group.roles is not null)
"""


def viewer(account_id: int, organization_id: int) -> dict[str, Any]:
    """The parameters of `VISIBLE_PROJECTS`."""
    return {"viewer": account_id, "viewer_organization": organization_id}


# Where the person of a request comes from. Tokens are refused when the organization has switched their kind off.
_BY_TOKEN = """
  api_token
  join account on account.id = api_token.account_id
  join organization on organization.id = account.organization_id
"""
_IF_TOKEN = """
  api_token.lookup_hash = %(credential)s and api_token.kind = %(token_kind)s and api_token.revoked_at is null
  and (api_token.expires_at is null or api_token.expires_at > now())
  and coalesce((organization.settings ->> (api_token.kind || '_tokens_enabled'))::boolean, true)
"""
_BY_SESSION = """
  login_session
  join account on account.id = login_session.account_id
"""
_IF_SESSION = "login_session.id_hash = %(credential)s and login_session.expires_at > now()"
_BY_ACCOUNT = "account"
_IF_ACCOUNT = "account.id = %(credential)s"

_PERSON = """
  account.id as account_id, account.organization_id, membership.role, account.email, account.first_name,
  account.last_name,
  (select jsonb_object_agg(p.permission, p.roles) from organization_permission p
    where p.organization_id = account.organization_id) as limits,
  (account.last_activity_at is null or account.last_activity_at < now() - %(activity_note)s) as is_note_due,
  now() as at
"""

# Only annotators and reviewers can be paused (LSE 10.3.4).
_PAUSES = """(
  select jsonb_agg(jsonb_build_array(pause.reason, pause.verbose_reason) order by pause.id) from pause
  where pause.project_id = project.id and pause.account_id = membership.account_id and pause.deleted_at is null
    and membership.role in ('RE', 'AN')) as pauses,"""

_PROJECT = """
  opened.id as project_id, opened.project_role, opened.group_roles, opened.keeps_own, opened.is_published,
  opened.settings, opened.preset,
  opened.review_unit, opened.ontology_version_id, opened.created_by, opened.title, opened.workspace_id,
  opened.task_id, opened.author_id, opened.pauses
"""

# What a request may name instead of a project; each row knows its project.
PARTS: dict[str, LiteralString] = {
    "task": "task",
    "annotation": "annotation",
    "prediction": "prediction",
    "draft": "draft",
    "comment": "comment",
    "instance": "instance",
    "work_item": "work_item",
    "review_item": "review_item",
    "verdict": "verdict",
    "issue": "issue",
    "import_run": "import_run",
    "export_run": "export_run",
    "upload": "upload",
    "event": "event",
}

_COLUMNS_OF_PART: dict[str, LiteralString] = {
    "task": "part.id as task_id, null::bigint as author_id",
    "annotation": "part.task_id, part.author_id",
    "event": "part.task_id, null::bigint as author_id",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Who asks and, when a project was named and is visible, that project. Without it `project_id` is None."""

    account_id: int
    organization_id: int
    role: str
    email: str
    first_name: str
    last_name: str
    is_note_due: bool
    at: datetime
    limits: dict[str, list[str]] | None = None
    csrf_token: str | None = None
    project_id: int | None = None
    project_role: str | None = None
    group_roles: list[str] | None = None
    keeps_own: bool | None = None
    is_published: bool = False
    settings: dict[str, Any] | None = None
    preset: str = ""
    review_unit: str = ""
    ontology_version_id: int | None = None
    created_by: int | None = None
    title: str = ""
    workspace_id: int | None = None
    task_id: int | None = None
    author_id: int | None = None
    pauses: list[list[str]] | None = None


def _opening(part: str | None) -> LiteralString:
    """The lateral table with the one project that the request names."""
    if part is None:
        source, columns, named = "project", "null::bigint as task_id, null::bigint as author_id", "project.id"
    else:
        source = db.composed(PARTS[part], "as part join project on project.id = part.project_id")
        columns, named = _COLUMNS_OF_PART.get(part, "null::bigint as task_id, null::bigint as author_id"), "part.id"
    return db.composed(
        "left join lateral (select project.*,",
        PLACE,
        ",",
        _PAUSES,
        columns,
        "from",
        source,
        AROUND_PROJECT,
        "where",
        named,
        "= %(named)s and",
        _VISIBLE,
        ") as opened on true",
    )


def _statement(source: str, condition: str, more: str, opening: str | None) -> LiteralString:
    columns = ", ".join([_PERSON, *([more] if more else []), *([_PROJECT] if opening else [])])
    return db.composed(
        "select",
        columns,
        "from",
        source,
        "join membership",
        "on membership.account_id = account.id and membership.organization_id = account.organization_id",
        opening or "",
        "where",
        condition,
        "and account.is_active and membership.role <> 'DI'",
    )


_SOURCES = {
    "token": (_BY_TOKEN, _IF_TOKEN, ""),
    "session": (_BY_SESSION, _IF_SESSION, "login_session.csrf_token"),
    "account": (_BY_ACCOUNT, _IF_ACCOUNT, ""),
}
_OPENINGS: dict[str, str | None] = {"": None, "project": _opening(None), **{part: _opening(part) for part in PARTS}}
_STATEMENTS: dict[tuple[str, str], LiteralString] = {
    (source, named): _statement(*_SOURCES[source], opening)
    for source in _SOURCES
    for named, opening in _OPENINGS.items()
}


@dataclass(frozen=True, slots=True)
class Credential:
    """What a request brought: the hash of a token or of a session, or the account that it already turned out to be."""

    source: str
    value: bytes | int
    token_kind: str | None = None


def find(connection: Connection, credential: Credential, named: str = "", named_id: int | None = None) -> Found | None:
    """The person behind a credential and the project that `named` (a project, or one of `PARTS`) belongs to.

    None: the credential is not valid. A project that the person cannot see leaves the project's fields empty.
    """
    parameters = {
        "credential": credential.value,
        "token_kind": credential.token_kind,
        "activity_note": ACTIVITY_NOTE,
        "named": named_id,
    }
    return db.one(connection, Found, _STATEMENTS[credential.source, named], parameters)


@dataclass(frozen=True, slots=True)
class SeenProject:
    """A project that a person sees, with what their roles there follow from."""

    id: int
    role: str
    preset: str
    project_role: str | None
    group_roles: list[str] | None
    keeps_own: bool | None


def visible(connection: Connection, parameters: dict[str, Any], ids: Sequence[int] | None = None) -> list[SeenProject]:
    """The projects that a viewer sees, all or those among `ids`."""
    sql = (
        f"select id, role, preset, project_role, group_roles, keeps_own from {VISIBLE_PROJECTS} v"
        " where %(ids)s::bigint[] is null or id = any(%(ids)s)"
    )
    return db.many(connection, SeenProject, sql, {**parameters, "ids": None if ids is None else list(ids)})


def note_activity(connection: Connection, account_id: int) -> None:
    """Writes down that the person is here, unless somebody just did."""
    db.run(
        connection,
        "update account set last_activity_at = now() where id = %(account)s"
        " and (last_activity_at is null or last_activity_at < now() - %(note)s)",
        {"account": account_id, "note": ACTIVITY_NOTE},
    )
