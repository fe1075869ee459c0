"""How what was found is put together: shares, and frames as times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# A pie of more slices than these cannot be read; what is smaller is one slice together.
SLICES = 24


def shares(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, int]:
    """The sums of some numbers of all rows."""
    return {name: sum(row[name] for row in rows) for name in names}


def sliced(rows: Sequence[Mapping[str, Any]], whole: Mapping[str, int]) -> dict[str, int]:
    """What is left of the whole beside the rows, in files, instances and labels."""
    left = {name: whole[name] - sum(row[name] for row in rows) for name in ("instances", "labels")}
    return {"files": whole["files"] - len(rows), **left}


def stretch(first: int, last: int, fps: float | None) -> dict[str, Any]:
    """Frames from the first to the last, in seconds too: the first frame begins at 0, the end is that of the last."""
    times = (None, None) if not fps else (round((first - 1) / fps, 3), round(last / fps, 3))
    return {"first": first, "last": last, "start": times[0], "end": times[1]}
