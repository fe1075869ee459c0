"""Label Studio's addresses for signing in, signing up and out, for its scripts and for bookmarks.

A browser that comes for a page is led to ours. A script gets the form that it would have got: the CSRF cookie, and the
same value in a hidden field, which its own form has to repeat.
"""

from __future__ import annotations

from html import escape
from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assay.access import keys, signing_in, signing_up
from assay.access.api.session import address_of, is_secure, leave, set_cookies, signed_out
from assay.access.deps import CSRF_COOKIE, Context
from assay.access.invitations import Newcomer
from assay.kit.errors import BadInput, NotAllowed
from assay.kit.http import Routes

router = Routes(tags=["session"])

Text = Annotated[str, Form(max_length=1000)]
Token = Annotated[str, Query(max_length=200)]

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title} · Assay</title></head>
<body>
<h1>{title}</h1>
<form method="post" action="{action}">
<input type="hidden" name="csrfmiddlewaretoken" value="{csrf}">
<p><label>E-mail <input type="email" name="email" required></label></p>
<p><label>Password <input type="password" name="password" required></label></p>
<p><button type="submit">{title}</button></p>
</form>
</body>
</html>
"""


@router.get("/user/login", include_in_schema=False)
def login_page(ctx: Context, next: Token = "") -> Response:
    """The login page: ours for a browser, a bare form for a script."""
    path = _local(next)
    return _page(ctx.request, "Sign in", "/login" + (f"?next={quote(path)}" if path else ""))


@router.post("/user/login", include_in_schema=False)
def form_login(
    ctx: Context,
    email: Text = "",
    password: Text = "",
    csrfmiddlewaretoken: Text = "",
    next: Token = "",
) -> Response:
    """Label Studio's login form; 302 with the cookies of the session. The form repeats the value of the CSRF cookie."""
    _check_form(ctx.request, csrfmiddlewaretoken)
    leave(ctx)
    session = signing_in.sign_in(ctx.db, email, password, address_of(ctx.request))
    answer = RedirectResponse(_local(next) or "/", 302)
    set_cookies(answer, ctx.request, session)
    return answer


@router.get("/user/signup", include_in_schema=False)
def sign_up_page(ctx: Context, token: Token = "") -> Response:
    """The sign-up page: ours for a browser, a bare form for a script."""
    return _page(ctx.request, "Sign up", f"/join?token={quote(token)}" if token else "/signup")


@router.post("/user/signup", include_in_schema=False)
def form_sign_up(
    ctx: Context,
    token: Token = "",
    email: Text = "",
    password: Text = "",
    first_name: Text = "",
    last_name: Text = "",
    csrfmiddlewaretoken: Text = "",
) -> Response:
    """Label Studio's sign-up form, with the token of an invitation in the address or, where that is open, without one.

    302 with the cookies of a session; 403 `sign_up_closed` while an organization has not opened it.
    """
    _check_form(ctx.request, csrfmiddlewaretoken)
    missing = next((name for name, given in (("email", email), ("password", password)) if not given), None)
    if missing:
        raise BadInput.field(missing, "Needed to make your account.")
    newcomer = Newcomer(email, password, first_name, last_name)
    leave(ctx)
    session = signing_up.sign_up(ctx.db, ctx.secret, newcomer, token, address_of(ctx.request))
    answer = RedirectResponse("/", 302)
    set_cookies(answer, ctx.request, session)
    return answer


@router.get("/logout", include_in_schema=False)
def logout(ctx: Context) -> Response:
    """Ends the session and leads to the login page."""
    return signed_out(ctx, RedirectResponse("/login", 302))


def _page(request: Request, title: str, ours: str) -> Response:
    csrf = request.cookies.get(CSRF_COOKIE) or keys.random_token()
    if "text/html" in request.headers.get("accept", ""):
        answer: Response = RedirectResponse(ours, 302)
    else:
        action = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        answer = HTMLResponse(_PAGE.format(title=title, action=escape(action), csrf=escape(csrf)))
    if CSRF_COOKIE not in request.cookies:
        answer.set_cookie(CSRF_COOKIE, csrf, samesite="lax", secure=is_secure(request))
    return answer


def _check_form(request: Request, given: str) -> None:
    cookie = request.cookies.get(CSRF_COOKIE, "")
    if not cookie or not keys.same(given, cookie):
        raise NotAllowed("The form is out of date; open the page of the form again.", code="csrf")


def _local(path: str) -> str:
    """A path of our own, or nothing: nobody is led to another site."""
    return path if path.startswith("/") and path[1:2] not in ("/", "\\") else ""
