"""What the stored scores of a project come to: of people, of pairs of people, of models, of the project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assay.insights.agreement.queries import figures as queries
from assay.kit.db import Connection

Label = str | None


def by_label(rows: Iterable[Mapping[str, Any]], key: str = "who") -> dict[Any, dict[str, float]]:
    """Rows of (who, label, score) as {who: {label: score}}."""
    found: dict[Any, dict[str, float]] = {}
    for row in rows:
        found.setdefault(row[key], {})[row["label"]] = row["score"]
    return found


def matrix(db: Connection, project_id: int, generation: int, *, task_id: int | None, per_label: bool) -> dict[str, Any]:
    """The annotator x annotator matrix (LSE 11.10.1): means of pair scores, common tasks, standard deviations.

    Its rows and columns are `users`; None where two people have no task in common, and on the diagonal.
    """
    rows = queries.between_people(db, project_id, generation, task_id, per_label=per_label)
    people = sorted({row["one"] for row in rows} | {row["other"] for row in rows})
    at = {person: index for index, person in enumerate(people)}

    def table(name: str, label: Label, empty: Any) -> list[list[Any]]:
        cells = [[empty for _ in people] for _ in people]
        for row in rows:
            if row["label"] == label:
                cells[at[row["one"]]][at[row["other"]]] = cells[at[row["other"]]][at[row["one"]]] = row[name]
        return cells

    def shown(name: str, empty: Any) -> Any:
        if not per_label:
            return table(name, None, empty)
        return {label: table(name, label, empty) for label in sorted({row["label"] for row in rows})}

    return {"users": people, "IAA": shown("score", None), "common_tasks": shown("tasks", 0), "std": shown("std", None)}


def histogram(rows: Iterable[Mapping[str, int]]) -> list[int]:
    """Ten equal buckets from 0 to 1; the last one holds 1 as well (LSE 11.10.5)."""
    found = [0] * 10
    for row in rows:
        found[min(max(row["bucket"], 1), 10) - 1] += row["tasks"]
    return found


def of_task(
    pairs: Sequence[Mapping[str, Any]], dimension: str | None
) -> tuple[list[tuple[str, Any]], list[list[float | None]]]:
    """The matrix of one task between its participants: ("annotator", id) or ("model", version) (LSE 11.8.6)."""
    participants: list[tuple[str, Any]] = []
    cells: dict[tuple[int, int], list[float]] = {}

    def place(kind: str, who: Any) -> int:
        if (kind, who) not in participants:
            participants.append((kind, who))
        return participants.index((kind, who))

    for pair in pairs:
        one = place("annotator", pair["author_id"])
        is_model = pair["model_version"] is not None
        other = place("model", pair["model_version"]) if is_model else place("annotator", pair["other_author_id"])
        score = pair["score"] if dimension is None else pair["scores"].get(dimension)
        if score is not None and one != other:
            cells.setdefault((min(one, other), max(one, other)), []).append(score)
    size = range(len(participants))
    found: list[list[float | None]] = [[None for _ in size] for _ in size]
    for (one, other), scores in cells.items():
        found[one][other] = found[other][one] = round(sum(scores) / len(scores), 3)
    return participants, found
