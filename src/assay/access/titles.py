"""Titles of small things of an organization, each of which is there once: groups, tags."""

from __future__ import annotations

from collections.abc import Callable

from assay.kit.errors import BadInput


def free_title(title: str, noun: str, *, longest: int, holder: Callable[[str], int | None], own: int | None) -> str:
    """A title that nothing else has; `holder` tells who has one. Raises BadInput."""
    given = title.strip()
    if not given:
        raise BadInput.field("title", f"A {noun} needs a title.", "Give one.")
    if len(given) > longest:
        raise BadInput.field("title", f"A title has at most {longest} characters.", "Shorten it.")
    if holder(given) not in (None, own):
        raise BadInput.field("title", f"There is a {noun} with this title.", "Choose another one.")
    return given
