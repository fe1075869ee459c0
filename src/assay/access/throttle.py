"""Slows down those who guess passwords. Each process counts for itself, in bounded memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from assay.access.rules.throttle import LONGEST_WAIT, wait_after
from assay.kit.errors import AssayError

# Wrong passwords that cost no waiting: for one account from one address, and for one address whatever the account.
# An account alone has no limit, so that a stranger cannot lock somebody else out.
FREE_FOR_ACCOUNT = 5
FREE_FOR_ADDRESS = 50


class TooManyAttempts(AssayError):
    """Wrong passwords came too fast."""

    status = 429
    code = "too_many_attempts"


@dataclass(slots=True)
class _Count:
    failures: int
    until: float
    forgotten_at: float


class Throttle:
    """Counts failures by key and says how long to wait. The oldest keys are forgotten when there are too many."""

    def __init__(self, capacity: int = 20_000) -> None:
        self._counts: OrderedDict[tuple[str, ...], _Count] = OrderedDict()
        self._capacity = capacity
        self._lock = threading.Lock()

    def check(self, email: str, address: str, now: float) -> None:
        """Raises TooManyAttempts while the wait lasts; `display_context.retry_after` has the seconds."""
        with self._lock:
            left = max(
                (self._counts[key].until - now for key, _ in _keys(email, address) if key in self._counts), default=0
            )
        if left > 0:
            seconds = int(left) + 1
            raise TooManyAttempts(
                f"Too many wrong passwords. Try again in {seconds} seconds.", context={"retry_after": seconds}
            )

    def failed(self, email: str, address: str, now: float) -> None:
        """Counts one wrong password."""
        with self._lock:
            for key, free in _keys(email, address):
                count = self._counts.pop(key, None)
                failures = 1 if count is None or count.forgotten_at < now else count.failures + 1
                self._counts[key] = _Count(failures, now + wait_after(failures, free), now + 3 * LONGEST_WAIT)
            while len(self._counts) > self._capacity:
                self._counts.popitem(last=False)

    def succeeded(self, email: str, address: str) -> None:
        """Forgets the failures of this account from this address."""
        with self._lock:
            self._counts.pop(_keys(email, address)[0][0], None)


def _keys(email: str, address: str) -> list[tuple[tuple[str, ...], int]]:
    return [((email.lower(), address), FREE_FOR_ACCOUNT), ((address,), FREE_FOR_ADDRESS)]


throttle = Throttle()
