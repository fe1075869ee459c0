"""Numbers in sentences."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 task", "1,200 tasks"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
