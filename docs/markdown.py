"""Pieces of Markdown that the generated pages are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MARK = "<!-- Written by docs/generate.py. Do not edit: change the code that it reads, then run `make docs`. -->"


def table(heads: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def code(value: str) -> str:
    return f"`{value}`" if value else ""


def codes(values: Sequence[str]) -> str:
    return ", ".join(code(value) for value in values)
