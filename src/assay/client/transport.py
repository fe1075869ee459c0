"""Requests to the server: authorization, errors, pages."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

import httpx

from assay.client.errors import from_answer

TIMEOUT_SECONDS = 60.0
# A short token lives for five minutes; it is renewed before.
RENEWED_AFTER_SECONDS = 240.0


class Transport:
    """Sends requests as one person. A personal access token is exchanged for short ones by itself."""

    def __init__(self, url: str, token: str, *, timeout: float = TIMEOUT_SECONDS, http: httpx.Client | None = None):
        self._url = url.rstrip("/")
        self._token = token
        self._http = http or httpx.Client(timeout=timeout)
        self._is_ours = http is None
        self._short: tuple[str, float] | None = None

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections, unless the client of HTTP was given from outside."""
        if self._is_ours:
            self._http.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        files: Any = None,
    ) -> Any:
        """The answer to one request as JSON, None without one. Parameters that are None are left out."""
        answer = self._http.request(
            method,
            self._url + path,
            params=_plain(query or {}),
            json=body,
            files=files,
            headers={"Authorization": self._authorization()},
        )
        if answer.status_code >= 400:
            raise from_answer(answer.status_code, _json(answer))
        return _json(answer)

    def rows(self, path: str, query: Mapping[str, Any], *, page_size: int = 100) -> Iterator[dict[str, Any]]:
        """Every row of a table that has `rows` and `next`, page by page, as they are asked for."""
        after: str | None = None
        while True:
            page = self.call("GET", path, query={**query, "after": after, "limit": page_size})
            yield from page["rows"]
            after = page["next"]
            if after is None:
                return

    def results(self, path: str, query: Mapping[str, Any], *, page_size: int = 100) -> Iterator[dict[str, Any]]:
        """Every row of a list that has `count` and `results`, page by page."""
        seen, number = 0, 1
        while True:
            page = self.call("GET", path, query={**query, "page": number, "page_size": page_size})
            found = page["results"]
            yield from found
            seen += len(found)
            number += 1
            if not found or seen >= page["count"]:
                return

    def _authorization(self) -> str:
        if self._token.count(".") != 2:
            return f"Token {self._token}"
        now = time.monotonic()
        if self._short is None or now - self._short[1] > RENEWED_AFTER_SECONDS:
            answer = self._http.post(self._url + "/api/token/refresh/", json={"refresh": self._token})
            if answer.status_code >= 400:
                raise from_answer(answer.status_code, _json(answer))
            self._short = (answer.json()["access"], now)
        return f"Bearer {self._short[0]}"


def _plain(query: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as they are written in an address."""
    found: dict[str, Any] = {}
    for name, value in query.items():
        if isinstance(value, bool):
            found[name] = "true" if value else "false"
        elif value is not None:
            found[name] = value
    return found


def _json(answer: httpx.Response) -> Any:
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError:
        return answer.text
