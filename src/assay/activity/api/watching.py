"""Around every request: who asked what, how it ended, and how long it took."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assay.access.deps import ASKED_BY, AskedBy
from assay.activity.queries import Asked
from assay.activity.recorder import Recorder
from assay.activity.rules.watched import is_kept

LONGEST_PATH = 500


class Watch:
    """Hands finished requests of people who are signed in to the recorder of the process."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_kept(scope["path"]):
            await self.app(scope, receive, send)
            return
        began, at = time.perf_counter(), datetime.now(UTC)
        status = 500
        asked_by = scope[ASKED_BY] = list[AskedBy]()

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            for by in asked_by:
                recorder: Recorder = scope["app"].state.recorder
                recorder.add(
                    Asked(
                        at=at,
                        organization_id=by.organization_id,
                        account_id=by.account_id,
                        project_id=by.project_id,
                        workspace_id=by.workspace_id,
                        method=scope["method"],
                        path=scope["path"][:LONGEST_PATH].replace("\x00", ""),
                        status=status,
                        milliseconds=round((time.perf_counter() - began) * 1000),
                        address=(scope.get("client") or ("",))[0],
                        via=by.via,
                    )
                )
