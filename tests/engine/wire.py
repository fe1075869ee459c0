"""Requests to the application without a socket and without a client library: a stateful run sends a hundred thousand.

Everything from the middleware to the database is the real thing; only the bytes of HTTP are not written and parsed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content) if self.content else None


class Wire:
    """Sends requests to an application that has started, one at a time."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()

    def close(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def send(
        self, token: str, method: str, path: str, body: Any = None, params: Mapping[str, Any] | None = None
    ) -> Answer:
        return self._loop.run_until_complete(self._send(token, method, path, body, params or {}))

    async def _send(self, token: str, method: str, path: str, body: Any, params: Mapping[str, Any]) -> Answer:
        content = b"" if body is None else json.dumps(body).encode()
        headers = [(b"host", b"testserver"), (b"authorization", f"Token {token}".encode())]
        if body is not None:
            headers += [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": urlencode(params, doseq=True).encode(),
            "root_path": "",
            "headers": headers,
            "client": ("testclient", 50000),
            "server": ("testserver", 80),
            "state": {},
        }
        sent = False
        status, parts = 0, []

        async def receive() -> dict[str, Any]:
            nonlocal sent
            if sent:
                await asyncio.sleep(3600)
            sent = True
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                parts.append(message.get("body", b""))

        await self._app(scope, receive, send)
        return Answer(status, b"".join(parts))
