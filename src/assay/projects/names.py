"""Whether the classes and the people that settings of review name exist, and may do what they are named for.

Only what a change names anew is asked about: somebody who left, or a class that another configuration took away,
never stands in the way of changing something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assay.access import taking_part
from assay.access.rules.permissions import Permission
from assay.kit.db import Connection
from assay.kit.errors import Problem
from assay.projects.rules.classes import classes_of, takes_classes_from_data
from assay.projects.rules.labeling import Schema
from assay.projects.rules.settings import ReviewSettings

_RATES, _PEOPLE, _MAPPING = "class_sampling_rates", "annotator_sampling_rates", "reviewer_mapping"
_JUDGED_WHOLE = "means something only where single instances are judged: a whole annotation has many classes."


@dataclass(frozen=True, slots=True)
class Where:
    """A project, or one that is being made (`project_id` None), and its labeling configuration."""

    organization_id: int
    project_id: int | None
    unit: str
    preset: str
    schema: Schema | None


def check(db: Connection, where: Where, before: ReviewSettings, after: ReviewSettings) -> list[Problem]:
    """What is wrong with the names in settings of review."""
    return [*_classes(where, before, after), *_people(db, where, before, after)]


def _classes(where: Where, before: ReviewSettings, after: ReviewSettings) -> Iterator[Problem]:
    named = (
        (_RATES, "", before.class_sampling_rates, after.class_sampling_rates),
        (_MAPPING, "classes: ", before.reviewer_mapping.classes, after.reviewer_mapping.classes),
    )
    for field, part, was, now in named:
        new = [name for name in now if name not in was]
        if not new:
            continue
        if where.unit != "instance":
            yield Problem(f"review_settings.{field}", f"{part}{_JUDGED_WHOLE}", "Name annotators instead.")
            continue
        if where.schema is None:
            yield Problem(
                f"review_settings.{field}",
                f"{part}there is no labeling configuration yet, so there are no classes.",
                "Set up the labeling interface first, or send label_config with it.",
            )
            continue
        known = classes_of(where.schema)
        unknown = [name for name in new if name not in known]
        if unknown and not takes_classes_from_data(where.schema):
            yield Problem(
                f"review_settings.{field}",
                f"{part}the labeling configuration has no class {unknown[0]!r}.",
                f"Use one of: {_some(known)}.",
            )


def _people(db: Connection, where: Where, before: ReviewSettings, after: ReviewSettings) -> Iterator[Problem]:
    was, now = before.reviewer_mapping, after.reviewer_mapping
    annotators = (
        (_PEOPLE, "", _new(before.annotator_sampling_rates, after.annotator_sampling_rates)),
        (_MAPPING, "annotators: ", _new(was.annotators, now.annotators)),
    )
    for field, part, people in annotators:
        if strangers := taking_part.missing(db, where.organization_id, where.project_id, people, preset=where.preset):
            yield Problem(
                f"review_settings.{field}",
                f"{part}{strangers[0]} is nobody who takes part in this project.",
                "Add the person to the project first, or leave them out.",
            )
    reviewers = _new(_all(was.classes, was.annotators), _all(now.classes, now.annotators))
    unable = taking_part.missing(
        db,
        where.organization_id,
        where.project_id,
        reviewers,
        preset=where.preset,
        permission=Permission.REVIEW_VERDICT,
    )
    if unable:
        yield Problem(
            f"review_settings.{_MAPPING}",
            f"{unable[0]} may not review in this project.",
            "Make them a reviewer of the project first, or name somebody else.",
        )


def _all(*pools: object) -> list[int]:
    return [person for pool in pools if isinstance(pool, dict) for people in pool.values() for person in people]


def _new(before: Iterable[str | int], after: Iterable[str | int]) -> list[int]:
    known = {int(person) for person in before}
    return sorted({int(person) for person in after} - known)


def _some(names: tuple[str, ...], most: int = 12) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
