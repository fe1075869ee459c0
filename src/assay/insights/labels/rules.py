"""What counts of labels come to: shares, and the matrix of what is taken for what (LSE 12.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SEPARATOR = "___SEP___"
PIPE = "___PIPE___"
MOST_CONFUSIONS = 10


def choice_key(name: str, choice: str) -> str:
    """How a choice of a control is written in one word."""
    return f"{name}{SEPARATOR}{choice}"


def matrix(rows: Sequence[Mapping[str, Any]], known: Sequence[str], name: str, *, symmetric: bool) -> dict[str, Any]:
    """The matrix with precision and recall of each label, and the pairs that are confused most.

    A symmetric one was counted from both sides: each two annotations that say the same are one agreement.
    """
    others = sorted({row[side] for row in rows for side in ("actual", "label")} - set(known))
    labels = [*known, *others]
    at = {label: place for place, label in enumerate(labels)}
    cells = [[0] * len(labels) for _ in labels]
    for row in rows:
        is_same = row["actual"] == row["label"]
        cells[at[row["actual"]]][at[row["label"]]] = row["count"] // 2 if symmetric and is_same else row["count"]
    wrong = [
        (cells[i][j], i, j)
        for i in range(len(labels))
        for j in range(len(labels))
        if cells[i][j] and (i < j if symmetric else i != j)
    ]
    mass = sum(count for count, _, _ in wrong)
    return {
        "labels": labels,
        "matrix": cells,
        "precision": [_share(cells[i][i], sum(row[i] for row in cells)) for i in range(len(labels))],
        "recall": [_share(cells[i][i], sum(cells[i])) for i in range(len(labels))],
        "top_confusion_pairs": [
            {"actual": labels[i], "label": labels[j], "count": count, "rate": _share(count, mass), "from_name": name}
            for count, i, j in sorted(wrong, key=lambda found: (-found[0], found[1], found[2]))[:MOST_CONFUSIONS]
        ],
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def percent(part: int, whole: int) -> float:
    """A share in percent."""
    return round(100 * part / whole, 2) if whole else 0.0
