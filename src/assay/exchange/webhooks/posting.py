"""Sending a message to an address that a person typed, without lending them the network of the server."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from assay.exchange.fetching import addressed, parsed
from assay.kit.errors import AssayError

TIMEOUT = httpx.Timeout(10, connect=5)
MOST_SECONDS = 15
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an address answered. Without a `status` nobody answered, and `error` says why."""

    status: int | None
    start: str
    milliseconds: int
    error: str = ""

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def post(url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool) -> Outcome:
    """Sends a message once. It never raises: whatever goes wrong is an outcome.

    As with fetching, the connection goes to exactly the address that was checked. Redirects are not followed: an
    address that moved must be written down anew, or messages would go where nobody decided that they go.
    """
    started = time.monotonic()

    def outcome(status: int | None, start: str = "", error: str = "") -> Outcome:
        return Outcome(status, start, round((time.monotonic() - started) * 1000), error)

    try:
        target, asked = addressed(parsed(url), allow_private)
        with httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client:
            request = client.build_request(
                "POST",
                target,
                content=body,
                headers={"Content-Type": "application/json", "Accept-Encoding": "identity", **headers, **asked.headers},
                extensions=asked.extensions,
            )
            answer = client.send(request, stream=True)
            try:
                start = _start(answer, started)
            finally:
                answer.close()
    except AssayError as refused:
        return outcome(None, error=refused.problems[0].message if refused.problems else refused.detail)
    except httpx.TimeoutException:
        return outcome(None, error="did not answer in time.")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as failed:
        return outcome(None, error=f"cannot be reached: {failed}.")
    error = ""
    if not 200 <= answer.status_code < 300:
        error = f"answered with status {answer.status_code}."
        if answer.is_redirect:
            error = f"sends on to {answer.headers.get('location', 'another address')}; redirects are not followed."
    return outcome(answer.status_code, start, error)


def _start(answer: httpx.Response, started: float) -> str:
    taken = b""
    for piece in answer.iter_raw():
        taken += piece
        if len(taken) >= 4 * SHOWN or time.monotonic() - started > MOST_SECONDS:
            break
    return taken[: 4 * SHOWN].decode("utf-8", "replace").replace("\x00", "")[:SHOWN]
