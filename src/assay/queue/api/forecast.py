"""Route of what other rates would have made of the work that came in last."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.kit.errors import NotThere
from assay.kit.http import Id, Routes
from assay.projects import queries as projects
from assay.queue.forecast import at_rates

router = Routes(tags=["reviews"])


_RATES: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "number"}}


class RatesInput(BaseModel):
    """Rates as the settings of review name them, and checked as they are; what is left out is the project's."""

    model_config = ConfigDict(extra="forbid")

    sampling_rate: Any = Field(None, json_schema_extra={"type": "number"})
    class_sampling_rates: Any = Field(None, json_schema_extra=_RATES)
    annotator_sampling_rates: Any = Field(None, json_schema_extra=_RATES)


class ForecastShape(BaseModel):
    """Of `considered` items: how many are expected to be reviewed, between `low` and `high` with 95 %, and were."""

    considered: int
    expected: float
    low: int
    high: int
    now_reviewed: int


class ClassForecast(ForecastShape):
    """For the items of a class; "" where whole annotations are judged."""

    class_name: str = Field(alias="class")


class AnnotatorForecast(ForecastShape):
    """For the items of a person."""

    annotator: int | None


class SamplingForecast(ForecastShape):
    """Over the last 1,000 items that were handed in for the first time, and for parts of them."""

    by_class: list[ClassForecast]
    by_annotator: list[AnnotatorForecast]


@router.post("/api/projects/{id}/sampling-preview/", response_model=SamplingForecast)
def preview_sampling(ctx: Context, id: Id, body: RatesInput) -> Any:
    """How many of the last 1,000 items would have been reviewed at other rates; changes nothing.

    Refuses rates as the settings do. What routing rules by agreement would say is not foreseen.
    """
    ctx.project(id, Permission.SETTINGS_VIEW)
    row = projects.get(ctx.db, id)
    if row is None:
        raise NotThere()
    return at_rates(ctx.db, row, body.model_dump(exclude_unset=True)).as_answer()
