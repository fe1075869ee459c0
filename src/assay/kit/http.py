"""HTTP without a domain word: routes that commit, both spellings of a path, fast JSON, the one error shape."""

from __future__ import annotations

import functools
import inspect
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg import errors as pg
from pydantic import BaseModel, TypeAdapter
from starlette.exceptions import HTTPException

from assay import __version__
from assay.kit.bodies import BodyRoute, FormRoute
from assay.kit.config import config
from assay.kit.db import Connection, Database
from assay.kit.errors import AssayError, BadInput, Problem

LARGEST_ID = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
QueryId = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]
NotObeyed = Annotated[str | None, Query(description="Accepted only when empty; this version does not obey it.")]


class Reply(Response):
    """An answer whose JSON is written once, from plain data."""

    media_type = "application/json"

    def __init__(self, data: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.data = data
        super().__init__(content=None, status_code=status, headers=headers)
        self.body = orjson.dumps(data, default=_plain, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z)
        self.init_headers(headers)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump()
    raise TypeError(type(value).__name__)


def no_content() -> Response:
    """204: it is done and there is nothing to say."""
    return Response(status_code=204)


def comma_ids(text: str | None, field: str) -> list[int] | None:
    """Numbers with commas between them, as lists come in queries; None when there are none. Raises BadInput."""
    parts = [part.strip() for part in (text or "").split(",") if part.strip()]
    if not all(re.fullmatch(r"[0-9]{1,18}", part) for part in parts):
        raise BadInput.field(field, "must be numbers with commas between them.")
    return [int(part) for part in parts] or None


def refuse_given(**given: str | None) -> None:
    """Refuses parameters that other servers obey and this one does not: better than an answer to another question."""
    for field, value in given.items():
        if value:
            raise BadInput.field(field, "is not obeyed by this version of Assay.", "Leave it out.")


class Unit:
    """One request's unit of work: a connection that opens when first used and commits when the route returns."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._database: Database = request.app.state.database
        self._scope: Any = None
        self._connection: Connection | None = None

    @property
    def db(self) -> Connection:
        if self._connection is None:
            self._scope = self._database.transaction()
            self._connection = self._scope.__enter__()
        return self._connection

    def commit(self) -> None:
        """Ends the transaction and gives the connection back; the next use opens another."""
        self._leave(None)

    def _leave(self, error: BaseException | None) -> None:
        if self._scope is None:
            return
        scope, self._scope, self._connection = self._scope, None, None
        try:
            if error is None:
                scope.__exit__(None, None, None)
            else:
                scope.__exit__(type(error), error, error.__traceback__)
        except BaseException as raised:
            if raised is not error:
                raise

    def finish(self, error: BaseException | None = None) -> None:
        self._leave(error)


def _committing(endpoint: Callable[..., Any], shape: Any, status: int) -> Callable[..., Any]:
    """Runs a route inside its unit of work: the answer leaves only after the transaction is committed."""
    check = TypeAdapter(shape) if shape is not None and config().check_responses else None

    @functools.wraps(endpoint)
    def routed(*args: Any, **kwargs: Any) -> Any:
        unit = next((value for value in kwargs.values() if isinstance(value, Unit)), None)
        try:
            answer = endpoint(*args, **kwargs)
        except BaseException as error:
            if unit is not None:
                unit.finish(error)
            raise
        if unit is not None:
            unit.finish()
        if isinstance(answer, Response):
            if check is not None and isinstance(answer, Reply):
                check.validate_python(orjson.loads(answer.body))
            return answer
        return Reply(answer, status)

    return routed


class Routes(APIRouter):
    """A router on which every path answers with and without its trailing slash, and every route commits.

    With `forms` its routes take forms as well as JSON: never for routes that are open to strangers.
    """

    def __init__(self, *, forms: bool = False, **options: Any) -> None:
        super().__init__(route_class=FormRoute if forms else BodyRoute, **options)

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        shape = options.get("response_model")
        if inspect.iscoroutinefunction(endpoint):
            wrapped = endpoint
        else:
            given = shape if inspect.isclass(shape) or getattr(shape, "__origin__", None) is not None else None
            wrapped = _committing(endpoint, given, options.get("status_code") or 200)
        super().add_api_route(path, wrapped, **options)
        other = path[:-1] if path.endswith("/") else path + "/"
        if other:
            super().add_api_route(other, wrapped, **{**options, "include_in_schema": False})


def envelope(
    status: int,
    detail: str,
    code: str,
    problems: Sequence[Problem] = (),
    context: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The JSON of an error."""
    found: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "status_code": status,
        "version": __version__,
        "detail": detail,
        "exc_info": None,
        "code": code,
    }
    if problems:
        fields: dict[str, list[str]] = {}
        for problem in problems:
            fields.setdefault(problem.field or "non_field_errors", []).append(problem.message)
        found["validation_errors"] = fields
        found["problems"] = [problem.as_json() for problem in problems]
    if context:
        found["display_context"] = context
    return found


def _answer(status: int, detail: str, code: str, headers: Mapping[str, str] | None = None, **more: Any) -> JSONResponse:
    return JSONResponse(envelope(status, detail, code, **more), status_code=status, headers=headers)


def _field(location: Sequence[Any]) -> str:
    parts = [str(part) for part in location if part not in ("body", "query", "path", "header", "cookie")]
    return ".".join(parts)


def install_errors(app: FastAPI) -> None:
    """Gives every failure of the application the one shape."""

    @app.exception_handler(AssayError)
    def refused(request: Request, error: AssayError) -> JSONResponse:
        return _answer(error.status, error.detail, error.code, problems=error.problems, context=error.context)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        found = error.errors()
        if any(item["loc"] and item["loc"][0] == "path" for item in found):
            return _answer(404, "Not found.", "not_found")
        problems = [Problem(_field(item["loc"]) or "body", str(item["msg"])) for item in found[:50]]
        detail = "; ".join(f"{p.field}: {p.message}" for p in problems[:3])
        return _answer(400, detail or "The request is not valid.", "bad_input", problems=problems)

    @app.exception_handler(HTTPException)
    def plain(request: Request, error: HTTPException) -> JSONResponse:
        codes = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}
        detail = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
        return _answer(error.status_code, detail, codes.get(error.status_code, "refused"), error.headers)

    @app.exception_handler(pg.UntranslatableCharacter)
    @app.exception_handler(pg.CharacterNotInRepertoire)
    def unwritable(request: Request, error: Exception) -> JSONResponse:
        problem = Problem("body", "A text holds a null byte, which cannot be stored.", "Remove \\u0000 from the text.")
        return _answer(400, problem.message, "bad_input", problems=[problem])

    @app.exception_handler(pg.DataError)
    def impossible(request: Request, error: pg.DataError) -> JSONResponse:
        detail = (error.diag.message_primary or "A value cannot be stored.").capitalize()
        return _answer(400, detail, "bad_input", problems=[Problem("body", detail)])

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> JSONResponse:
        return _answer(500, "Something went wrong on the server; nothing was changed.", "server_error")
