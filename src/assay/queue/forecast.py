"""What other rates would have made of the work that came in last (MQA 31): counted, nothing is drawn or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.projects import service as projects
from assay.projects.queries import ProjectRow, workflow_of
from assay.projects.rules.settings import Settings
from assay.queue.policy import review_policy
from assay.reviews.queries.first_draws import DrawRow, latest_draws
from assay.reviews.rules import ItemState, Policy, Rule, drawn
from assay.reviews.rules.forecast import FirstDraw, Forecast, forecast, grouped

LATEST = 1000

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Forecasts:
    """For all items, and for those of each class and of each annotator, the most frequent ones first."""

    whole: Forecast
    by_class: list[tuple[str, Forecast]]
    by_annotator: list[tuple[int | None, Forecast]]

    def as_answer(self) -> dict[str, Any]:
        return {
            **asdict(self.whole),
            "by_class": [{"class": name, **asdict(found)} for name, found in self.by_class],
            "by_annotator": [{"annotator": person, **asdict(found)} for person, found in self.by_annotator],
        }


def at_rates(db: Connection, row: ProjectRow, given: Mapping[str, Any]) -> Forecasts:
    """The forecast at the rates that are given, else those of the project. Raises BadInput as a change of them does."""
    workflow = replace(workflow_of(row), settings=_settings(db, row, given))
    policies: dict[int | None, Policy] = {}

    def rate(author_id: int | None, class_name: str) -> float:
        if author_id not in policies:
            policies[author_id] = review_policy(workflow, author_id)
        return policies[author_id].inclusion(class_name)[0]

    rows = latest_draws(db, row.id, LATEST)
    draws = [draw for one in rows if (draw := _first_draw(one, by_instance=workflow.unit == "instance"))]
    return Forecasts(
        forecast(draws, rate),
        _largest_first({name: forecast(some, rate) for name, some in grouped(draws, lambda d: d.class_name).items()}),
        _largest_first({who: forecast(some, rate) for who, some in grouped(draws, lambda d: d.author_id).items()}),
    )


def _settings(db: Connection, row: ProjectRow, given: Mapping[str, Any]) -> Settings:
    """The project's settings with these rates. What is wrong is named as it was sent, without where it is stored."""
    try:
        return projects.review_after(db, row, given)
    except BadInput as refused:
        problems = [replace(each, field=each.field.removeprefix("review_settings.")) for each in refused.problems]
        raise BadInput(f"{problems[0].field}: {problems[0].message}", problems=problems) from None


def _first_draw(row: DrawRow, *, by_instance: bool) -> FirstDraw | None:
    """How an item was drawn when it was handed in; None for what no draw has decided about (yet)."""
    if row.state == ItemState.UNDECIDED:
        return None
    rule, probability, seed = row.inclusion_rule, row.inclusion_probability, row.draw_seed
    detail = row.inclusion_detail or {}
    while rule == Rule.ADDED and (earlier := detail.get("earlier")):
        rule, probability, seed = earlier["rule"], earlier["probability"], earlier["seed"]
        detail = earlier["detail"] or {}
    if rule in (Rule.ADDED, Rule.REPORT, Rule.UNASSIGNED):
        return None
    was_drawn = drawn(seed, row.key, probability)
    return FirstDraw(row.id if by_instance else row.task_id, row.class_name, row.author_id, was_drawn)


def _largest_first(found: Mapping[Name, Forecast]) -> list[tuple[Name, Forecast]]:
    return sorted(found.items(), key=lambda entry: -entry[1].considered)
