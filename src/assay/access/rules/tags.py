"""Tags of members: which labels there can be, and how a CSV file gives them to people."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from assay.kit.errors import Problem

LONGEST_LABEL = 64
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """One line of an import: whom it is about, and the labels they get."""

    email: str
    labels: tuple[str, ...]


def labels_of(text: str) -> tuple[str, ...]:
    """The labels of a list with commas; a label with a comma of its own stands in quotation marks."""
    row = next(csv.reader([text], skipinitialspace=True), [])
    return tuple(dict.fromkeys(label.strip() for label in row if label.strip()))


def label_problem(label: str, field: str = "label") -> Problem | None:
    """What is wrong with a label."""
    if not label.strip():
        return Problem(field, "A tag needs a label.")
    if len(label.strip()) > LONGEST_LABEL:
        return Problem(field, f"A label has at most {LONGEST_LABEL} characters.", "Shorten it.")
    return None


def rows_of(text: str, for_all: Iterable[str] = ()) -> list[TaggedRow] | Problem:
    """The lines of a CSV file with the columns `email` and `tags`; `for_all` goes to everybody in it."""
    everybody = tuple(for_all)
    reader = csv.DictReader(text.removeprefix("\ufeff").splitlines(keepends=True), skipinitialspace=True)
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    if "email" not in columns or ("tags" not in columns and not everybody):
        return Problem("file", "needs the columns email and tags in its first line.", "Add the line: email,tags")
    reader.fieldnames = columns
    found: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(reader, start=2):
        if number > MOST_ROWS:
            return Problem("file", f"has more than {MOST_ROWS:,} lines.", "Split it.")
        email = (row["email"] or "").strip().lower()
        labels = (*labels_of(row.get("tags") or ""), *everybody)
        for label in labels:
            if problem := label_problem(label, "file"):
                return Problem("file", f"line {number}: {problem.message}", problem.fix)
        if email:
            found[email] = tuple(dict.fromkeys((*found.get(email, ()), *labels)))
    return [TaggedRow(email, labels) for email, labels in found.items()]
