"""From the JSON of a task, in any of the forms that Label Studio accepts, to a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeGuard, TypeVar

from assay.exchange.formats.rows import Person, Result, Row, RowAnnotation, RowPrediction, RowProblem, RowReview
from assay.projects.rules.labeling import ControlTag, Schema
from assay.projects.rules.labeling.values import refuse_value

MAX_OVERLAP = 1_000
MAX_ID = 2**63 - 1
_LARGEST = 1e300  # also keeps out infinity and NaN

_Part = TypeVar("_Part")


class _Refused(Exception):
    def __init__(self, field: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.fix = fix


def normalise(raw: object, file: str, number: int) -> Row | RowProblem:
    """One row from `{data, annotations, predictions, meta, overlap, allow_skip}` or from bare data.

    Bare data is every object without an object under `data`. Keys of Label Studio's exports that only repeat or count
    (ids, times, totals) are passed over. Data and results are not yet held against a labeling configuration.
    """
    try:
        if not isinstance(raw, dict):
            raise _Refused("row", "is not an object.", 'Write {"text": "..."} or {"data": {"text": "..."}}.')
        if not isinstance(raw.get("data"), dict):
            _refuse_half_task(raw)
            return Row(file, number, raw)
        if len(raw) == 1:
            return Row(file, number, raw["data"])
        return _task(raw, file, number)
    except _Refused as refused:
        return RowProblem(file, number, refused.field, refused.message, refused.fix)


def predictions_from_fields(schema: Schema, row: Row, fields: Sequence[str]) -> Row | RowProblem:
    """The row with one more prediction for each of these fields of its data.

    As in Label Studio, the field bears the name of a control and holds an answer, a list of answers, or the whole
    value of a region. A field that is null or missing in a row gives no prediction there.
    """
    added = []
    for field in fields:
        control = schema.controls_by_name.get(field)
        if control is None:
            known = ", ".join(schema.controls_by_name)
            message = "is to become a prediction, but no control has this name."
            return RowProblem(row.file, row.number, f"data.{field}", message, f"Name it like one of: {known}.")
        if row.data.get(field) is not None:
            added.append(RowPrediction([entry_of(control, row.data[field])], 1.0, "preannotated"))
    return replace(row, predictions=(*row.predictions, *added))


def entry_of(control: ControlTag, given: object) -> Mapping[str, Any]:
    """The entry of a result for a short answer: one word, a list of them, or the whole value of a region."""
    value = given if isinstance(given, dict) else {control.value_key: _answer_of(control, given)}
    to_name = ",".join(control.targets)
    return {"from_name": control.name, "to_name": to_name, "type": control.result_type, "value": value}


def _answer_of(control: ControlTag, given: object) -> object:
    """A short answer as the value of an entry holds it; what cannot be one stays, and is refused by its check."""
    match control.result_type:
        case "rating" | "number" | "datetime" | "pairwise":
            return given[0] if isinstance(given, list) and len(given) == 1 else given
        case "ranker":
            return {control.name: given}
        case "taxonomy":
            ways = given if isinstance(given, list) else [given]
            # One way through the tree, or several.
            return ways if any(isinstance(way, list) for way in ways) else [ways]
        case _:
            return given if isinstance(given, list) else [given]


def _refuse_half_task(raw: Mapping[str, Any]) -> None:
    """Bare data with annotations is a task that somebody forgot to wrap: its labels would be lost as data."""
    written = raw.get("annotations") or raw.get("completions")
    if isinstance(written, list) and written:
        fix = 'Put the data of the task under "data", beside "annotations".'
        raise _Refused("data", "is missing or not an object, although there are annotations.", fix)


def _task(raw: Mapping[str, Any], file: str, number: int) -> Row:
    if raw.get("completions"):
        raise _Refused("completions", "is the old name of annotations.", 'Rename it to "annotations".')
    meta = raw.get("meta")
    if meta is not None and not isinstance(meta, dict):
        raise _Refused("meta", "is not an object.", "Write an object or leave it out.")
    _storable(meta, "meta")
    overlap = raw.get("overlap")
    if overlap is not None and not (_is_whole(overlap) and 1 <= overlap <= MAX_OVERLAP):
        raise _Refused("overlap", "is no sensible number of annotations.", f"Write 1 to {MAX_OVERLAP:,}.")
    return Row(
        file=file,
        number=number,
        data=raw["data"],
        meta=meta,
        annotations=_parts(raw, "annotations", _annotation),
        predictions=_parts(raw, "predictions", _prediction),
        overlap=overlap,
        allow_skip=_flag(raw, "allow_skip", "allow_skip") is not False,
    )


def _parts(raw: Mapping[str, Any], key: str, build: Callable[[Mapping[str, Any], str], _Part]) -> tuple[_Part, ...]:
    parts = raw.get(key) or []
    if not isinstance(parts, list):
        raise _Refused(key, "is not a list.", "Write a list, even for one.")
    built = []
    for index, part in enumerate(parts):
        if _is_whole(part):
            continue  # exports may give ids in place of the things, which say nothing here
        if not isinstance(part, dict):
            raise _Refused(f"{key}[{index}]", "is not an object.", 'Write {"result": [...]}.')
        built.append(build(part, f"{key}[{index}]"))
    return tuple(built)


def _annotation(raw: Mapping[str, Any], where: str) -> RowAnnotation:
    reviews = raw.get("reviews") or []
    if not isinstance(reviews, list):
        raise _Refused(f"{where}.reviews", "is not a list.", "Write a list or leave it out.")
    return RowAnnotation(
        result=_result(raw, where),
        completed_by=_person(raw.get("completed_by"), f"{where}.completed_by"),
        was_cancelled=_flag(raw, "was_cancelled", f"{where}.was_cancelled") is True,
        ground_truth=_flag(raw, "ground_truth", f"{where}.ground_truth"),
        lead_time=_number(raw.get("lead_time"), f"{where}.lead_time", least=0),
        created_at=_time(raw.get("created_at"), f"{where}.created_at"),
        updated_at=_time(raw.get("updated_at"), f"{where}.updated_at"),
        unique_id=_text(raw.get("unique_id"), f"{where}.unique_id"),
        import_id=_id(raw.get("import_id") or raw.get("id"), f"{where}.import_id"),
        reviews=tuple(_review(review, f"{where}.reviews[{index}]") for index, review in enumerate(reviews)),
    )


def _review(raw: object, where: str) -> RowReview:
    if not isinstance(raw, dict) or not isinstance(raw.get("accepted"), bool):
        raise _Refused(
            f"{where}.accepted", "is neither true nor false.", 'Write {"accepted": true, "created_by": ...}.'
        )
    return RowReview(raw["accepted"], _person(raw.get("created_by"), f"{where}.created_by"))


def _prediction(raw: Mapping[str, Any], where: str) -> RowPrediction:
    return RowPrediction(
        result=_result(raw, where),
        score=_number(raw.get("score"), f"{where}.score"),
        model_version=_text(raw.get("model_version"), f"{where}.model_version") or "",
    )


def _result(raw: Mapping[str, Any], where: str) -> Result:
    result = raw.get("result")
    if result is None:
        return []
    if not isinstance(result, list):
        raise _Refused(f"{where}.result", "is not a list.", "Write a list of entries, [] for none.")
    return result


def _person(raw: object, field: str) -> Person | None:
    if raw is None:
        return None
    if isinstance(raw, dict):
        person = Person(_id(raw.get("id"), f"{field}.id"), _text(raw.get("email"), f"{field}.email"))
        return person if person != Person() else None
    if isinstance(raw, str):
        return Person(email=_text(raw, field))
    return Person(id=_id(raw, field))


def _id(raw: object, field: str) -> int | None:
    if raw is None or (_is_whole(raw) and 0 < raw <= MAX_ID):
        return raw
    raise _Refused(field, "is no id.", "Write a whole number above zero, or leave it out.")


def _flag(raw: Mapping[str, Any], key: str, field: str) -> bool | None:
    value = raw.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise _Refused(field, "is neither true nor false.", "Write true or false, without quotes.")


def _number(raw: object, field: str, least: float = -_LARGEST) -> float | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not least <= raw <= _LARGEST:
        raise _Refused(field, "is no possible number.", "Write a number, or leave it out.")
    return float(raw)


def _text(raw: object, field: str) -> str | None:
    if raw is not None and not isinstance(raw, str):
        raise _Refused(field, "is not a string.", "Write it in quotes, or leave it out.")
    _storable(raw, field)
    return raw


def _time(raw: object, field: str) -> datetime | None:
    """A moment; one without a time zone is taken as UTC."""
    if raw is None:
        return None
    try:
        moment = datetime.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise _Refused(field, "is no date and time.", 'Write it like "2026-05-17T09:30:00Z", or leave it out.')
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _storable(value: object, field: str) -> None:
    if problem := refuse_value(value, field):
        raise _Refused(problem.field, problem.message, problem.fix)


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
