"""What datasets and ontologies are called: a name of their own, and a description."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assay.kit.errors import BadInput, Problem

LONGEST_TITLE, LONGEST_DESCRIPTION = 200, 20_000


def words_of(given: Mapping[str, object], noun: str, *, is_taken: Callable[[str], bool]) -> tuple[str, str]:
    """The title and the description of something new or changed. Raises BadInput naming all that is wrong."""
    title, description = given.get("title"), given.get("description")
    problems: list[Problem] = []
    name = title.strip() if isinstance(title, str) else ""
    words = "" if description is None else description
    if not name or len(name) > LONGEST_TITLE:
        problems.append(Problem("title", f"needs 1 to {LONGEST_TITLE} characters.", f"Give the {noun} a name."))
    elif is_taken(name):
        problems.append(Problem("title", f'"{name}" is another {noun}.', "Give a name that is not taken."))
    if not isinstance(words, str) or len(words) > LONGEST_DESCRIPTION:
        problems.append(Problem("description", f"is no text of at most {LONGEST_DESCRIPTION:,} characters."))
    if problems or not isinstance(words, str):
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems)
    return name, words
