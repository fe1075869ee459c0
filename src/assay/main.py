"""The composition root: mounts the routers of all features on one application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

from assay import __version__, page
from assay.access import api as access
from assay.access import jobs as access_jobs
from assay.activity import api as activity
from assay.activity import jobs as activity_jobs
from assay.activity.api.watching import Watch
from assay.activity.recorder import Recorder
from assay.datamanager import api as datamanager
from assay.datamanager import displayed as lists
from assay.datamanager import jobs as datamanager_jobs
from assay.datasets import api as datasets
from assay.datasets import jobs as dataset_jobs
from assay.exchange import api as exchange
from assay.exchange import jobs as exchange_jobs
from assay.exchange.media import jobs as media_jobs
from assay.exchange.webhooks import jobs as webhook_jobs
from assay.exchange.webhooks import outbox
from assay.exchange.webhooks.queries import HAS_LISTENERS
from assay.history.service import gather, listen, subscribe
from assay.inbox import api as inbox
from assay.inbox import jobs as inbox_jobs
from assay.inbox import on_events
from assay.insights import api as insights
from assay.insights.agreement import jobs as agreement_jobs
from assay.kit.config import Config
from assay.kit.config import config as environment
from assay.kit.db import Database
from assay.kit.http import Routes, install_errors
from assay.kit.live import Switchboard
from assay.kit.secrets import secret_key
from assay.projects import api as projects
from assay.projects import jobs as project_jobs
from assay.projects import states
from assay.queue import api as queue
from assay.queue import displayed, evaluation, on_departure, on_project, on_publication, routing
from assay.queue import jobs as queue_jobs
from assay.reviews import api as reviews


class Health(BaseModel):
    """The server answers."""

    status: str


class Version(BaseModel):
    """What runs here, in the words of Label Studio's clients, and what it really is."""

    release: str
    edition: str
    backend: dict[str, str]
    assay: dict[str, str]

    model_config = ConfigDict(extra="allow")


plain = Routes(tags=["server"])


@plain.get("/api/version/", response_model=Version)
def version() -> dict[str, object]:
    """The version. `edition` tells Label Studio's client to download exports in one step."""
    return {
        "release": COMPATIBLE_WITH,
        "edition": "Community",
        "backend": {"version": __version__},
        "label-studio-os-package": {"version": COMPATIBLE_WITH, "short_version": COMPATIBLE_WITH[:4]},
        "label-studio-os-backend": {"message": "Assay"},
        "label-studio-frontend": {"message": "Assay"},
        "dm2": {"message": "Assay"},
        "label-studio-converter": {"version": __version__},
        "lsf": {"message": "Assay"},
        "assay": {"version": __version__},
    }


@plain.get("/health", response_model=Health)
def health() -> dict[str, str]:
    """Answers when the server is ready."""
    return {"status": "UP"}


# The release of Label Studio whose API this one follows.
COMPATIBLE_WITH = "1.23.2"

# The streams come first: routes are matched in this order.
FEATURES = (queue, access, projects, datasets, reviews, datamanager, insights, exchange, inbox, activity)

# Whose work a worker does: importing them tells it their tasks.
JOBS = (
    access_jobs,
    activity_jobs,
    agreement_jobs,
    datamanager_jobs,
    dataset_jobs,
    exchange_jobs,
    inbox_jobs,
    media_jobs,
    project_jobs,
    queue_jobs,
    webhook_jobs,
)

subscribe("tasks.created", media_jobs.tasks_created)
subscribe("dataset.units_added", media_jobs.units_added)
subscribe("project.created", dataset_jobs.project_created)
subscribe("tasks.created", agreement_jobs.tasks_created)
subscribe("tasks.created", on_project.tasks_created)
subscribe("project.changed", on_project.changed)
subscribe("project.changed", on_publication.changed)
subscribe("project.changed", agreement_jobs.project_changed)
subscribe("project.changed", evaluation.settings_changed)
for action in ("tasks.created", "tasks.deleted"):
    subscribe(action, evaluation.tasks_changed)
for action in ("review.created", "review.updated", "review.deleted"):
    subscribe(action, queue_jobs.judged)
for action in ("task.agreement", "annotation.ground_truth"):
    subscribe(action, queue_jobs.compared)
for action in agreement_jobs.ABOUT_WORK:
    gather(action, agreement_jobs.work_changed)
subscribe("tasks.deleted", on_project.tasks_deleted)
for action in (
    "project.created", "project.changed", "tasks.created", "tasks.deleted",
    "workspace.project_added", "workspace.project_removed",
):  # fmt: skip
    subscribe(action, states.changed)
displayed.use(displayed.Lists(lists.to_review, lists.to_label, lists.matching))
for action in ("workspace.project_added", "workspace.project_removed", "project.changed"):
    subscribe(action, on_departure.project_moved)
subscribe("workspace_member.removed", on_departure.left_workspace)
subscribe("task.agreement", routing.agreement_known)
subscribe("project_member.removed", on_departure.left_project)
subscribe("project_group.placed", on_departure.group_placed)
subscribe("project_group.removed", on_departure.left_group)
subscribe("user_group.people_removed", on_departure.left_group)
subscribe("user_group.deleted", on_departure.left_group)
subscribe("membership.removed", on_departure.left_organization)
subscribe("membership.role_changed", on_departure.left_organization)
for action in ("project_member.added", "project_member.role_dropped", "membership.role_changed"):
    subscribe(action, on_departure.role_changed)
listen(outbox.EVENTS, webhook_jobs.happened, if_any=HAS_LISTENERS)

for action, handler in on_events.HANDLERS.items():
    subscribe(action, handler)
gather("review.created", on_events.judged)


def create_app(
    config: Config | None = None, *, database: Database | None = None, secret: bytes | None = None
) -> FastAPI:
    """The application. Without arguments it runs as the environment says; tests give their own database and secret."""
    settings = config or environment()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.database = database or Database(settings.database_url, settings.pool_size)
        app.state.secret = secret or secret_key(settings.data_dir, settings.secret_key).encode()
        app.state.recorder = Recorder(app.state.database)
        app.state.live = Switchboard(app.state.database.url)
        yield
        app.state.live.end()
        app.state.recorder.end()
        if database is None:
            app.state.database.close()

    app = FastAPI(
        title="Assay",
        version=__version__,
        lifespan=lifespan,
        redirect_slashes=False,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.config = settings
    install_errors(app)
    app.include_router(plain)
    routes = [route for feature in FEATURES for router in feature.routers for route in router.routes]
    # Flat, and the documented spelling of every path before its other one: a request passes few routes to find its own.
    app.router.routes.extend(sorted(routes, key=lambda route: not getattr(route, "include_in_schema", True)))
    app.add_middleware(Watch)
    page.install(app, settings.max_upload_mb)
    return app
