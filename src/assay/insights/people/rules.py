"""What counts come to: scores of people, and the order of a table (LSE 12.3, 12.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# What the tables can be ordered by: text and numbers of a row; what somebody has not got comes last.
ANNOTATIONS = (
    "id", "submitted", "skipped", "finished", "assigned", "pending", "accepted", "fixed_and_accepted", "rejected",
    "acceptance_score", "review_score", "performance_score", "total_lead_time", "average_lead_time",
    "median_lead_time", "agreement", "gt_agreement", "prediction_agreement", "last_active",
)  # fmt: skip
REVIEWS = (
    "id", "reviewed", "pending", "accepted", "fixed_and_accepted", "rejected", "total_review_time",
    "average_review_time", "median_review_time", "last_active",
)  # fmt: skip


def share(part: float, whole: float) -> float | None:
    """A part of a whole, 0 to 1; None of nothing."""
    return round(part / whole, 4) if whole else None


def performance(accepted: int, rejected: int, fixes: Sequence[float]) -> float | None:
    """The mean over every verdict on somebody's work: accepted 1, rejected 0, corrected as alike as it stayed."""
    return share(accepted + sum(fixes), accepted + rejected + len(fixes))


def in_order(rows: Sequence[Mapping[str, Any]], ordering: str) -> list[Mapping[str, Any]]:
    """Rows by a column, with `-` the largest first."""
    name = ordering.removeprefix("-")
    known = [row for row in rows if row.get(name) is not None]
    unknown = [row for row in rows if row.get(name) is None]
    # Models have words for ids, and stand behind people.
    in_turn = sorted(known, key=lambda row: (isinstance(row["id"], str), row["id"]))
    if name == "id":
        return in_turn[::-1] if ordering.startswith("-") else in_turn
    return sorted(in_turn, key=lambda row: row[name], reverse=ordering.startswith("-")) + unknown


def totals(rows: Sequence[Mapping[str, Any]], counts: Sequence[str], time: str, weight: str) -> dict[str, Any]:
    """The last row of a table: counts are added, times are weighed by what they were spent on."""
    found: dict[str, Any] = {name: sum(row.get(name) or 0 for row in rows) for name in counts}
    found[f"total_{time}"] = sum(row.get(f"total_{time}") or 0 for row in rows)
    timed = [row for row in rows if row.get(f"average_{time}") is not None]
    found[f"average_{time}"] = share(
        sum(row[f"average_{time}"] * row[weight] for row in timed), sum(row[weight] for row in timed)
    )
    reviewed = found["accepted"] + found["fixed_and_accepted"] + found["rejected"]
    found["acceptance_score"] = share(found["accepted"] + found["fixed_and_accepted"], reviewed)
    return found
