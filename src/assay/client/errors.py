"""What the server refuses, as exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a request: where, what, and how to mend it."""

    field: str
    message: str
    fix: str = ""


class ApiError(Exception):
    """An answer that is no success: its `status`, `code` (a word for programs), and `context`, what it is about."""

    def __init__(self, status: int, code: str, detail: str, problems: tuple[Problem, ...], context: dict[str, Any]):
        super().__init__(_sentence(detail, problems))
        self.status = status
        self.code = code
        self.detail = detail
        self.problems = problems
        self.context = context


def _sentence(detail: str, problems: tuple[Problem, ...]) -> str:
    said = "; ".join(f"{p.field}: {p.message} {p.fix}".strip() for p in problems)
    if not problems or detail == f"{problems[0].field}: {problems[0].message}":
        return said or detail  # the server's summary is the first problem
    return f"{detail} ({said})"


class Refused(ApiError):
    """The request cannot be carried out as it is; `problems` name the fields (400)."""


class NotSignedIn(ApiError):
    """The token is missing, wrong, or has run out (401)."""


class NotAllowed(ApiError):
    """The role does not allow it (403)."""


class NotFound(ApiError):
    """It is not there, or this person may not see it (404)."""


class Conflict(ApiError):
    """Somebody was faster: what was seen is not so any more, and nothing changed (409)."""


_KINDS: Mapping[int, type[ApiError]] = {
    400: Refused,
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
}


def from_answer(status: int, body: Any) -> ApiError:
    """The exception for an answer; one that is not the server's own has its status as its text."""
    found = body if isinstance(body, dict) else {}
    problems = tuple(
        Problem(str(each.get("field", "")), str(each.get("message", "")), str(each.get("fix", "")))
        for each in found.get("problems") or ()
    )
    detail = str(found.get("detail") or f"The server answered with status {status}.")
    kind = _KINDS.get(status, ApiError)
    return kind(status, str(found.get("code", "")), detail, problems, dict(found.get("display_context") or {}))
