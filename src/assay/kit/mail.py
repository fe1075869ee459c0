"""Sending e-mail by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from assay.kit.config import BadSetting, Config

TIMEOUT_SECONDS = 20
SECURITY = ("starttls", "tls", "none")


def is_set_up(settings: Config) -> bool:
    """Whether this installation sends e-mail."""
    return bool(settings.smtp_host)


def send(settings: Config, to: str, subject: str, text: str) -> None:
    """Sends one message. Raises OSError or SMTPException when the mail server does not take it now."""
    if settings.smtp_security not in SECURITY:
        raise BadSetting(f"ASSAY_SMTP_SECURITY must be one of: {', '.join(SECURITY)}.")
    message = EmailMessage()
    message["Subject"] = " ".join(subject.split())
    message["From"] = settings.mail_from or f"assay@{settings.smtp_host}"
    message["To"] = to
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    with _connection(settings) as server:
        if settings.smtp_security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(message)


def _connection(settings: Config) -> smtplib.SMTP:
    if settings.smtp_security == "tls":
        return smtplib.SMTP_SSL(
            settings.smtp_host,
            settings.smtp_port,
            timeout=TIMEOUT_SECONDS,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_SECONDS)
