"""The forms in which a task may come, and what they become."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.exchange.formats.rows import Person, Row, RowAnnotation, RowPrediction, RowProblem, RowReview
from assay.exchange.formats.tasks import normalise, predictions_from_fields
from assay.projects.rules.labeling import Schema, check_result, parse

RESULT = [{"from_name": "c", "to_name": "text", "type": "choices", "value": {"choices": ["a"]}}]
NOON = datetime(2026, 5, 17, 12, 0, tzinfo=UTC)


def _row(raw: Any) -> Row:
    row = normalise(raw, "f.json", 3)
    assert isinstance(row, Row), row
    assert (row.file, row.number) == ("f.json", 3)
    return row


@pytest.mark.parametrize("raw", [{}, {"text": "a"}, {"data": "a"}, {"data": None, "id": 4}, {"predictions": [1]}])
def test_bare_data_is_kept_whole(raw: Any) -> None:
    assert _row(raw) == Row("f.json", 3, raw)


def test_a_whole_task() -> None:
    row = _row(
        {
            "id": 17,
            "data": {"text": "a"},
            "meta": {"batch": 2},
            "overlap": 3,
            "allow_skip": False,
            "annotations": [
                {
                    "id": 5,
                    "result": RESULT,
                    "completed_by": {"id": 9, "email": "ann@example.org", "first_name": "Ann"},
                    "was_cancelled": True,
                    "ground_truth": False,
                    "lead_time": 2,
                    "created_at": "2026-05-17T12:00:00Z",
                    "updated_at": "2026-05-17T14:00:00+02:00",
                    "unique_id": "u",
                    "reviews": [{"id": 1, "created_by": "rob@example.org", "accepted": True}],
                },
                {"result": None},
            ],
            "predictions": [{"result": RESULT, "score": 1, "model_version": "m"}, {"result": []}, 12],
            "total_annotations": 2,
            "file_upload": "x.json",
        }
    )
    assert row.annotations == (
        RowAnnotation(
            result=RESULT,
            completed_by=Person(9, "ann@example.org"),
            was_cancelled=True,
            ground_truth=False,
            lead_time=2.0,
            created_at=NOON,
            updated_at=NOON,
            unique_id="u",
            import_id=5,
            reviews=(RowReview(True, Person(email="rob@example.org")),),
        ),
        RowAnnotation(result=[]),
    )
    assert row.predictions == (RowPrediction(RESULT, 1.0, "m"), RowPrediction([]))
    assert (row.data, row.meta, row.overlap, row.allow_skip) == ({"text": "a"}, {"batch": 2}, 3, False)


@pytest.mark.parametrize(
    ("written", "person"),
    [
        (None, None),
        ({}, None),
        (7, Person(7)),
        ("ann@example.org", Person(email="ann@example.org")),
        ({"email": "ann@example.org"}, Person(email="ann@example.org")),
    ],
)
def test_who_made_it(written: Any, person: Person | None) -> None:
    row = _row({"data": {}, "annotations": [{"result": [], "completed_by": written}]})
    assert row.annotations[0].completed_by == person


def test_a_time_without_a_zone_is_utc() -> None:
    row = _row({"data": {}, "annotations": [{"result": [], "created_at": "2026-05-17 12:00"}]})
    assert row.annotations[0].created_at == NOON


def _annotation(**part: Any) -> dict[str, Any]:
    return {"data": {}, "annotations": [{"result": [], **part}]}


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ([], "row"),
        ("text", "row"),
        (None, "row"),
        ({"text": "a", "annotations": [{"result": []}]}, "data"),
        ({"data": [], "completions": [{"result": []}]}, "data"),
        ({"data": {}, "completions": [{"result": []}]}, "completions"),
        ({"data": {}, "meta": 5}, "meta"),
        ({"data": {}, "meta": {"a": ["\x00"]}}, "meta.a[0]"),
        ({"data": {}, "overlap": 0}, "overlap"),
        ({"data": {}, "overlap": True}, "overlap"),
        ({"data": {}, "overlap": 10**30}, "overlap"),
        ({"data": {}, "allow_skip": "no"}, "allow_skip"),
        ({"data": {}, "annotations": {}, "predictions": 5}, "predictions"),
        ({"data": {}, "annotations": ["x"]}, "annotations[0]"),
        (_annotation(result={}), "annotations[0].result"),
        (_annotation(completed_by=True), "annotations[0].completed_by"),
        (_annotation(completed_by=-1), "annotations[0].completed_by"),
        (_annotation(completed_by={"id": 2**63}), "annotations[0].completed_by.id"),
        (_annotation(completed_by={"email": 5}), "annotations[0].completed_by.email"),
        (_annotation(was_cancelled=1), "annotations[0].was_cancelled"),
        (_annotation(ground_truth="true"), "annotations[0].ground_truth"),
        (_annotation(lead_time=-1), "annotations[0].lead_time"),
        (_annotation(lead_time=float("nan")), "annotations[0].lead_time"),
        (_annotation(lead_time=10**400), "annotations[0].lead_time"),
        (_annotation(created_at="yesterday"), "annotations[0].created_at"),
        (_annotation(created_at=1589716800), "annotations[0].created_at"),
        (_annotation(unique_id=5), "annotations[0].unique_id"),
        (_annotation(unique_id="\x00"), "annotations[0].unique_id"),
        (_annotation(id="x"), "annotations[0].import_id"),
        (_annotation(reviews=5), "annotations[0].reviews"),
        (_annotation(reviews=[{"accepted": "yes"}]), "annotations[0].reviews[0].accepted"),
        ({"data": {}, "predictions": [{"result": [], "score": "high"}]}, "predictions[0].score"),
        ({"data": {}, "predictions": [{"result": [], "model_version": 2}]}, "predictions[0].model_version"),
    ],
)
def test_what_is_wrong_is_named(raw: Any, field: str) -> None:
    problem = normalise(raw, "f.json", 3)
    assert isinstance(problem, RowProblem)
    assert (problem.file, problem.row, problem.field, problem.fatal) == ("f.json", 3, field, False)
    assert problem.fix


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["data", "annotations", "predictions", "result", "completed_by", "created_at", "reviews", "id"]
            ),
            inner,
        )
    ),
    max_leaves=15,
)


@given(_json)
def test_any_json_becomes_a_row_or_a_problem(raw: Any) -> None:
    assert isinstance(normalise(raw, "f.json", 1), Row | RowProblem)
    assert isinstance(normalise({"data": {}, "annotations": [raw]}, "f.json", 1), Row | RowProblem)


def _schema() -> Schema:
    parsed = parse("""<View><Text name="text" value="$text"/>
      <Choices name="mood" toName="text" choice="multiple"><Choice value="Good"/><Choice value="Bad"/></Choices>
      <Labels name="spans" toName="text"><Label value="Person"/></Labels></View>""")
    assert isinstance(parsed, Schema)
    return parsed


@pytest.mark.parametrize(
    ("given_", "value"),
    [
        ("Good", {"choices": ["Good"]}),
        (["Good", "Bad"], {"choices": ["Good", "Bad"]}),
        ({"choices": ["Bad"]}, {"choices": ["Bad"]}),
    ],
)
def test_a_field_of_the_data_becomes_a_prediction(given_: Any, value: Any) -> None:
    row = predictions_from_fields(_schema(), Row("f", 1, {"text": "a", "mood": given_}), ["mood"])
    assert isinstance(row, Row)
    assert row.data == {"text": "a", "mood": given_}
    (prediction,) = row.predictions
    assert prediction == RowPrediction(
        [{"from_name": "mood", "to_name": "text", "type": "choices", "value": value}], 1.0, "preannotated"
    )
    assert check_result(_schema(), prediction.result, strict=True) == []


def test_a_row_without_the_field_has_no_prediction() -> None:
    row = Row("f", 1, {"text": "a", "mood": None})
    assert predictions_from_fields(_schema(), row, ["mood", "spans"]) == row


def test_a_field_that_is_no_control_is_refused() -> None:
    problem = predictions_from_fields(_schema(), Row("f", 1, {"text": "a"}), ["label"])
    assert isinstance(problem, RowProblem)
    assert problem.field == "data.label"
    assert "mood, spans" in problem.fix
