"""Whose agreement the columns show: the rule over stored pairs, the same rule in SQL, and what a selection may be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import Cast, make_cast, make_project
from tests.conftest import SECRET

from assay.datamanager.queries.lists import cells
from assay.datamanager.rules.agreement import Selection, read
from assay.datamanager.rules.columns import BY_ID, Dimension, dimension_column
from assay.datamanager.rules.sight import Level, Sight
from assay.kit.db import Connection, Database, json, value
from assay.kit.errors import Problem

VERSIONS = ("small", "large", "")
SHOWN, BEHIND = 3, 2


class Shelf:
    """Tasks with pairs of all sorts, in the database and in memory."""

    def __init__(self, db: Connection, cast: Cast) -> None:
        self.db = db
        self.cast = cast
        self.project_id = make_project(db, cast.manager)
        self.people = [cast.ann1.id, cast.ann2.id, cast.rev1.id, cast.rev2.id]
        for generation, status in ((BEHIND, "replaced"), (SHOWN, "shown"), (SHOWN + 1, "computing")):
            db.execute(
                "insert into agreement_plan (project_id, generation, dimensions, status) values (%s, %s, '[]', %s)",
                (self.project_id, generation, status),
            )
        self.dimension = value(
            db,
            "insert into dimension (project_id, name, control_tag) values (%s, 'mood', 'Choices') returning id",
            (self.project_id,),
        )
        chance = random.Random(11)
        dataset = value(
            db, "insert into dataset (organization_id, title) values (%s, 'x') returning id", (cast.organization_id,)
        )
        self.pairs: dict[int, list[dict[str, Any]]] = {self._task(dataset, n, chance): [] for n in range(12)}
        for task_id in self.pairs:
            self._work(task_id, chance)
        db.commit()

    def _task(self, dataset: int, number: int, chance: random.Random) -> int:
        unit = value(self.db, "insert into data_unit (dataset_id, data) values (%s, '{}') returning id", (dataset,))
        return int(
            value(
                self.db,
                "insert into task (project_id, data_unit_id, queue_key, inner_id, agreement)"
                " values (%s, %s, %s, %s, %s) returning id",
                (self.project_id, unit, number, number + 1, chance.choice([None, 0.5])),
            )
        )

    def _work(self, task_id: int, chance: random.Random) -> None:
        authors = chance.sample([*self.people, None], chance.randrange(5))
        truth = chance.choice([*authors, "nobody"]) if authors else "nobody"
        made = [
            value(
                self.db,
                "insert into annotation (project_id, task_id, author_id, ground_truth) values (%s, %s, %s, %s)"
                " returning id",
                (self.project_id, task_id, author, author == truth),
            )
            for author in authors
        ]
        found = list(zip(made, authors, strict=True))
        for n, (one, author) in enumerate(found):
            for other, other_author in found[n + 1 :]:
                self._pair(
                    task_id, chance, one, other, None, author, other_author, None, author == truth,
                    other_author == truth,
                )  # fmt: skip
        for version in chance.sample(VERSIONS, chance.randrange(3)):
            guess = value(
                self.db,
                "insert into prediction (project_id, task_id, result, model_version) values (%s, %s, '[]', %s)"
                " returning id",
                (self.project_id, task_id, version),
            )
            for one, author in found:
                self._pair(task_id, chance, one, None, guess, author, None, version, author == truth, False)

    def _pair(
        self, task_id: int, chance: random.Random, one: int, other: int | None, guess: int | None, author: int | None,
        other_author: int | None, version: str | None, truth: bool, other_truth: bool,
    ) -> None:  # fmt: skip
        score = chance.choice([None, 0.0, 0.25, 0.5, 1.0])
        scores = {} if score is None else {str(self.dimension): 1 - score}
        for generation in (BEHIND, SHOWN):
            self.db.execute(
                """insert into agreement_pair (project_id, generation, task_id, annotation_id, other_id, prediction_id,
                     revision, author_id, other_author_id, model_version, score, scores)
                   values (%s, %s, %s, %s, %s, %s, 1, %s, %s, %s, %s, %s)""",
                (
                    self.project_id, generation, task_id, one, other, guess, author, other_author, version,
                    score if generation == SHOWN else 0.1, json(scores),
                ),
            )  # fmt: skip
        self.pairs[task_id].append(
            {
                "author_id": author,
                "other_author_id": other_author,
                "model_version": version,
                "truth": truth,
                "other_truth": other_truth,
                "score": score,
                "scores": scores,
            }
        )

    def shown(self, selection: Selection | None) -> dict[int, dict[str, Any]]:
        sight = Sight(Level.MANAGER, self.cast.manager.id)
        columns = [BY_ID["agreement"], dimension_column(Dimension(self.dimension, "mood"))]
        found = cells(self.db, self.project_id, sight, list(self.pairs), columns, selection)
        return {task_id: list(row["cells"].values()) for task_id, row in found.items()}


@pytest.fixture(scope="module")
def shelf(database: Database) -> Iterator[Shelf]:
    with database.pool.connection() as db:
        yield Shelf(db, make_cast(db, SECRET, lambda token: pytest.fail("nobody asks over HTTP here")))


def groups(ids: list[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.just({}),
        st.just({"all": True}),
        st.lists(st.sampled_from(ids), unique=True).map(lambda some: {"ids": [str(one) for one in some]}),
    )


@given(st.data())
@settings(max_examples=150)
def test_the_database_shows_the_mean_that_the_rule_says(shelf: Shelf, data: st.DataObject) -> None:
    asked = {
        "annotators": data.draw(groups(shelf.people)),
        "models": data.draw(groups(list(VERSIONS))),
        "ground_truth": data.draw(st.booleans()),
    }
    selection = read(asked)
    if not isinstance(selection, Selection):
        return
    for task_id, (overall, of_dimension) in shelf.shown(selection).items():
        pairs = shelf.pairs[task_id]
        for shown, by in ((overall, lambda pair: pair["score"]), (of_dimension, _of(shelf.dimension))):
            scores = [by(pair) for pair in pairs if by(pair) is not None and selection.takes(pair)]
            expected = round(fmean(scores), 3) if scores else None
            assert shown == pytest.approx(expected, abs=0.0011), (asked, task_id)


def _of(dimension: int) -> Any:
    return lambda pair: pair["scores"].get(str(dimension))


def test_without_a_selection_the_score_of_the_task_is_shown(shelf: Shelf) -> None:
    stored = {row[0]: row[1] for row in shelf.db.execute(
        "select id, agreement from task where project_id = %s", (shelf.project_id,)
    )}  # fmt: skip
    assert {task_id: overall for task_id, (overall, _) in shelf.shown(None).items()} == stored


ALL = {"all": True}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ([], None),
        ({"annotators": {"ids": ["1"]}}, "at least two"),
        ({"annotators": {"ids": ["Mira"]}}, "numbers of people"),
        ({"annotators": {"all": "yes"}}, "true or false"),
        ({"models": ALL}, "models with nobody"),
        ({"annotators": ALL, "ground_truth": True}, "exactly one"),
        ({"annotators": {"ids": ["1"]}, "models": {"ids": ["a"]}, "ground_truth": True}, "exactly one"),
        ({"annotators": {"ids": ["1", "2"]}}, None),
        ({"annotators": {"ids": ["1"]}, "models": ALL}, None),
        ({"annotators": {"ids": ["1"]}, "ground_truth": True}, None),
        ({"models": {"ids": ["small"]}, "ground_truth": True}, None),
        ({"annotators": {"all": False, "ids": []}, "models": {}, "ground_truth": False}, None),
    ],
)
def test_a_selection_that_compares_nobody_is_refused_with_its_fix(asked: Any, says: str | None) -> None:
    found = read(asked)
    if says is None and asked != []:
        assert not isinstance(found, Problem)
    else:
        assert isinstance(found, Problem)
        assert found.fix or found.message
        assert (says or "must be an object") in found.message
