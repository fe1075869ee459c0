"""The body of an import: JSON, a form with files, or an address; received to the disk, never to memory as a whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any, BinaryIO, cast

import orjson
from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.datasets import service as datasets
from assay.exchange.uploads import readable_name
from assay.kit.errors import BadInput
from assay.kit.http import Id

IN_MEMORY = 32_000_000
LONGEST_ADDRESS = 4000
MAX_FILES = 10_000
PIECE = 1 << 20


@dataclass
class IncomingFile:
    """A file of a form."""

    name: str
    file: BinaryIO

    def pieces(self) -> Iterator[bytes]:
        while piece := self.file.read(PIECE):
            yield piece


@dataclass
class Incoming:
    """What was sent: files, fields of a form, or a JSON text."""

    files: list[IncomingFile] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    text: BinaryIO | None = None
    size: int = 0

    def only_url(self) -> dict[str, Any] | None:
        """A JSON body that is an object with a `url` and nothing else; None for any other."""
        if self.text is None or self.size > LONGEST_ADDRESS:
            return None
        try:
            given = orjson.loads(self.text.read())
        except orjson.JSONDecodeError:
            return None
        finally:
            self.text.seek(0)
        return given if isinstance(given, dict) and given.keys() == {"url"} else None


async def _incoming(ctx: Context, request: Request, id: Id) -> AsyncIterator[Incoming]:
    """Receives the body of somebody who may import; the project is checked before the first byte is read."""
    await _admit(ctx, lambda: ctx.project(id, Permission.TASKS_CREATE))
    async with _received(request) as received:
        yield received


async def _incoming_for_dataset(ctx: Context, request: Request, id: Id) -> AsyncIterator[Incoming]:
    """The same for somebody who may fill a dataset."""

    def check() -> None:
        actor = ctx.require(Permission.DATASETS_CHANGE)
        datasets.found(ctx.db, actor.organization_id, id)

    await _admit(ctx, check)
    async with _received(request) as received:
        yield received


async def _admit(ctx: Ctx, check: Callable[[], object]) -> None:
    try:
        await run_in_threadpool(check)
        # A slow sender must not keep a connection to the database meanwhile.
        await run_in_threadpool(ctx.commit)
    except BaseException as error:
        await run_in_threadpool(ctx.finish, error)
        raise


@asynccontextmanager
async def _received(request: Request) -> AsyncIterator[Incoming]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        async with request.form(max_files=MAX_FILES) as form:
            received = Incoming()
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    received.files.append(IncomingFile(readable_name(value.filename), value.file))
                else:
                    received.fields[name] = value
            yield received
        return
    if kind not in ("", "application/json") and not kind.endswith("+json"):
        fix = "Send JSON with Content-Type: application/json, or files in a form."
        raise BadInput.field("Content-Type", f"is {kind}, from which nothing is imported.", fix)
    with SpooledTemporaryFile(max_size=IN_MEMORY) as text:
        size = 0
        async for piece in request.stream():
            text.write(piece)
            size += len(piece)
        text.seek(0)
        yield Incoming(text=cast(BinaryIO, cast(IO[bytes], text)), size=size)


Received = Annotated[Incoming, Depends(_incoming)]
ReceivedForDataset = Annotated[Incoming, Depends(_incoming_for_dataset)]
