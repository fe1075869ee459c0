"""What a hook may be: its address, headers and actions (LSE 17.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from assay.exchange.webhooks.rules.actions import BY_NAME
from assay.kit.errors import Problem

MOST_HEADERS = 10
LONGEST_URL = 2000
_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
_VALUE = re.compile(r"[\x20-\x7e]{0,2000}")

# What the sender itself writes; another value would only break the message.
_KEPT = frozenset({"host", "content-length", "content-type", "transfer-encoding", "connection"})


def checked(given: Mapping[str, Any], *, project_only: bool) -> list[Problem]:
    """What is wrong with the given facts of a hook."""
    problems: list[Problem] = []
    if "url" in given:
        problems += _address(given["url"])
    if "headers" in given:
        problems += _headers(given["headers"])
    if "actions" in given:
        problems += _actions(given["actions"], project_only)
    return problems


def _address(url: str) -> list[Problem]:
    fix = "Write it like https://example.org/hook."
    if len(url) > LONGEST_URL:
        return [Problem("url", f"is longer than {LONGEST_URL} characters.", fix)]
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or re.search(r"\s|[^\x21-\x7e]", url):
        return [Problem("url", "is not an http or https address.", fix)]
    if parts.username or parts.password:
        return [Problem("url", "carries a password.", "Send it as a header, for example Authorization.")]
    return []


def _headers(headers: Mapping[str, Any]) -> list[Problem]:
    if len(headers) > MOST_HEADERS:
        return [Problem("headers", f"are more than {MOST_HEADERS}.", "Leave some out.")]
    problems = []
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            problems.append(Problem(f"headers.{name}", "is no name of a header.", "Use letters, digits, - and _."))
        elif name.lower() in _KEPT or name.lower().startswith("webhook-"):
            problems.append(Problem(f"headers.{name}", "is written by Assay itself.", "Leave it out."))
        elif not isinstance(value, str) or not _VALUE.fullmatch(value):
            problems.append(Problem(f"headers.{name}", "must be a text of plain characters on one line."))
    return problems


def _actions(actions: Sequence[str], project_only: bool) -> list[Problem]:
    problems = []
    for name in actions:
        known = BY_NAME.get(name)
        if known is None:
            problems.append(Problem("actions", f"{name} is no action.", "GET /api/webhooks/info/ lists them."))
        elif project_only and known.organization_only:
            fix = "Leave it out, or make a hook of the organization."
            problems.append(Problem("actions", f"{name} is sent to hooks of the organization only.", fix))
    return problems
