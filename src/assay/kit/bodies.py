"""How the body of a request is read: JSON, and on some routes a form that is read as if it were JSON.

Scripts for Label Studio send the same objects as JSON, urlencoded or multipart. What can be parsed but never stored is
refused here, with its place: null bytes, numbers that are none, bottomless nesting.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import orjson
from fastapi import Request, Response, params
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.datastructures import FormData, Headers

from assay.kit.errors import BadInput

DEEPEST = 200
# orjson writes at most so deep, so answers have some room around what was stored.
_WRITES = 254

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_NULL_FIX = "Remove the null byte."

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class BodyRoute(APIRoute):
    """A route that takes JSON. Other sites can make a browser send a form, but not this."""

    takes_forms = False

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        field = self.body_field
        takes_json = field is not None and not isinstance(field.field_info, params.Form)
        model = field.field_info.annotation if field is not None else None
        takes_forms = self.takes_forms

        async def handler(request: Request) -> Response:
            _check_query(request)
            if takes_json:
                request = await _read(request, model, takes_forms)
            return await handle(request)

        return handler


class FormRoute(BodyRoute):
    """A route that takes a form as well. It must refuse strangers, and sessions without their token."""

    takes_forms = True


class _ReadRequest(Request):
    """A request whose body was read: as JSON, whatever it came as."""

    found: Any = None

    async def json(self) -> Any:
        return self.found


async def _read(request: Request, model: Any, takes_forms: bool) -> Request:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _FORMS and takes_forms:
        async with request.form() as form:
            found = _from_form(form, model)
    elif kind == "application/json" or kind.endswith("+json"):
        body = await request.body()
        if not body:
            return request
        found = parsed(body)
    else:
        if await request.body():
            wanted = "application/json or a form" if takes_forms else "application/json"
            raise BadInput.field("content-type", f"{kind or 'missing'} is not understood.", f"Send {wanted}.")
        return request
    headers = Headers({**request.headers, "content-type": "application/json"})
    read = _ReadRequest({**request.scope, "headers": headers.raw}, request.receive)
    read.found = found
    # What it came as does not matter any more, only that there is something.
    read._body = b"{}"
    return read


def parsed(body: bytes) -> Any:
    """JSON that can be stored. Raises BadInput with the place of what is wrong."""
    try:
        found = orjson.loads(body)
        wrapped = found
        for _ in range(_WRITES - DEEPEST):
            wrapped = [wrapped]
        orjson.dumps(wrapped)
    except orjson.JSONDecodeError as error:
        if "memory" in error.msg or "depth" in error.msg:  # orjson's words for what its parser cannot hold
            raise _too_deep() from None
        message = f"is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        raise BadInput.field("body", message) from None
    except TypeError:
        raise _too_deep() from None
    if b"\\" in body and b"\\u0000" in body:
        for place in _null_places(found):
            raise BadInput.field(place or "body", "holds a null byte, which cannot be stored.", _NULL_FIX)
    return found


def _too_deep() -> BadInput:
    return BadInput.field("body", f"is nested more than {DEEPEST} levels deep.", "Send a flatter object.")


def _null_places(found: Any, place: str = "") -> Iterator[str]:
    if isinstance(found, str) and "\x00" in found:
        yield place
    elif isinstance(found, list):
        for number, entry in enumerate(found):
            yield from _null_places(entry, f"{place}.{number}".lstrip("."))
    elif isinstance(found, dict):
        for name, entry in found.items():
            inner = f"{place}.{name}".lstrip(".").replace("\x00", "")
            if "\x00" in name:
                yield inner
            yield from _null_places(entry, inner)


def _check_query(request: Request) -> None:
    if b"%00" in request.scope["query_string"]:
        for name, value in request.query_params.multi_items():
            if "\x00" in value:
                raise BadInput.field(name.replace("\x00", ""), "holds a null byte.", _NULL_FIX)


def _from_form(form: FormData, model: Any) -> dict[str, Any]:
    """A form as an object: repeated fields are lists, and what is not a text is written as in JSON."""
    is_model = isinstance(model, type) and issubclass(model, BaseModel)
    fields = model.model_fields if is_model else {}
    found: dict[str, Any] = {}
    for name in dict.fromkeys(form.keys()):
        values = [_value(name, value, fields) for value in form.getlist(name)]
        found[name] = values[0] if len(values) == 1 else values
    return found


def _value(name: str, value: Any, fields: dict[str, Any]) -> Any:
    if not isinstance(value, str):
        raise BadInput.field(name, "is a file, which is not expected here.", "Send it as a text.")
    if "\x00" in value:
        raise BadInput.field(name, "holds a null byte, which cannot be stored.", _NULL_FIX)
    if name in fields and _takes_text(fields[name].annotation):
        return value
    try:
        return parsed(value.encode())
    except BadInput:
        return value


def _takes_text(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, UnionType):
        return any(_takes_text(part) for part in get_args(annotation) if part is not NoneType)
    return annotation is str
