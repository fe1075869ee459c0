"""The live channel of an open page: server-sent events that say no more than "look again"."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

from fastapi import Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from assay.access.deps import Context, Ctx
from assay.kit.http import Routes
from assay.kit.live import Ear, Switchboard

router = Routes(tags=["notifications"])

BEAT_SECONDS = 20  # so often something is sent, or a proxy takes the line for dead
LONGEST_SECONDS = 600  # then the browser comes again, and is asked again who it is


@router.get(
    "/api/notifications/stream/",
    response_class=Response,
    response_model=None,
    responses={200: {"description": "Events named `inbox`", "content": {"text/event-stream": {}}}},
)
async def stream(ctx: Context) -> Response:
    """Says `inbox` whenever one's notifications changed. The connection ends after ten minutes; come again."""
    account_id = await run_in_threadpool(_who, ctx)
    board: Switchboard = ctx.request.app.state.live
    return StreamingResponse(
        _events(board, account_id),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )


def _who(ctx: Ctx) -> int:
    account_id = ctx.actor.id
    ctx.finish()
    return account_id


async def _events(board: Switchboard, account_id: int) -> AsyncIterator[bytes]:
    until = time.monotonic() + LONGEST_SECONDS
    with Ear(board, account_id) as ear:
        yield b"retry: 3000\n\n"
        while not board.has_ended and time.monotonic() < until:
            happened = await ear.wait(BEAT_SECONDS)
            yield b"event: inbox\ndata: {}\n\n" if happened else b": beat\n\n"
