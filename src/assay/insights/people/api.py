"""Routes of the figures of people: managers see everybody's, others their own (LSE 12.6.1, 18.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel

from assay.access.deps import Context, Ctx, ProjectAccess
from assay.access.rules.permissions import Permission
from assay.insights.people import figures, queries
from assay.insights.people.rules import ANNOTATIONS, REVIEWS, in_order
from assay.kit.errors import BadInput, NotAllowed
from assay.kit.http import LARGEST_ID, Id, QueryId, Routes
from assay.projects import queries as projects
from assay.projects import sight
from assay.projects.answers import NO_COUNTS
from assay.projects.queries import workflow_of
from assay.projects.rules.workflow import Workflow

router = Routes(tags=["people's figures"])

UserId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Ids = Annotated[str, Query(max_length=20_000, description="Ids of people, and `model:<version>`, with commas.")]
Table = Literal["annotations", "reviews"]

_MODEL = "model:"


class Annotator(BaseModel):
    """Somebody with annotations."""

    id: int
    username: str
    email: str
    first_name: str
    last_name: str
    avatar: str | None


class LeadTime(BaseModel):
    """How long a person's annotations took, in seconds."""

    user_id: int
    mean_time: float | None
    median_time: float | None
    sum_lead_time: float


class LeadTimes(BaseModel):
    """Lead times of people."""

    lead_time_stats: list[LeadTime]


class Finished(BaseModel):
    """How many tasks are finished, and that in percent."""

    id: int
    finished: int
    progress: int


class Rows(BaseModel):
    """A page of a table of people. Scores are 0 to 1, times seconds."""

    count: int
    page: int
    page_size: int
    results: list[dict[str, Any]]


class Summary(BaseModel):
    """The last row of a table of people."""

    summary: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """A project, and whose figures are asked for: None for everybody's; `models` None for all of them."""

    project: ProjectAccess
    workflow: Workflow
    people: list[int] | None
    models: list[str] | None
    is_manager: bool


def _opened(ctx: Ctx, project_id: int, ids: str = "") -> Opened:
    project = ctx.project(project_id, Permission.PROJECT_VIEW)
    is_manager = project.allows(Permission.PROJECT_MEMBERS)
    people, models = _chosen(ids)
    if not is_manager:
        if people is not None and set(people) != {ctx.actor.id}:
            raise NotAllowed("You see your own figures here; a manager sees everybody's.")
        people, models = [ctx.actor.id], []
    return Opened(project, workflow_of(project), people, models, is_manager)


def _chosen(ids: str) -> tuple[list[int] | None, list[str] | None]:
    parts = [part.strip() for part in ids.split(",") if part.strip()]
    if not parts:
        return None, None
    people = [part for part in parts if not part.startswith(_MODEL)]
    if not all(part.isascii() and part.isdigit() and len(part) <= 18 for part in people):
        raise BadInput.field("ids", "must be ids of people, or model:<version>, with commas between them.")
    return [int(part) for part in people], [part for part in parts if part.startswith(_MODEL)]


@router.get("/api/projects/{id}/annotators/", response_model=list[Annotator])
def annotators(ctx: Context, id: Id) -> Any:
    """Everybody with an annotation in the project; whose names are hidden from a reviewer is not in the list."""
    project = ctx.project(id, Permission.ANNOTATIONS_VIEW_ALL)
    seen = sight.of(project, ctx.actor.id)
    return [row for row in queries.authors(ctx.db, id) if not seen.hides(row["id"])]


@router.get("/api/projects/{id}/stats/finished", response_model=Finished)
def finished(ctx: Context, id: Id, user_pk: QueryId = None) -> Any:
    """How many tasks of a project are finished, or with `user_pk` how many a person has finished."""
    opened = _opened(ctx, id, str(user_pk or ctx.actor.id))
    tally = projects.tallies(ctx.db, [id]).get(id, NO_COUNTS)
    done, whole = tally["labeled"], tally["tasks"]
    if user_pk is not None:
        found = queries.finished(ctx.db, id, user_pk)
        done = found["finished"]
        whole = found["assigned"] if opened.workflow.manual else max(done, done + tally["tasks"] - tally["labeled"])
    return {"id": user_pk or id, "finished": done, "progress": round(100 * min(1, done / whole)) if whole else 0}


@router.get("/api/projects/{id}/stats/lead_time", response_model=LeadTimes)
def lead_time(ctx: Context, id: Id) -> Any:
    """How long annotations took, person by person; skips are not among them."""
    opened = _opened(ctx, id)
    return {
        "lead_time_stats": [
            {
                "user_id": row["id"],
                "mean_time": row["average_lead_time"],
                "median_time": row["median_lead_time"],
                "sum_lead_time": row["total_lead_time"] or 0.0,
            }
            for row in queries.annotators(ctx.db, id, opened.people)
            if row["submitted"]
        ]
    }


@router.get("/api/projects/{id}/stats/data_filter", response_model=dict[str, Any])
def data_filters(ctx: Context, id: Id) -> Any:
    """Filters for the list of tasks that show each person's work, and each model's."""
    opened = _opened(ctx, id)
    stats = [
        {"id": str(row["id"]), **_filter("annotators", "contains", "List", row["id"])}
        for row in queries.annotators(ctx.db, id, opened.people)
    ]
    if opened.is_manager:
        stats += [
            {
                "id": _MODEL + row["model_version"],
                **_filter("predictions_model_versions", "contains", "List", row["model_version"]),
            }
            for row in queries.models(ctx.db, id)
        ]
    worked = _filter("total_annotations", "greater", "Number", 0)
    return {"user_filters": {"stats": stats, "tasks_with_annotations": worked}}


def _filter(column: str, operator: str, kind: str, value: Any) -> dict[str, Any]:
    item = {"filter": f"filter:tasks:{column}", "operator": operator, "type": kind, "value": value}
    return {"filters": {"conjunction": "and", "items": [item]}}


@router.get("/api/projects/{id}/user-stats/review_score", response_model=dict[str, Any])
def review_scores(ctx: Context, id: Id, ids: Ids = "", per_label: bool = False) -> Any:
    """How people's work was judged: by the verdicts that stand, and by every verdict (LSE 12.5)."""
    opened = _opened(ctx, id, ids)
    scored = figures.scores_by_label if per_label else figures.scores
    return scored(ctx.db, opened.workflow, opened.people)


@router.get("/api/projects/{id}/user-stats/{user_id}/review_score", response_model=dict[str, Any])
def review_score(ctx: Context, id: Id, user_id: UserId, per_label: bool = False) -> Any:
    """The same of one person; null while nobody has judged their work."""
    opened = _opened(ctx, id, str(user_id))
    scored = figures.scores_by_label if per_label else figures.scores
    found = scored(ctx.db, opened.workflow, opened.people)
    return {name: of_people.get(str(user_id)) for name, of_people in found.items()}


@router.get("/api/projects/{id}/stats/member_performance_participants/", response_model=list[dict[str, Any]])
def participants(ctx: Context, id: Id, table: Table = "annotations") -> Any:
    """Who is in a table of people, and which models."""
    return [
        {**row["user"], "username": row["user"]["email"], "avatar": None}
        if "user" in row
        else {"id": row["id"], "username": row["model_version"], "email": "", "avatar": None}
        for row in _rows(ctx, _opened(ctx, id), table)
    ]


@router.get("/api/projects/{id}/stats/member_performance_rows/", response_model=Rows)
def member_rows(
    ctx: Context,
    id: Id,
    ids: Ids = "",
    table: Table = "annotations",
    ordering: str = "id",
    page: Annotated[int, Query(ge=1, le=10_000_000)] = 1,
    page_size: Annotated[int, Query(ge=1, le=100)] = 30,
) -> Any:
    """A page of the table of annotators, or of reviewers."""
    columns = ANNOTATIONS if table == "annotations" else REVIEWS
    if ordering.removeprefix("-") not in columns:
        raise BadInput.field("ordering", f"must be one of: {', '.join(columns)}.", "Put - before it to turn it round.")
    rows = in_order(_rows(ctx, _opened(ctx, id, ids), table), ordering)
    start = (page - 1) * page_size
    return {"count": len(rows), "page": page, "page_size": page_size, "results": rows[start : start + page_size]}


@router.get("/api/projects/{id}/stats/member_performance_summary/", response_model=Summary)
def member_summary(ctx: Context, id: Id, ids: Ids = "", table: Table = "annotations") -> Any:
    """The last row of the table: what everybody in it did together. Models are not people and not in it."""
    rows = [row for row in _rows(ctx, _opened(ctx, id, ids), table) if "user" in row]
    return {"summary": figures.summary(rows, table)}


def _rows(ctx: Ctx, opened: Opened, table: str) -> list[dict[str, Any]]:
    if table == "reviews":
        return figures.review_rows(ctx.db, opened.workflow, opened.people)
    rows = figures.annotation_rows(ctx.db, opened.workflow, opened.people, with_agreement=opened.is_manager)
    models = [] if opened.models == [] else figures.model_rows(ctx.db, opened.workflow)
    return rows + [row for row in models if opened.models is None or row["id"] in opened.models]
