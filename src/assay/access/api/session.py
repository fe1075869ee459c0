"""Setting up, signing in and out."""

from __future__ import annotations

from fastapi import Request, Response
from pydantic import BaseModel, Field

from assay.access import people, set_up, signing_in, signing_up
from assay.access.api.shapes import WhoAmI
from assay.access.deps import CSRF_COOKIE, SESSION_COOKIE, Context, Ctx
from assay.access.invitations import Newcomer
from assay.access.queries import people as queries
from assay.access.signing_in import Session
from assay.kit.config import config
from assay.kit.http import Reply, Routes, no_content

router = Routes(tags=["session"])


class SetupState(BaseModel):
    """Whether the installation waits for its owner."""

    needs_owner: bool


class SignUpState(BaseModel):
    """Whether people may make an account without an invitation."""

    is_open: bool


class SetUp(BaseModel):
    """The first organization and its owner."""

    organization: str = Field(min_length=1, max_length=256)
    email: str
    password: str
    first_name: str = ""
    last_name: str = ""


class SignUp(BaseModel):
    """Somebody who comes by themselves."""

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


@router.get("/api/sign-up/", response_model=SignUpState)
def sign_up_state(ctx: Context) -> dict[str, bool]:
    """Whether people may make an account without an invitation. Open to everybody."""
    return {"is_open": signing_up.is_open(ctx.db)}


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


@router.post("/api/sign-up/", response_model=WhoAmI, status_code=201)
def sign_up(ctx: Context, body: SignUp) -> Reply:
    """Makes an account without an invitation; 403 `sign_up_closed` while an organization has not opened it."""
    newcomer = Newcomer(body.email, body.password, body.first_name, body.last_name)
    return signed_in(ctx, signing_up.sign_up(ctx.db, ctx.secret, newcomer, "", address_of(ctx.request)), 201)


@router.post("/api/session/", response_model=WhoAmI)
def sign_in(ctx: Context, body: SignIn) -> Reply:
    """Starts a session, with its two cookies. 400 `wrong_credentials`; 429 `too_many_attempts` after several."""
    leave(ctx)
    return signed_in(ctx, signing_in.sign_in(ctx.db, body.email, body.password, address_of(ctx.request)))


@router.delete("/api/session/", status_code=204, response_class=Response)
def sign_out(ctx: Context) -> Response:
    """Ends the session."""
    ctx.check_session()
    return signed_out(ctx, no_content())


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
    secure = is_secure(request)
    answer.set_cookie(SESSION_COOKIE, session.cookie, max_age=age, httponly=True, samesite="lax", secure=secure)
    answer.set_cookie(CSRF_COOKIE, session.csrf_token, max_age=age, samesite="lax", secure=secure)


def address_of(request: Request) -> str:
    """The network address of the client."""
    return request.client.host if request.client else ""


def is_secure(request: Request) -> bool:
    """Whether cookies may demand an encrypted connection; a proxy in front may be the one that encrypts."""
    return request.url.scheme == "https" or config().public_url.startswith("https:")


def leave(ctx: Ctx) -> None:
    """Ends the session that the browser had: it is replaced."""
    if cookie := ctx.request.cookies.get(SESSION_COOKIE):
        signing_in.end_session(ctx.db, cookie)


def signed_out(ctx: Ctx, answer: Response) -> Response:
    """Ends the session and takes its cookies back with this answer."""
    leave(ctx)
    answer.delete_cookie(SESSION_COOKIE)
    answer.delete_cookie(CSRF_COOKIE)
    return answer
