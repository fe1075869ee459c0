"""Setting up, signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from assay.access import keys, people, set_up, signing_in
from assay.access.api.shapes import WhoAmI
from assay.access.deps import CSRF_COOKIE, SESSION_COOKIE, Context, Ctx
from assay.access.queries import people as queries
from assay.access.signing_in import Session
from assay.kit.config import config
from assay.kit.errors import NotAllowed
from assay.kit.http import Reply, Routes, no_content

router = Routes(tags=["session"])


class SetupState(BaseModel):
    """Whether the installation waits for its owner."""

    needs_owner: bool


class SetUp(BaseModel):
    """The first organization and its owner."""

    organization: str = Field(min_length=1, max_length=256)
    email: str
    password: str
    first_name: str = ""
    last_name: str = ""


class SignIn(BaseModel):
    """An e-mail address and its password."""

    email: str
    password: str


@router.get("/api/setup/", response_model=SetupState)
def setup_state(ctx: Context) -> dict[str, bool]:
    """Whether the installation waits for its owner. Open to everybody."""
    return {"needs_owner": set_up.needs_owner(ctx.db)}


@router.post("/api/setup/", response_model=WhoAmI, status_code=201)
def set_installation_up(ctx: Context, body: SetUp) -> Reply:
    """Makes the organization and its owner, once; later 403 `already_set_up`."""
    session = set_up.set_up(
        ctx.db,
        organization=body.organization,
        email=body.email,
        password=body.password,
        first_name=body.first_name,
        last_name=body.last_name,
    )
    return signed_in(ctx, session, 201)


@router.post("/api/session/", response_model=WhoAmI)
def sign_in(ctx: Context, body: SignIn) -> Reply:
    """Starts a session, with its two cookies. 400 `wrong_credentials`; 429 `too_many_attempts` after several."""
    _leave(ctx)
    return signed_in(ctx, signing_in.sign_in(ctx.db, body.email, body.password, address_of(ctx.request)))


@router.delete("/api/session/", status_code=204, response_class=Response)
def sign_out(ctx: Context) -> Response:
    """Ends the session."""
    ctx.check_session()
    return _signed_out(ctx, no_content())


@router.get("/user/login", include_in_schema=False)
def login_page(ctx: Context) -> Response:
    """Label Studio's address of the login page. Scripts come here for the CSRF cookie that `form_login` compares."""
    answer = RedirectResponse("/login", 302)
    if CSRF_COOKIE not in ctx.request.cookies:
        answer.set_cookie(CSRF_COOKIE, keys.random_token(), samesite="lax", secure=_is_secure(ctx.request))
    return answer


@router.post("/user/login", include_in_schema=False)
def form_login(
    ctx: Context,
    email: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    csrfmiddlewaretoken: Annotated[str, Form()] = "",
) -> Response:
    """Label Studio's login form; 302 with the cookies of the session. The form repeats the value of the CSRF cookie."""
    cookie = ctx.request.cookies.get(CSRF_COOKIE, "")
    if not cookie or not keys.same(csrfmiddlewaretoken, cookie):
        raise NotAllowed("The form is out of date; open the login page again.", code="csrf")
    _leave(ctx)
    session = signing_in.sign_in(ctx.db, email, password, address_of(ctx.request))
    answer = RedirectResponse("/", 302)
    set_cookies(answer, ctx.request, session)
    return answer


@router.get("/logout", include_in_schema=False)
def logout(ctx: Context) -> Response:
    """Ends the session and leads to the login page."""
    return _signed_out(ctx, RedirectResponse("/login", 302))


def signed_in(ctx: Ctx, session: Session, status: int = 200) -> Reply:
    """Who has just signed in, with the cookies of the session."""
    login = queries.login_of(ctx.db, session.account_id)
    assert login is not None
    assert login.organization_id is not None
    answer = Reply(people.whoami(ctx.db, login.organization_id, session.account_id), status)
    set_cookies(answer, ctx.request, session)
    return answer


def set_cookies(answer: Response, request: Request, session: Session) -> None:
    """The cookie that is the session, which no script can read, and the one whose value every change must repeat."""
    age = config().session_days * 86_400
    secure = _is_secure(request)
    answer.set_cookie(SESSION_COOKIE, session.cookie, max_age=age, httponly=True, samesite="lax", secure=secure)
    answer.set_cookie(CSRF_COOKIE, session.csrf_token, max_age=age, samesite="lax", secure=secure)


def address_of(request: Request) -> str:
    """The network address of the client."""
    return request.client.host if request.client else ""


def _is_secure(request: Request) -> bool:
    """Whether cookies may demand an encrypted connection; a proxy in front may be the one that encrypts."""
    return request.url.scheme == "https" or config().public_url.startswith("https:")


def _leave(ctx: Ctx) -> None:
    """Ends the session that the browser had: it is replaced."""
    if cookie := ctx.request.cookies.get(SESSION_COOKIE):
        signing_in.end_session(ctx.db, cookie)


def _signed_out(ctx: Ctx, answer: Response) -> Response:
    _leave(ctx)
    answer.delete_cookie(SESSION_COOKIE)
    answer.delete_cookie(CSRF_COOKIE)
    return answer
