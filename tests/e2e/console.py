"""What a browser complains of while somebody uses the page: there must be nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import BrowserContext, ConsoleMessage

# Chromium reports every refused request as an error. These two are ordinary answers: nobody is signed in, and nothing
# is left to do.
ORDINARY = (
    re.compile(r"status of 401 .*/api/current-user/whoami"),
    re.compile(r"status of 404 .*/(next|next-review)\b"),
)


class Console:
    """Errors, exceptions and broken content policies of everything that is opened in a browser context.

    `expected` are patterns of a message and the address it is about: what a journey provokes on purpose.
    """

    def __init__(self, context: BrowserContext, expected: Iterable[str] = ()) -> None:
        self.complaints: list[str] = []
        self._expected = [*ORDINARY, *(re.compile(pattern) for pattern in expected)]
        context.on("console", self._heard)
        context.on("weberror", lambda error: self._note(f"exception: {error.error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def _note(self, text: str) -> None:
        if not any(pattern.search(text) for pattern in self._expected):
            self.complaints.append(text)
