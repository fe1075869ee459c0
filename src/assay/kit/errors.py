"""The one shape of an error. A service raises one of these; the edge turns it into JSON.

The envelope is the one that Label Studio's clients know (`id, status_code, version, detail, exc_info,
validation_errors`), with three keys of our own: `code` (a word for programs), `problems` (field, message, fix) and
`display_context` (what the page needs to explain it).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input: where, what, and how to mend it."""

    field: str
    message: str
    fix: str = ""
    line: int | None = None
    tag: str | None = None

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {"field": self.field, "message": self.message}
        if self.fix:
            found["fix"] = self.fix
        if self.line is not None:
            found["line"] = self.line
        if self.tag is not None:
            found["tag"] = self.tag
        return found


class AssayError(Exception):
    """A refusal that the caller can understand and act on."""

    status = 400
    code = "refused"

    def __init__(
        self,
        detail: str,
        *,
        problems: Iterable[Problem] = (),
        context: Mapping[str, Any] | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.problems = tuple(problems)
        self.context = dict(context or {})
        if code is not None:
            self.code = code


class BadInput(AssayError):
    """The request cannot be carried out as it is; `problems` name the fields."""

    code = "bad_input"

    @classmethod
    def field(cls, field: str, message: str, fix: str = "") -> BadInput:
        """A refusal about one field."""
        return cls(f"{field}: {message}", problems=[Problem(field, message, fix)])


class NotAllowed(AssayError):
    """The person can see the thing but may not do this to it."""

    status = 403
    code = "not_allowed"


class NotSignedIn(AssayError):
    """No valid key, token or session came with the request."""

    status = 401
    code = "not_signed_in"


class NotThere(AssayError):
    """It does not exist, or the person may not know that it does."""

    status = 404
    code = "not_found"

    def __init__(
        self, detail: str = "Not found.", *, context: Mapping[str, Any] | None = None, code: str | None = None
    ):
        super().__init__(detail, context=context, code=code)


class Conflict(AssayError):
    """Somebody else changed it meanwhile; nothing was written."""

    status = 409
    code = "conflict"


class TooLarge(AssayError):
    """The body is larger than the installation accepts."""

    status = 413
    code = "too_large"
