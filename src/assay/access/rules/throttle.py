"""How long somebody has to wait after wrong passwords."""

from __future__ import annotations

LONGEST_WAIT = 300.0


def wait_after(failures: int, free: int) -> float:
    """Seconds to wait after so many failures in a row: none up to `free`, then 1, 2, 4 ... up to five minutes."""
    if failures < free:
        return 0.0
    return min(2.0 ** min(failures - free, 16), LONGEST_WAIT)
