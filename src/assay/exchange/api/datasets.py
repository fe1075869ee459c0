"""Routes that fill a named dataset from files, rows and addresses, and those that take its files away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, BinaryIO

from fastapi import Query, Response
from pydantic import BaseModel

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.datasets import service as datasets
from assay.exchange import dataset_imports, imports, jobs, queries, uploads
from assay.exchange.api.imports import BODY, take
from assay.exchange.api.incoming import Incoming, ReceivedForDataset
from assay.exchange.dataset_imports import Grouping
from assay.exchange.formats.sniffing import FileKind
from assay.exchange.reading import Part
from assay.exchange.uploads import Taking
from assay.kit.errors import BadInput, NotThere
from assay.kit.http import Id, Routes, no_content
from assay.kit.jobs import defer
from assay.kit.storage import dataset_folder, storage

router = Routes(tags=["datasets"])


class DatasetImport(BaseModel):
    """What was added to a dataset: items, and tasks in the projects that it is attached to.

    While the status is `in_progress`, `progress` rows are read.
    """

    id: int
    dataset: int
    status: str
    unit_count: int
    task_count: int
    progress: int
    found_formats: dict[str, int]
    data_columns: list[str]
    error: str | None


@router.post(
    "/api/datasets/{id}/import",
    response_model=DatasetImport,
    status_code=201,
    openapi_extra=BODY,
    operation_id="import_into_dataset",
)
def fill_dataset(
    ctx: Context,
    id: Id,
    received: ReceivedForDataset,
    group: bool = False,
    title: Annotated[str, Query(max_length=120)] = "",
) -> Any:
    """Adds items from JSON, from files, or from an address: all of them or none.

    With `group=true` all pictures of the request become one item, called `title`. Every project that the dataset is
    attached to gets a task for each new item. What is small is done in the answer; the rest by a job, whose progress
    the answer to GET tells.
    """
    grouping = Grouping(group, title.strip())
    with _sources(ctx, id, received) as (taken, parts):
        import_id = dataset_imports.begin(ctx.db, id, taken.taken, grouping, actor_id=ctx.actor.id)
        if taken.taken and not imports.is_small(taken.taken):
            defer(ctx.db, jobs.fill_dataset, import_id=import_id)
        else:
            filled = dataset_imports.write(
                ctx.db, ctx.actor.organization_id, id, parts, actor_id=ctx.actor.id, grouping=grouping
            )
            dataset_imports.finish(ctx.db, import_id, filled)
    return _shown(ctx, id, import_id)


@router.get("/api/datasets/{id}/imports/{import_id}/", response_model=DatasetImport)
def get_dataset_import(ctx: Context, id: Id, import_id: Id) -> Any:
    """How far adding items to a dataset is."""
    actor = ctx.require(Permission.DATASETS_VIEW)
    datasets.found(ctx.db, actor.organization_id, id)
    return _shown(ctx, id, import_id)


@router.delete("/api/datasets/{id}/data-units/{unit_id}/", status_code=204)
def delete_unit(ctx: Context, id: Id, unit_id: Id, with_tasks: bool = False) -> Response:
    """Deletes an item. While it is a task of projects that is refused, unless `with_tasks` takes those along."""
    actor = ctx.require(Permission.DATASETS_CHANGE)
    files = datasets.delete_unit(ctx.db, actor.organization_id, id, unit_id, with_tasks=with_tasks, actor_id=actor.id)
    paths = uploads.forget(ctx.db, queries.dataset_uploads(ctx.db, id, files))
    ctx.commit()
    uploads.discard(paths)
    return no_content()


@router.delete("/api/datasets/{id}/", status_code=204)
def delete_dataset(ctx: Context, id: Id) -> Response:
    """Deletes a dataset with its items and files. While it is attached to a project that is refused."""
    actor = ctx.require(Permission.DATASETS_CHANGE)
    datasets.delete(ctx.db, actor.organization_id, id, actor_id=actor.id)
    ctx.commit()
    storage().delete_below(dataset_folder(id))
    return no_content()


@contextmanager
def _sources(ctx: Ctx, dataset_id: int, received: Incoming) -> Iterator[tuple[Taking, imports.Files | list[Part]]]:
    """What is added. Files are stored first, and removed again if it fails."""
    organization_id = ctx.actor.organization_id
    with uploads.taking(
        ctx.db, organization_id=organization_id, dataset_id=dataset_id, account_id=ctx.actor.id
    ) as taken:
        url = received.fields.get("url") or _address(received)
        if url is None and received.text is not None:
            _refuse_other_encodings(received.text)
            yield taken, [Part("body", FileKind.JSON, received.size, received.text)]
            return
        take(taken, received, url)
        if taken.refused:
            raise imports.refusal(taken.refused, len(taken.refused))
        yield taken, imports.Files(taken.taken)


def _refuse_other_encodings(text: BinaryIO) -> None:
    """A body is JSON in UTF-8, as everywhere; files may be otherwise, and say so."""
    head = text.read(4)
    text.seek(0)
    if b"\x00" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput.field("body", "is not JSON in UTF-8.", "Encode it as UTF-8, or send it as a file.")


def _address(received: Incoming) -> str | None:
    """The address in a JSON body that is nothing but an address."""
    given = received.only_url()
    if given is None:
        return None
    if not isinstance(given["url"], str):
        raise BadInput.field("url", "is no address.", 'Send {"url": "https://..."}.')
    return given["url"]


def _shown(ctx: Ctx, dataset_id: int, import_id: int) -> dict[str, Any]:
    row = queries.import_run(ctx.db, import_id)
    if row is None or row.dataset_id != dataset_id:
        raise NotThere()
    return {
        "id": row.id,
        "dataset": dataset_id,
        "status": row.status,
        "unit_count": row.task_count,
        "task_count": row.report.get("tasks", 0),
        "progress": row.progress,
        "found_formats": row.report.get("found_formats", {}),
        "data_columns": row.report.get("columns", []),
        "error": row.error or None,
    }
