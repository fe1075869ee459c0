"""The verbs of projects: create, change, publish, delete."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assay.access import reviewers
from assay.access.queries import viewer, workspaces
from assay.history.service import record
from assay.kit.db import Connection, json
from assay.kit.errors import BadInput, NotThere, Problem
from assay.projects import deletion_queries, names, ontology_queries, queries
from assay.projects.queries import ProjectRow
from assay.projects.rules import labeling
from assay.projects.rules import settings as rules
from assay.projects.rules.labeling import Refusal, Schema
from assay.projects.rules.settings import RejectAction, ReviewOrder, Settings

SHORTEST_TITLE, LONGEST_TITLE, LONGEST_DESCRIPTION = 3, 200, 20_000
PRESETS = ("annotation_review", "manual_qa")
UNITS = ("annotation", "instance")

# Columns of a project that a person may set beside the settings, each with its check.
TEXTS = {
    "title": LONGEST_TITLE,
    "description": LONGEST_DESCRIPTION,
    "internal_description": LONGEST_DESCRIPTION,
    "color": 32,
}
OWN_FIELDS = frozenset(
    {
        "title",
        "description",
        "internal_description",
        "color",
        "label_config",
        "workspace",
        "is_published",
        "is_draft",
        "pinned_at",
        "preset",
    }
    | {"review_unit", "members", "my", "datasets", "ontology", "ontology_version", "tags"}
)


def understood(config: Any, field: str = "label_config") -> Schema:
    """A parsed labeling configuration; raises BadInput with every problem, its tag and line."""
    if not isinstance(config, str) or not config.strip():
        raise BadInput.field(field, "is empty.", "Paste a labeling configuration, or take a template.")
    found = labeling.parse(config)
    if isinstance(found, Refusal):
        problems = [replace(problem, field=field) for problem in found.problems]
        first = problems[0]
        where = f" (line {first.line})" if first.line is not None else ""
        raise BadInput(f"{first.message}{where}", problems=problems, code="bad_configuration")
    return found


def sample(db: Connection, project_id: int, config: str) -> dict[str, Any]:
    """Data to try a configuration on. Raises BadInput for one that is not understood."""
    schema = understood(config)
    first = queries.first_data(db, project_id)
    if first is not None and not labeling.check_data(schema, first):
        return first
    return labeling.example_for(schema)


def create(db: Connection, *, organization_id: int, creator_id: int, given: Mapping[str, Any]) -> int:
    """Makes a project from what a client sends and returns its id. Raises BadInput naming every field that is wrong."""
    problems: list[Problem] = []
    preset = given.get("preset") or "annotation_review"
    unit = given.get("review_unit") or ("instance" if preset == "manual_qa" else "annotation")
    if preset not in PRESETS:
        problems.append(Problem("preset", f"must be one of: {', '.join(PRESETS)}."))
    if unit not in UNITS:
        problems.append(Problem("review_unit", f"must be one of: {', '.join(UNITS)}."))
    title = given.get("title")
    texts = _texts({"title": "New project" if title is None else title, **given}, problems)
    settings = rules.changed(_defaults(preset, unit), _settings_part(given))
    if not isinstance(settings, Settings):
        problems.extend(settings)
    else:
        problems.extend(rules.not_obeyed(preset, settings))
    config = given.get("label_config")
    schema = None
    if config is not None and str(config).strip() not in ("", "<View></View>", "<View/>"):
        try:
            schema = understood(config)
        except BadInput as refused:
            problems.extend(refused.problems)
    workspace_id, _ = _workspace(db, viewer(creator_id, organization_id), given, problems)
    _check_experts(db, organization_id, settings, problems)
    version = _given_ontology(db, organization_id, given, problems, has_config=schema is not None)
    datasets = _given_datasets(db, organization_id, given, problems)
    _check_unit(unit, Settings(), settings, problems)
    if isinstance(settings, Settings):
        known = schema if version is None else queries.schema(db, version)
        where = names.Where(organization_id, None, unit, preset, known)
        problems.extend(names.check(db, where, Settings().review, settings.review))
    if problems or not isinstance(settings, Settings):
        raise _wrong(problems)
    project_id = queries.insert(
        db,
        organization_id=organization_id,
        workspace_id=workspace_id,
        title=texts["title"],
        description=texts.get("description", ""),
        internal_description=texts.get("internal_description", ""),
        color=texts.get("color", ""),
        preset=preset,
        review_unit=unit,
        settings=rules.as_json(settings),
        is_published=False,
        is_draft=bool(given.get("is_draft")),
        created_by=creator_id,
    )
    if schema is not None and isinstance(config, str):
        queries.add_ontology_version(db, project_id, config, schema, creator_id)
    elif version is not None:
        queries.update(db, project_id, {"ontology_version_id": version})
    record(
        db,
        "project.created",
        organization_id=organization_id,
        project_id=project_id,
        actor_id=creator_id,
        payload={"title": texts["title"], **({"datasets": datasets} if datasets else {})},
    )
    if given.get("is_published"):
        change(db, project_id, {"is_published": True}, actor_id=creator_id)
    return project_id


def change(db: Connection, project_id: int, given: Mapping[str, Any], *, actor_id: int) -> None:
    """Changes a project: all of what is given or nothing of it. What already happened is never changed."""
    row = queries.get(db, project_id)
    if row is None:
        raise NotThere()
    problems: list[Problem] = []
    if given.get("workspace", row.workspace_id) == row.workspace_id:
        # It stays where it is, so it need not be a workspace that this person sees.
        given = {name: value for name, value in given.items() if name != "workspace"}
    texts = _texts(given, problems)
    before = rules.from_json(row.settings)
    after = rules.changed(before, _settings_part(given))
    for fixed in ("preset", "review_unit"):
        if fixed in given and given[fixed] != getattr(row, fixed):
            problems.append(Problem(fixed, "cannot be changed once the project exists.", "Create another project."))
    for part, address in (("datasets", "datasets"), ("ontology", "ontology"), ("ontology_version", "ontology")):
        if given.get(part) is not None:
            fix = f"Send it to /api/projects/{project_id}/{address}/."
            problems.append(Problem(part, "is not changed together with settings.", fix))
    if not isinstance(after, Settings):
        problems.extend(after)
    else:
        problems.extend(rules.not_obeyed(row.preset, after))
    schema = None
    config = given.get("label_config")
    if config is not None and config != row.label_config:
        schema = _new_configuration(db, row, config, problems)
    if given.get("is_published") and not row.is_published:
        problems.extend(_unready(db, row, has_config=schema is not None or row.label_config is not None))
    workspace_id, in_sandbox = _workspace(db, viewer(actor_id, row.organization_id), given, problems)
    if "workspace" not in given:
        in_sandbox = bool(row.workspace_is_personal)
    if in_sandbox and given.get("is_published"):
        problems.append(
            Problem(
                "is_published",
                "is not possible in a personal workspace, which nobody else sees.",
                "Move the project to another workspace first.",
            )
        )
    if after != before:
        _check_experts(db, row.organization_id, after, problems, project_id, before.review.expert.reviewers)
        _check_unit(row.review_unit, before, after, problems)
    if isinstance(after, Settings) and after.review != before.review:
        problems.extend(names.check(db, _where(row, schema), before.review, after.review))
    if problems or not isinstance(after, Settings):
        raise _wrong(problems)
    columns: dict[str, Any] = dict(texts)
    for name in ("is_published", "is_draft"):
        if given.get(name) is not None:
            columns[name] = bool(given[name])
    if "workspace" in given:
        columns["workspace_id"] = workspace_id
        if in_sandbox:
            columns["is_published"] = False
    if "pinned_at" in given:
        columns["pinned_at"] = given["pinned_at"]
    if after != before:
        columns["settings"] = json(rules.as_json(after))
    queries.update(db, project_id, columns)
    if schema is not None and isinstance(config, str):
        queries.add_ontology_version(db, project_id, config, schema, actor_id)
    changed = sorted(set(columns) - {"settings"}) + (["label_config"] if schema is not None else [])
    was, now = rules.as_json(before), rules.as_json(after)
    record(
        db,
        "project.changed",
        organization_id=row.organization_id,
        project_id=project_id,
        actor_id=actor_id,
        payload={
            "fields": changed,
            "before": {key: value for key, value in was.items() if now[key] != value},
            "after": {key: value for key, value in now.items() if was[key] != value},
        },
    )


def settings_after(row: ProjectRow, given: Mapping[str, Any]) -> tuple[Settings, Settings]:
    """The settings as they are and as they would be; raises BadInput for what a change would refuse of them."""
    before = rules.from_json(row.settings)
    after = rules.changed(before, _settings_part(given))
    if not isinstance(after, Settings):
        raise _wrong(after)
    return before, after


def review_after(db: Connection, row: ProjectRow, given: Mapping[str, Any]) -> Settings:
    """The settings with other ones of review; raises BadInput as the change does, also for names that are nothing."""
    before, after = settings_after(row, {"review_settings": given})
    if problems := names.check(db, _where(row), before.review, after.review):
        raise _wrong(problems)
    return after


def _where(row: ProjectRow, schema: Schema | None = None) -> names.Where:
    known = schema or (labeling.schema_from_json(row.schema) if row.schema is not None else None)
    return names.Where(row.organization_id, row.id, row.review_unit, row.preset, known)


def check_configuration(db: Connection, project_id: int, config: str) -> None:
    """Raises BadInput when a configuration does not fit the tasks and annotations of a project."""
    row = queries.get(db, project_id)
    if row is None:
        raise NotThere()
    problems: list[Problem] = []
    _new_configuration(db, row, config, problems)
    if problems:
        raise _wrong(problems)


def delete(db: Connection, project_id: int, *, actor_id: int) -> None:
    """Takes a project out of sight at once; subscribers remove its rows later."""
    row = queries.get(db, project_id)
    if row is None:
        raise NotThere()
    deletion_queries.mark_deleted(db, project_id)
    record(
        db,
        "project.deleted",
        organization_id=row.organization_id,
        project_id=project_id,
        actor_id=actor_id,
        payload={"title": row.title},
    )


def _defaults(preset: str, unit: str) -> Settings:
    """What a new project starts with; rejected instances go back to their author unless somebody says otherwise.

    In manual QA what has waited longest is reviewed first (MQA 16), and a reservation lasts until the work is handed
    in or given back (MQA A.21 U4).
    """
    settings = Settings()
    if preset == "manual_qa":
        review = replace(settings.review, sampling=ReviewOrder.ENTRY, reservations_expire=False)
        settings = replace(settings, review=review)
    if unit == "annotation":
        return settings
    review = replace(
        settings.review,
        allowed_reject_actions=(RejectAction.REQUEUE,),
        default_reject_action=RejectAction.REQUEUE,
    )
    return replace(settings, review=review)


def _settings_part(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in OWN_FIELDS}


def _texts(given: Mapping[str, Any], problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, longest in TEXTS.items():
        if name not in given:
            continue
        text = given[name]
        if text is None:
            text = ""
        if name == "internal_description" and isinstance(text, list):
            text = "\n".join(text)
        if not isinstance(text, str) or "\x00" in text:
            problems.append(Problem(name, "must be a text without null bytes."))
        elif len(text) > longest:
            problems.append(Problem(name, f"is longer than {longest:,} characters.", "Shorten it."))
        elif name == "title" and len(text.strip()) < SHORTEST_TITLE:
            problems.append(Problem(name, f"needs at least {SHORTEST_TITLE} characters.", "Give a longer name."))
        else:
            found[name] = text.strip() if name == "title" else text
    return found


def _workspace(
    db: Connection, viewer: dict[str, Any], given: Mapping[str, Any], problems: list[Problem]
) -> tuple[int | None, bool]:
    """The workspace that a project shall be in, and whether it is personal. Only one that its mover sees counts."""
    found = given.get("workspace")
    if found is None:
        return None, False
    is_whole = isinstance(found, int) and not isinstance(found, bool)
    is_personal = workspaces.usable(db, viewer, found) if is_whole else None
    if is_personal is None:
        problems.append(Problem("workspace", "is not a workspace that you see.", "Leave it out, or choose one."))
        return None, False
    return found, is_personal


def _given_ontology(
    db: Connection, organization_id: int, given: Mapping[str, Any], problems: list[Problem], *, has_config: bool
) -> int | None:
    """The version of a named ontology that a new project shall use: the newest, unless one is named."""
    ontology, number = given.get("ontology"), given.get("ontology_version")
    if ontology is None:
        return None
    if has_config:
        problems.append(Problem("ontology", "cannot come together with label_config.", "Send one of the two."))
        return None
    version = ontology_queries.version_numbered(db, organization_id, ontology, number)
    if version is None:
        problems.append(Problem("ontology", "is no ontology of your organization with such a version."))
        return None
    return version.id


def _given_datasets(
    db: Connection, organization_id: int, given: Mapping[str, Any], problems: list[Problem]
) -> list[int]:
    """The datasets that a new project shall show; whoever hears of the project attaches them."""
    wanted = sorted(set(given.get("datasets") or ()))
    strangers = queries.not_datasets(db, organization_id, wanted)
    if strangers:
        problems.append(
            Problem(
                "datasets", f"names no dataset of your organization: {strangers[0]}.", "Use ids from /api/datasets/."
            )
        )
    return wanted


def _check_experts(
    db: Connection,
    organization_id: int,
    settings: Any,
    problems: list[Problem],
    project_id: int | None = None,
    known: Collection[int] = (),
) -> None:
    """New experts are people of this organization who may review (MQA 59); whether they see the project is asked later.

    Who was `known` before and may not any more stays in the list: that must not keep anybody from other settings.
    """
    if not isinstance(settings, Settings):
        return
    experts = [person for person in settings.review.expert.reviewers if person not in known]
    if not experts:
        return
    strangers = queries.not_members(db, organization_id, experts)
    if strangers:
        problems.append(
            Problem(
                "review_settings.expert",
                f"names nobody of this organization: {strangers[0]}.",
                "Use the ids of members.",
            )
        )
        return
    if unable := reviewers.unable(db, organization_id, project_id, experts):
        problems.append(
            Problem(
                "review_settings.expert",
                f"names {unable[0]}, who may not review.",
                "Make them a reviewer of the project first, or name somebody else.",
            )
        )


def _check_unit(unit: str, before: Settings, after: Any, problems: list[Problem]) -> None:
    """Refuses what only means something where single instances are judged."""
    if unit == "instance" or not isinstance(after, Settings):
        return
    for name in rules.OF_INSTANCES:
        if getattr(after.review, name) != getattr(before.review, name):
            problems.append(
                Problem(
                    f"review_settings.{name}",
                    "means something only where single instances are judged; here whole annotations are.",
                    "Leave it out, or make the project with review_unit: instance.",
                )
            )


def _new_configuration(db: Connection, row: ProjectRow, config: Any, problems: list[Problem]) -> Schema | None:
    """A new configuration, checked against the tasks and the annotations that exist (LSE 3.2)."""
    try:
        schema = understood(config)
    except BadInput as refused:
        problems.extend(refused.problems)
        return None
    for data in queries.some_data(db, row.id):
        found = labeling.check_data(schema, data)
        if found:
            # About a field of the data until here, about the configuration from now on: the message has to name both.
            problems.extend(
                replace(problem, field="label_config", message=f"{problem.field} of a task {problem.message}")
                for problem in found[:3]
            )
            return None
    if row.schema is not None:
        old = labeling.schema_from_json(row.schema)
        found = labeling.compare(old, schema, queries.used_labels(db, row.id))
        problems.extend(replace(problem, field="label_config") for problem in found)
    return schema


def _unready(db: Connection, row: ProjectRow, *, has_config: bool) -> Sequence[Problem]:
    problems = []
    if not has_config:
        problems.append(
            Problem("is_published", "needs a labeling configuration first.", "Set up the labeling interface.")
        )
    if not queries.tallies(db, [row.id]).get(row.id, {}).get("tasks"):
        problems.append(Problem("is_published", "needs tasks first.", "Import data."))
    return problems


def _wrong(problems: Sequence[Problem]) -> BadInput:
    first = problems[0]
    code = "bad_configuration" if first.field == "label_config" else "bad_input"
    return BadInput(f"{first.field}: {first.message}", problems=problems, code=code)
