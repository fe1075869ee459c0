"""The built page, the sample pictures, and what every answer says to browsers."""

from __future__ import annotations

import secrets
from pathlib import Path

import orjson
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assay.kit.http import envelope

BUILT = Path(__file__).parent / "web"
SAMPLES = Path(__file__).parent / "demo" / "samples"

# Scripts and styles only from here, never inline: style elements that the page's components write carry the nonce of
# the answer that brought the page. Media may come from where people keep their data: they are shown and played, and
# waveforms, pages of a PDF, tables and the times of frames are read from them.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'{nonce}",
        "img-src 'self' data: blob: http: https:",
        "media-src 'self' blob: http: https:",
        "connect-src 'self' blob: http: https:",
        "worker-src 'self'",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
NONCE_MARK = "__NONCE__"  # stands in index.html, in the meta element "style-nonce"

NOT_BUILT = """<!doctype html><title>Assay</title><h1>The page is not built</h1>
<p>This is a checkout without a built page. Run <code>make build</code>, or use the API.</p>"""

MOST_UNREAD = 4 * 1024**3  # bytes of a request that is too large, before its connection is cut

# What a path begins with that is never a place in the page.
SERVER_PATHS = ("/api/", "/data/", "/static/", "/assets/", "/health")


class Guard:
    """Headers of every answer, and the limit of every request's size."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if length.isdigit() and int(length) > self.largest:
            await self._refuse(scope, receive, send, is_sending=True)
            return
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                if seen > self.largest:
                    raise _TooLarge(message.get("more_body", False))
            return message

        async def signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY.format(nonce=""))
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("X-Frame-Options", "DENY")
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self.app(scope, limited, signed)
        except _TooLarge as refusal:
            await self._refuse(scope, receive, send, is_sending=refusal.is_sending)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, *, is_sending: bool) -> None:
        # A browser that is still sending when the connection ends shows no answer, so the rest is let through unread.
        unread = 0
        while is_sending and unread < MOST_UNREAD:
            message = await receive()
            unread += len(message.get("body", b""))
            is_sending = message["type"] == "http.request" and message.get("more_body", False)
        megabytes = self.largest // 1024 // 1024
        detail = f"The request is larger than {megabytes} MB, which is the most that this installation takes."
        body = orjson.dumps(envelope(413, detail, "too_large"))
        await Response(body, 413, media_type="application/json")(scope, receive, send)


class _TooLarge(Exception):
    """The body of a request has grown beyond the limit; `is_sending` says whether more of it is on its way."""

    def __init__(self, is_sending: bool) -> None:
        super().__init__()
        self.is_sending = is_sending


class Page:
    """Answers every address that no route has: a place in the page, which finds its own way, or a file of it."""

    def __init__(self) -> None:
        # Only what was built can be asked for: an address never becomes a path by itself.
        built = (file for file in BUILT.rglob("*") if file.is_file() and file.name != "index.html")
        self.files = {file.relative_to(BUILT).as_posix(): file for file in built}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope["method"], scope["path"])(scope, receive, send)

    def _answer(self, method: str, path: str) -> Response:
        if method not in ("GET", "HEAD") or path.startswith(SERVER_PATHS):
            body = orjson.dumps(envelope(404, "There is nothing at this address.", "not_found"))
            return Response(body, 404, media_type="application/json")
        if path[1:] in self.files:
            return FileResponse(self.files[path[1:]])
        index = BUILT / "index.html"
        if not index.is_file():
            return HTMLResponse(NOT_BUILT, 503)
        nonce = secrets.token_urlsafe(16)
        headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": POLICY.format(nonce=f" 'nonce-{nonce}'"),
        }
        return HTMLResponse(index.read_text(encoding="utf-8").replace(NONCE_MARK, nonce), headers=headers)


def install(app: FastAPI, largest_megabytes: int) -> None:
    """Mounts the page, the samples and the guard."""
    app.add_middleware(Guard, largest=largest_megabytes * 1024 * 1024)
    if SAMPLES.is_dir():
        app.mount("/static/samples", _Samples(directory=SAMPLES), name="samples")
    if (BUILT / "assets").is_dir():
        app.mount("/assets", _Forever(directory=BUILT / "assets"), name="assets")
    app.router.default = Page()


class _Forever(StaticFiles):
    """Files whose names change with their content."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


class _Samples(StaticFiles):
    """Files that come with the server, for everybody; a new version of it may bring others of the same name."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=86400"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
