"""Settings of an installation, read once from `ASSAY_*` variables."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the settings' documentation: variable, default, meaning."""

    variable: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Config:
    """What an installation is run with. Every field is the variable `ASSAY_<FIELD>`; the table below documents them."""

    data_dir: Path = Path("data")
    database_url: str = ""
    secret_key: str = ""
    public_url: str = ""
    max_upload_mb: int = 512
    pool_size: int = 20
    session_days: int = 14
    invite_days: int = 14
    draft_seconds: int = 2
    password_cost: int = 2
    allow_private_urls: bool = False
    check_responses: bool = False
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_security: str = "starttls"
    mail_from: str = ""


MEANINGS: dict[str, str] = {
    "data_dir": "Folder for the embedded database, uploaded and exported files, and the secret key.",
    "database_url": "PostgreSQL 15 or newer to use instead of the embedded one, as postgresql://user:password@host/name.",
    "secret_key": "Secret that signs tokens. Empty: generated into the data folder. "
    "Servers that share a database must share it.",
    "public_url": "Address under which people reach the server, for links in invitations. "
    "Empty: taken from each request.",
    "max_upload_mb": "Largest request body that is accepted, in megabytes.",
    "pool_size": "Database connections that one server process keeps at most.",
    "session_days": "Days after which a login in the browser ends.",
    "invite_days": "Days for which an invitation link works.",
    "draft_seconds": "Seconds after the last change before the page saves a draft.",
    "password_cost": "Time cost of the password hash (Argon2id); 1 is for tests only.",
    "allow_private_urls": "Let imports by URL and webhooks reach private and loopback addresses too, "
    "where everybody who may use them is trusted with the network of the server.",
    "smtp_host": "Mail server that sends invitations and what people want by e-mail. Empty: no e-mail is sent.",
    "smtp_port": "Port of the mail server.",
    "smtp_user": "Name to sign in to the mail server with. Empty: without signing in.",
    "smtp_password": "Password to sign in to the mail server with.",
    "smtp_security": "How the connection to the mail server is protected: starttls, tls, or none.",
    "mail_from": "Sender of e-mail, as assay@example.org. Empty: assay@ the name of the mail server.",
    "check_responses": "Compare every answer with its documented shape (for tests; slow).",
}


def documented() -> list[Setting]:
    """The settings as rows for the reference page and for `assay doctor`."""
    return [Setting(f"ASSAY_{f.name.upper()}", str(f.default), MEANINGS[f.name]) for f in fields(Config)]


class BadSetting(ValueError):
    """A variable holds something that its setting cannot be."""


def from_environment(environ: dict[str, str]) -> Config:
    """Reads the variables; raises BadSetting naming the variable and what it may be."""
    values: dict[str, object] = {}
    for field in fields(Config):
        variable = f"ASSAY_{field.name.upper()}"
        raw = environ.get(variable)
        if raw is None or raw == "":
            continue
        if isinstance(field.default, bool):
            if raw.lower() not in ("0", "1", "true", "false"):
                raise BadSetting(f"{variable} must be 0 or 1, not {raw!r}.")
            values[field.name] = raw.lower() in ("1", "true")
        elif isinstance(field.default, int):
            if not raw.isdigit() or int(raw) < 1:
                raise BadSetting(f"{variable} must be a whole number above zero, not {raw!r}.")
            values[field.name] = int(raw)
        elif isinstance(field.default, Path):
            values[field.name] = Path(raw)
        else:
            values[field.name] = raw
    return Config(**values)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def config() -> Config:
    """The configuration of this process."""
    return from_environment(dict(os.environ))
