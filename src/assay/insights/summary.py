"""The figures of a project's summary, put together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from assay.access.actor import ProjectAccess
from assay.access.rules.people import initials
from assay.insights import queries, rules
from assay.insights.rules import Facts
from assay.kit.db import Connection
from assay.projects import queries as projects
from assay.projects.answers import NO_COUNTS

DAYS = 14
LONG_RETURNED = timedelta(days=2)

_TASKS = ("queued", "assigned", "in_review", "returned", "completed", "labeled", "reviewed")
_ITEMS = ("pending", "accepted", "returned", "rejected", "not_selected")


def figures(db: Connection, project: ProjectAccess, now: datetime) -> dict[str, Any]:
    """How far a project is, how fast it goes, who works on it now, and what needs attention."""
    tally = projects.tallies(db, [project.id]).get(project.id, NO_COUNTS)
    days = queries.days(db, project.id, _midnight(now) - timedelta(days=DAYS - 1), now)
    facts = Facts(
        unit=project.review_unit,
        pending=tally["items_pending"],
        annotations=tally["annotations"],
        skipped=tally["skipped"],
        returned_long_ago=queries.returned_before(db, project.id, now - LONG_RETURNED),
        open_comments=queries.open_comments(db, project.id),
        waiting_for_expert=queries.waiting_for_expert(db, project.id),
        running_out=queries.running_out(db, project.id, now),
        reviews_per_day=rules.per_day([day.reviewed for day in days]),
    )
    items = {name: tally[f"items_{name}"] for name in _ITEMS}
    items["pending"] += queries.items_with_experts(db, project.id)
    return {
        "tasks": {"total": tally["tasks"], **{name: tally[name] for name in _TASKS}},
        "annotations": {"total": tally["annotations"], "skipped": tally["skipped"]},
        "items": items,
        "days": days,
        "medians": {
            "annotate_seconds": queries.median_annotating(db, project.id),
            "review_seconds": queries.median_reviewing(db, project.id),
        },
        "people": [_person(row) for row in queries.people(db, project.id, now)],
        "attention": [
            {
                "kind": found.kind,
                "count": found.count,
                "text": found.text,
                "link": f"/projects/{project.id}/{found.page}",
            }
            for found in rules.attention(facts)
        ],
    }


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _person(row: dict[str, Any]) -> dict[str, Any]:
    names = {name: row.pop(name) for name in ("id", "email", "first_name", "last_name")}
    short = initials(names["first_name"], names["last_name"], names["email"])
    title = row["title"] or f"Task {row['inner_id']}"
    return {**row, "title": title, "user": {**names, "initials": short, "avatar": None}}
