"""Work without the names of those who made it, for reviewers of a project that hides them (LSE 3.4).

A person is "Annotator 1", "Annotator 2" ... in the order in which their work on a task came in. Their numbers are
below zero, so that nobody takes them for somebody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def numbers_of(authors: Iterable[int | None], viewer_id: int) -> dict[int, int]:
    """What the authors of a task's work are called instead, in the order given; who looks keeps their own name."""
    found: dict[int, int] = {}
    for author in authors:
        if author is not None and author != viewer_id:
            found.setdefault(author, len(found) + 1)
    return found


def person(number: int) -> dict[str, Any]:
    """Somebody without a name, in the shape of a person."""
    return {
        "id": -number,
        "email": "",
        "first_name": "Annotator",
        "last_name": str(number),
        "username": "",
        "initials": f"A{number}",
        "avatar": None,
    }


def annotation(shown: dict[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """An annotation in the shape of the API, without its author."""
    author = shown["completed_by"]
    is_expanded = isinstance(author, Mapping)
    author_id = author["id"] if is_expanded else author
    for name in ("updated_by", "last_created_by"):
        if shown[name] in numbers:
            shown[name] = None
    number = numbers.get(author_id)
    if number is not None:
        shown["completed_by"] = person(number) if is_expanded else None
        shown["created_username"] = f" Annotator {number}"
    return shown


def task(shown: dict[str, Any], viewer_id: int) -> dict[str, Any]:
    """A task in the shape of the API, without the authors of its annotations."""
    made = sorted(shown["annotations"], key=lambda entry: int(entry["id"]))
    authors = [_id(entry["completed_by"]) for entry in made]
    asked = [entry["id"] for entry in shown.get("annotators", ())]
    numbers = numbers_of([*authors, *asked], viewer_id)
    for entry in shown["annotations"]:
        annotation(entry, numbers)
    if "annotators" in shown:
        shown["annotators"] = participants(shown["annotators"], numbers)
    if "updated_by" in shown:
        shown["updated_by"] = [entry for entry in shown["updated_by"] if entry.get("user_id") not in numbers]
    if "comment_authors" in shown:
        shown["comment_authors"] = [e for e in shown["comment_authors"] if e.get("user_id") not in numbers]
    return shown


def participants(found: Sequence[Mapping[str, Any]], numbers: Mapping[int, int]) -> list[dict[str, Any]]:
    """People who annotate a task, without their names."""
    shown = []
    for entry in found:
        number = numbers.get(entry["id"])
        if number is None:
            shown.append(dict(entry))
        else:
            hidden = {"user_id": -number, "id": -number, "initials": f"A{number}", "name": f"Annotator {number}"}
            shown.append({**entry, **hidden})
    return shown


def people(found: Sequence[Mapping[str, Any]], numbers: Mapping[int, int]) -> list[dict[str, Any]]:
    """People in short objects, without names for those who have a number instead."""
    return [{**entry, **person(numbers[entry["id"]])} if entry["id"] in numbers else dict(entry) for entry in found]


def _id(author: Any) -> int | None:
    found: int | None = author["id"] if isinstance(author, Mapping) else author
    return found
