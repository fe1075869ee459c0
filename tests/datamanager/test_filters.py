"""Filters: what the database finds is what a second, plain reading of the same filter finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import Cast, make_cast, make_project
from tests.conftest import SECRET
from tests.datamanager.reading import Annotation, Prediction, Remark, Task, matches

from assay.datamanager.queries.lists import Wanted, every_id
from assay.datamanager.rules.columns import BY_ID, COLUMNS, Column, Holds, Question, register
from assay.datamanager.rules.filters import Tree, parse
from assay.datamanager.rules.operators import OPERATORS, Takes, Type
from assay.datamanager.rules.sight import Level, Sight
from assay.kit.db import Connection, Database, json, value

QUESTIONS = [Question("mood", "Choices", "choices", ("Good", "Bad", "So-so"))]
REGISTER = register(["text", "size"], ["source"], QUESTIONS)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = ["Cat", "cat house", "100% dog", "under_score", "", "12", "7.5", "-3", "x\\y", "Hut"]

# What a test can set and read back; the others are counted from the same rows or come with the engine's tests.
READ = {
    "id", "inner_id", "status", "state", "agreement", "annotators", "ground_truth", "total_annotations",
    "cancelled_annotations", "comment_count", "unresolved_comment_count", "updated_at", "completed_at", "is_labeled",
    "reviewed", "reviews_rejected", "annotators_count", "annotations_ids", "annotations_results", "skipped_by",
    "predictions_score", "predictions_model_versions", "predictions_results", "comments", "comment_authors",
    "comment_authors_count", "avg_lead_time", "overlap", "allow_skip", "reviewers",
}  # fmt: skip
COLUMN_POOL = [column for column in REGISTER.columns if column.id in READ or "." in column.id]


class Shelf:
    """A project with tasks of all sorts, in the database and in memory."""

    def __init__(self, db: Connection, cast: Cast) -> None:
        self.db = db
        self.project_id = make_project(db, cast.manager)
        self.people = [cast.ann1.id, cast.ann2.id, cast.rev1.id]
        self.me = cast.manager.id
        chance = random.Random(7)
        dataset = value(
            db, "insert into dataset (organization_id, title) values (%s, 'x') returning id", (cast.organization_id,)
        )
        self.tasks = [self._task(dataset, number, chance) for number in range(1, 41)]
        db.commit()

    def _task(self, dataset: int, number: int, chance: random.Random) -> Task:
        data: dict[str, Any] = {"text": chance.choice(WORDS), "size": chance.choice([1, 2.5, "12", "many", None, True])}
        if number % 7 == 0:
            del data["size"]
        meta = chance.choice([None, {"source": "web"}, {"source": ""}, {}])
        status, state = chance.choice(
            [("queued", "CREATED"), ("completed", "COMPLETED"), ("in_review", "NEEDS_REVIEW")]
        )
        facts: dict[str, Any] = {
            "inner_id": number,
            "status": status,
            "state": state,
            "agreement": chance.choice([None, 0.0, 0.25, 0.5, 1.0]),
            "total_annotations": chance.choice([0, 1, 2]),
            "cancelled_annotations": chance.choice([0, 0, 1]),
            "comment_count": chance.choice([0, 2]),
            "unresolved_comment_count": chance.choice([0, 1]),
            "updated_at": BEGIN + timedelta(days=chance.randrange(5)),
            "completed_at": chance.choice([None, BEGIN + timedelta(days=chance.randrange(5))]),
            "is_labeled": chance.random() < 0.5,
            "reviewed": chance.random() < 0.5,
            "reviews_rejected": chance.choice([0, 0, 3]),
            "overlap": chance.choice([1, 2, 3]),
            "allow_skip": chance.random() < 0.5,
        }
        unit = value(
            self.db, "insert into data_unit (dataset_id, data) values (%s, %s) returning id", (dataset, json(data))
        )
        names = ", ".join(facts)
        task_id = value(
            self.db,
            f"insert into task (project_id, data_unit_id, queue_key, meta, {names})"  # type: ignore[arg-type]
            f" values (%s, %s, %s, %s, {', '.join(['%s'] * len(facts))}) returning id",
            (self.project_id, unit, number, None if meta is None else json(meta), *facts.values()),
        )
        task = Task(task_id, {**facts, "id": task_id}, data, meta)
        self._work(task, chance)
        return task

    def _work(self, task: Task, chance: random.Random) -> None:
        has_truth = False
        for person in chance.sample(self.people, chance.randrange(3)):
            truth = not has_truth and chance.random() < 0.3
            has_truth = has_truth or truth
            result = chance.choice([[], [self._answer(chance)], [self._answer(chance), self._answer(chance)]])
            one = Annotation(0, person, result, chance.random() < 0.3, truth, chance.choice([None, 2.0, 5.5]))
            one.id = value(
                self.db,
                """with made as (insert into annotation (project_id, task_id, author_id, was_cancelled, ground_truth,
                     lead_time) values (%s, %s, %s, %s, %s, %s) returning id)
                   insert into annotation_revision (annotation_id, number, result)
                   select id, 1, %s from made returning annotation_id""",
                (self.project_id, task.id, person, one.was_cancelled, truth, one.lead_time, json(result)),
            )
            task.annotations.append(one)
        for _ in range(chance.randrange(3)):
            guess = Prediction(
                [self._answer(chance)], chance.choice([None, 0.1, 0.9]), chance.choice(["", "small", "large"])
            )
            value(
                self.db,
                """insert into prediction (project_id, task_id, result, score, model_version)
                   values (%s, %s, %s, %s, %s) returning id""",
                (self.project_id, task.id, json(guess.result), guess.score, guess.model_version),
            )
            task.predictions.append(guess)
        for person in chance.sample(self.people, chance.randrange(3)):
            remark = Remark(person, chance.choice([word for word in WORDS if word]))
            value(
                self.db,
                "insert into comment (project_id, task_id, author_id, text) values (%s, %s, %s, %s) returning id",
                (self.project_id, task.id, person, remark.text),
            )
            task.comments.append(remark)
        for kind in ("AN", "RE"):
            for person in chance.sample(self.people, chance.randrange(2)):
                value(
                    self.db,
                    "insert into assignment (project_id, task_id, account_id, type) values (%s, %s, %s, %s)"
                    " returning id",
                    (self.project_id, task.id, person, kind),
                )
                task.assigned[kind].append(person)

    @staticmethod
    def _answer(chance: random.Random) -> dict[str, Any]:
        chosen = chance.sample(["Good", "Bad", "So-so"], chance.randrange(1, 3))
        return {"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": chosen}}

    def found(self, tree: Tree) -> list[int]:
        return every_id(self.db, Wanted(self.project_id, Sight(Level.MANAGER, self.me), tree))

    def value_for(self, draw: Any, column: Column, operator: str, kind: Type) -> Any:
        takes = OPERATORS[operator].takes
        if takes is Takes.YES_NO:
            return draw(st.sampled_from([True, False, "true", "false"]))
        if takes is Takes.RANGE:
            return {"min": self._single(draw, column, kind), "max": self._single(draw, column, kind)}
        if takes is Takes.SEVERAL or column.type is Type.LIST:
            return [self._single(draw, column, kind) for _ in range(draw(st.integers(1, 2)))]
        return self._single(draw, column, kind)

    def _single(self, draw: Any, column: Column, kind: Type) -> Any:
        if column.holds is Holds.PEOPLE:
            return draw(st.sampled_from(self.people))
        if column.holds is Holds.IDS:
            ids = [one.id for task in self.tasks for one in task.annotations]
            return draw(st.sampled_from(ids))
        if column.holds is Holds.VERSIONS:
            return draw(st.sampled_from(["small", "large", "none"]))
        if column.holds is Holds.ANSWERS:
            return draw(st.sampled_from(["Good", "Bad", "So-so"]))
        if column.holds is Holds.JSON:
            return draw(st.sampled_from(["Good", "good", '"choices": ["Bad"', "[", "mood"]))
        if kind is Type.BOOLEAN:
            return draw(st.booleans())
        if kind is Type.DATETIME:
            return (BEGIN + timedelta(days=draw(st.integers(-1, 5)))).isoformat()
        if kind is Type.NUMBER:
            ids = [self.tasks[0].id, self.tasks[20].id] if column.id == "id" else []
            return draw(st.sampled_from([0, 1, 2, 3, 0.5, 0.25, 12, 20, *ids]))
        if column.choices:
            return draw(st.sampled_from(column.choices))
        return draw(st.sampled_from([*WORDS, "cat", "a", "%", "_", "(", "web", "true"]))


@pytest.fixture(scope="module")
def shelf(database: Database) -> Iterator[Shelf]:
    with database.pool.connection() as db:
        yield Shelf(db, make_cast(db, SECRET, lambda token: pytest.fail("nobody asks over HTTP here")))


def line(draw: Any, shelf: Shelf, pool: list[Column]) -> dict[str, Any]:
    column = draw(st.sampled_from(pool))
    kind = draw(st.sampled_from([Type.NUMBER, Type.STRING])) if column.is_data else column.type
    operators = column.operators
    if kind is Type.NUMBER and column.is_data:
        operators = ("equal", "not_equal", "less", "greater_or_equal", "in", "not_in", "empty", "in_list")
    operator = draw(st.sampled_from(operators))
    if operator == "regex":
        return {"filter": f"filter:tasks:{column.id}", "operator": "regex", "type": kind.value, "value": draw(PATTERNS)}
    return {
        "filter": f"filter:tasks:{column.id}",
        "operator": operator,
        "type": kind.value,
        "value": shelf.value_for(draw, column, operator, kind),
    }


PATTERNS = st.sampled_from(["^C", "at$", "[", "(", "o.*g", "[0-9]+", "^$", "a{2"])


@given(st.data())
@settings(max_examples=300)
def test_the_database_finds_what_the_filter_says(shelf: Shelf, data: st.DataObject) -> None:
    draw = data.draw
    items = []
    for _ in range(draw(st.integers(1, 3))):
        item = line(draw, shelf, COLUMN_POOL)
        column = REGISTER.get(item["filter"].removeprefix("filter:tasks:"))
        assert column is not None
        below = [one for one in COLUMN_POOL if one.rows is column.rows]
        if column.rows.value and draw(st.booleans()):
            item["child_filters"] = [line(draw, shelf, below) for _ in range(draw(st.integers(1, 2)))]
        items.append(item)
    tree = parse({"conjunction": draw(st.sampled_from(["and", "or"])), "items": items}, REGISTER)
    assert isinstance(tree, Tree), tree
    expected = [task.id for task in shelf.tasks if matches(task, tree)]
    assert shelf.found(tree) == expected


@pytest.mark.parametrize("operator", sorted(name for name, row in OPERATORS.items() if row.denies))
def test_what_an_operator_denies_is_all_that_its_positive_does_not_find(shelf: Shelf, operator: str) -> None:
    given = {"in": {"min": 0.2, "max": 0.6}, "in_list": [0.25], "contains": "a", "equal": 0.25}
    positive = OPERATORS[operator].denies
    column = {"contains": "data.text", "in_list": "data.size"}.get(positive, "agreement")
    found = []
    for name in (operator, positive):
        item = {"filter": f"tasks:{column}", "operator": name, "type": "Unknown", "value": given[positive]}
        tree = parse({"conjunction": "and", "items": [item]}, REGISTER)
        assert isinstance(tree, Tree), tree
        found.append(set(shelf.found(tree)))
    assert found[0] | found[1] == {task.id for task in shelf.tasks}
    assert not found[0] & found[1]


def test_every_column_says_where_its_value_stands(shelf: Shelf) -> None:
    """Each column with each of its operators is a statement that the database runs."""
    samples: dict[Takes, Any] = {Takes.YES_NO: True}
    for column in REGISTER.columns:
        for operator in column.operators:
            takes = OPERATORS[operator].takes
            single: Any = {Type.NUMBER: 1, Type.DATETIME: BEGIN.isoformat(), Type.BOOLEAN: True}.get(column.type, "1")
            given = samples.get(takes, {"min": single, "max": single} if takes is Takes.RANGE else single)
            tree = parse({"items": [{"filter": column.id, "operator": operator, "value": given}]}, REGISTER)
            assert isinstance(tree, Tree), (column.id, operator, tree)
            shelf.found(tree)


@pytest.mark.parametrize(
    ("item", "field", "says"),
    [
        ({"filter": "tasks:nothing", "operator": "equal", "value": 1}, "filter", "nothing is no column"),
        ({"filter": "tasks:project__title", "operator": "equal", "value": 1}, "filter", "no double underscore"),
        ({"operator": "equal", "value": 1}, "filter", "is missing"),
        ({"filter": "tasks:id", "operator": "near", "value": 1}, "operator", "near is no operator of ID"),
        ({"filter": "tasks:id", "operator": "regex", "value": "1"}, "operator", "regex is no operator of ID"),
        ({"filter": "tasks:id", "operator": "equal", "value": "one"}, "value", "must be a number"),
        ({"filter": "tasks:id", "operator": "in", "value": 3}, "value", "min and max"),
        ({"filter": "tasks:created_at", "operator": "less", "value": "soon"}, "value", "must be a time"),
        ({"filter": "tasks:reviewed", "operator": "equal", "value": "maybe"}, "value", "yes or no"),
        ({"filter": "tasks:annotators", "operator": "contains", "value": ["Ann"]}, "value", "must be a number"),
        (
            {
                "filter": "tasks:id", "operator": "equal", "value": 1,
                "child_filters": [{"filter": "tasks:comments", "operator": "contains", "value": "x"}],
            },
            "child_filters[0].filter",
            "is not about the task itself",
        ),
    ],
)  # fmt: skip
def test_a_filter_that_means_nothing_is_refused_by_name(item: dict[str, Any], field: str, says: str) -> None:
    found = parse({"conjunction": "and", "items": [item]}, REGISTER)
    assert isinstance(found, list)
    assert found[0].field == f"filters.items[0].{field}"
    assert says in found[0].message


def test_lines_without_a_value_are_left_out() -> None:
    empty: list[dict[str, Any]] = [
        {"filter": "tasks:id", "operator": "equal", "value": None},
        {"filter": "tasks:id", "operator": "in", "value": {"min": None, "max": None}},
    ]
    assert parse({"conjunction": "or", "items": empty}, REGISTER) == Tree((), any_of=True)


def test_columns_are_described_once() -> None:
    names = [column.id for column in COLUMNS]
    assert len(names) == len(set(names)) == len(BY_ID)
