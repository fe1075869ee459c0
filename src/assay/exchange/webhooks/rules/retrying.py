"""When a message is tried again, and when an address is given up. Label Studio tries once (LSE 17.4)."""

from __future__ import annotations

# Seconds to wait after the first, second, ... attempt of a message; after the last it has failed.
WAITS = (10, 60, 300, 1800, 7200)

# After so many attempts without a success between them nothing more is sent until somebody switches the hook on again.
GIVEN_UP_AFTER = 30

DAYS_KEPT = 30


def wait_after(attempts: int) -> int | None:
    """Seconds until a message is tried again that was tried `attempts` times; None when that was the last time."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None


def hold_after(failures: int) -> int:
    """Seconds for which an address that does not answer at all is left alone."""
    return WAITS[min(failures, 4) - 1]


def is_given_up(failures: int) -> bool:
    """Whether an address has failed too often in a row."""
    return failures >= GIVEN_UP_AFTER
