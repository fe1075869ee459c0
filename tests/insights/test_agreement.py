"""Agreement as people meet it: computed after a submit, shown pair by pair, computed anew when the metric changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from label_studio_sdk import LabelStudio
from tests.cast import Cast, Person
from tests.world import World, build, choice, span

from assay.insights.agreement import jobs, queries
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database, values

BOXES = """<View><Image name="image" value="$image"/>
  <RectangleLabels name="box" toName="image"><Label value="Car"/><Label value="Bus"/></RectangleLabels>
  <Choices name="light" toName="image"><Choice value="Day"/><Choice value="Night"/></Choices>
</View>"""


@pytest.fixture(autouse=True)
def worker(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Jobs are done by the tests, step by step."""
    monkeypatch.setattr(jobs, "defer", lambda *_, **__: 0)
    kit_jobs.use(database)
    yield
    kit_jobs.use(None)


@pytest.fixture
def world(db: Connection, cast: Cast) -> World:
    return build(db, cast, maximum_annotations=3)


def bring_up_to_date(world: World) -> None:
    jobs.agreement_of_project(project_id=world.project_id)


def recompute(database: Database, world: World) -> None:
    """Does what the change of a plan has deferred."""
    with database.transaction() as db:
        latest = queries.latest_plan(db, world.project_id)
    assert latest is not None
    assert latest.status == "computing"
    jobs.agreement_recompute(project_id=world.project_id, generation=latest.generation)


def everybody(world: World, *answers: str, task: int = 0) -> None:
    """Annotators hand in one answer each."""
    people = [world.cast.ann1, world.cast.ann2, world.cast.rev1]
    for person, answer in zip(people, answers, strict=False):
        assert world.submit(person, world.task_ids[task], choice(answer)).status_code == 201


def get(person: Person, path: str, **params: Any) -> Any:
    answer = person.client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


# (answers, pairwise, consensus): LSE 22
EXAMPLES = [
    (("Positive", "Positive", "Positive"), 1.0, 1.0),
    (("Positive", "Positive", "Negative"), 0.333, 0.667),  # 1 of 3 pairs; 2 of 3 people
    (("Positive", "Negative"), 0.0, 0.5),
    (("Positive", "Positive"), 1.0, 1.0),
]


@pytest.mark.parametrize(("answers", "pairwise", "consensus"), EXAMPLES)
def test_agreement_of_a_task_by_both_methodologies(
    world: World, answers: tuple[str, ...], pairwise: float, consensus: float
) -> None:
    manager = world.cast.manager
    everybody(world, *answers)
    bring_up_to_date(world)
    task = world.task_ids[0]
    assert get(manager, f"/api/tasks/{task}/agreement-pairs/")["agreement"] == pairwise
    changed = manager.client.patch(f"/api/projects/{world.project_id}/", json={"agreement_methodology": "consensus"})
    assert changed.status_code == 200
    jobs.agreement_methodology(project_id=world.project_id)
    assert get(manager, f"/api/tasks/{task}/agreement-pairs/")["agreement"] == consensus


def test_one_annotation_or_a_skip_is_nothing_to_compare(world: World) -> None:
    task = world.task_ids[0]
    world.submit(world.cast.ann1, task)
    world.submit(world.cast.ann2, task, was_cancelled=True)
    bring_up_to_date(world)
    found = get(world.cast.manager, f"/api/tasks/{task}/agreement-pairs/")
    assert found["agreement"] is None
    assert found["pairs"] == []


def test_only_the_pairs_of_what_changed_are_computed_again(
    world: World, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    everybody(world, "Positive", "Positive", "Negative")
    bring_up_to_date(world)
    compared: list[int] = []
    original = jobs.service.pair_score

    def counted(*arguments: Any) -> Any:
        compared.append(1)
        return original(*arguments)

    monkeypatch.setattr(jobs.service, "pair_score", counted)
    task = world.task(world.task_ids[0])
    mine = next(a for a in task["annotations"] if a["completed_by"]["id"] == world.cast.rev1.id)
    changed = world.cast.rev1.client.patch(f"/api/annotations/{mine['id']}/", json={"result": choice("Positive")})
    assert changed.status_code == 200, changed.text
    bring_up_to_date(world)
    assert len(compared) == 2  # with each of the two others
    found = get(world.cast.manager, f"/api/tasks/{task['id']}/agreement-pairs/")
    assert found["agreement"] == 1
    assert found["is_current"]


def test_a_deleted_annotation_leaves_the_score(world: World) -> None:
    everybody(world, "Positive", "Negative")
    bring_up_to_date(world)
    task = world.task(world.task_ids[0])
    assert world.cast.manager.client.delete(f"/api/annotations/{task['annotations'][0]['id']}/").status_code == 204
    bring_up_to_date(world)
    assert get(world.cast.manager, f"/api/tasks/{task['id']}/agreement-pairs/")["agreement"] is None


def test_the_old_numbers_are_shown_until_all_new_ones_are_there(world: World, database: Database) -> None:
    manager, project = world.cast.manager, f"/api/projects/{world.project_id}/"
    everybody(world, "Positive", "Negative")
    everybody(world, "Positive", "Positive", task=1)
    bring_up_to_date(world)
    [dimension] = get(manager, f"{project}dimensions/")
    changed = manager.client.patch(f"{project}dimensions/{dimension['id']}/", json={"metric_type": "jaccard"})
    assert changed.status_code == 200, changed.text
    shown = get(manager, f"{project}agreement/")
    assert shown["computing"] is not None
    assert shown["average"] == 0.5
    recompute(database, world)
    shown = get(manager, f"{project}agreement/")
    assert shown["computing"] is None
    assert shown["average"] == 0.5
    assert shown["histogram"] == [1, *[0] * 8, 1]
    with database.transaction() as db:
        generations = values(
            db, "select distinct generation from agreement_pair where project_id = %s", (world.project_id,)
        )
    assert generations == [2]


BAD = [
    ({"metric_type": "iou"}, "agreement_metrics.sentiment.metric"),
    ({"metric_type": "exact", "metric_params": {"threshold": 2}}, "agreement_metrics.sentiment"),
    ({"weight": 0}, "control_weights"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
def test_a_metric_that_does_not_fit_is_refused(world: World, change: dict[str, Any], field: str) -> None:
    manager, project = world.cast.manager, f"/api/projects/{world.project_id}/"
    [dimension] = get(manager, f"{project}dimensions/")
    answer = manager.client.patch(f"{project}dimensions/{dimension['id']}/", json=change)
    assert answer.status_code == 400
    assert field in answer.text
    assert get(manager, f"{project}dimensions/") == [dimension]


def box(key: str, x: float, label: str = "Car", width: float = 100) -> dict[str, Any]:
    return {
        "id": key, "from_name": "box", "to_name": "image", "type": "rectanglelabels",
        "original_width": 1000, "original_height": 500,
        "value": {"x": x / 10, "y": 4, "width": width / 10, "height": 16, "rotation": 0, "rectanglelabels": [label]},
    }  # fmt: skip


def light(value: str) -> dict[str, Any]:
    return {"id": "l", "from_name": "light", "to_name": "image", "type": "choices", "value": {"choices": [value]}}


def test_controls_are_weighted_and_classes_can_be_left_out(db: Connection, cast: Cast, database: Database) -> None:
    world = build(db, cast, config=BOXES, data=[{"image": "/a.png"}], maximum_annotations=2)
    manager, project, task = cast.manager, f"/api/projects/{world.project_id}/", world.task_ids[0]
    # LSE 22: boxes 100 wide that are 20 apart have 6400 / 9600 in common; the bus only one of them saw.
    assert world.submit(cast.ann1, task, [box("a", 10), light("Day")]).status_code == 201
    assert world.submit(cast.ann2, task, [box("b", 30), box("c", 500, "Bus"), light("Night")]).status_code == 201
    bring_up_to_date(world)
    boxes, lights = get(manager, f"{project}dimensions/")
    [pair] = get(manager, f"/api/tasks/{task}/agreement-pairs/")["pairs"]
    # Best partners: 2/3 for the one box, 2/3 and 0 for the two; (2/3 + 2/3 + 0) / 3.
    assert pair["scores"] == {str(boxes["id"]): 0.4444, str(lights["id"]): 0.0}
    weights = {"light": {"overall": 0.0}, "box": {"overall": 1.0, "labels": {"Bus": 0}}}
    assert manager.client.patch(project, json={"control_weights": weights}).status_code == 200
    recompute(database, world)
    assert get(manager, f"/api/tasks/{task}/agreement-pairs/")["agreement"] == 0.667
    assert get(manager, f"{project}stats/total_agreement", per_label=True)["total_agreement"]["Car"] == 0.6667


def test_spans_that_nobody_marked_are_agreement_and_marked_by_one_are_none(db: Connection, cast: Cast) -> None:
    from tests.world import ENTITIES

    world = build(db, cast, config=ENTITIES, maximum_annotations=2)
    for person, result in ((cast.ann1, []), (cast.ann2, [])):
        world.submit(person, world.task_ids[0], result)
    for person, result in ((cast.ann1, [span("a", 0, 5)]), (cast.ann2, [])):
        world.submit(person, world.task_ids[1], result)
    bring_up_to_date(world)
    shown = [get(cast.manager, f"/api/tasks/{task}/agreement-pairs/")["agreement"] for task in world.task_ids[:2]]
    assert shown == [1.0, 0.0]


def test_figures_of_people_with_the_official_client(world: World, sdk: Callable[[Person], LabelStudio]) -> None:
    cast = world.cast
    everybody(world, "Positive", "Positive", "Negative")
    everybody(world, "Positive", "Negative", task=1)
    bring_up_to_date(world)
    truth = next(a for a in world.task(world.task_ids[0])["annotations"] if a["completed_by"]["id"] == cast.ann1.id)
    cast.manager.client.patch(f"/api/annotations/{truth['id']}/", json={"ground_truth": True})
    stats = sdk(cast.manager).projects.stats
    matrix = stats.iaa(id=world.project_id)
    people = [user["id"] for user in matrix.users or []]
    at = {person: people.index(person) for person in (cast.ann1.id, cast.ann2.id, cast.rev1.id)}
    assert matrix.iaa[at[cast.ann1.id]][at[cast.ann2.id]] == 0.5  # agreed on one of two
    assert matrix.common_tasks[at[cast.ann1.id]][at[cast.ann2.id]] == 2
    assert matrix.iaa[at[cast.ann1.id]][at[cast.ann1.id]] is None
    assert stats.agreement_annotator(id=world.project_id, user_id=cast.rev1.id).agreement_per_annotator == 0.0
    assert stats.total_agreement(id=world.project_id).total_agreement == 0.1665  # of 1/3 and 0
    scores = stats.users_ground_truth_agreement(id=world.project_id, ids=f"{cast.ann2.id},{cast.rev1.id}").agreement
    assert scores == {str(cast.ann2.id): 1.0, str(cast.rev1.id): 0.0}
    distribution = stats.data_quality_agreement_distribution(id=world.project_id)
    assert distribution.histogram[0] == 1
    assert distribution.histogram[3] == 1
    assert distribution.total_tasks == 2


def test_agreement_is_for_managers_and_for_reviewers_where_the_project_says_so(world: World) -> None:
    cast, task = world.cast, world.task_ids[0]
    everybody(world, "Positive", "Negative")
    bring_up_to_date(world)
    paths = (
        f"/api/tasks/{task}/agreement-pairs/",
        f"/api/projects/{world.project_id}/agreement/",
        f"/api/projects/{world.project_id}/stats/IAA",
        f"/api/projects/{world.project_id}/tasks/{task}/agreement-matrix?selection[annotators][all]=true",
    )
    for path in paths:
        assert cast.rev1.client.get(path).status_code == 403
        assert cast.ann1.client.get(path).status_code == 403
        assert cast.outsider.client.get(path).status_code == 404
    opened = cast.manager.client.patch(
        f"/api/projects/{world.project_id}/", json={"review_settings": {"show_agreement_to_reviewers": True}}
    )
    assert opened.status_code == 200, opened.text
    assert [cast.rev1.client.get(path).status_code for path in paths] == [200] * 4
    assert [cast.ann1.client.get(path).status_code for path in paths] == [403] * 4


def test_work_that_changes_while_it_is_compared_is_compared_again(world: World, database: Database) -> None:
    """The score that is stored belongs to the revisions that are stored with it."""
    everybody(world, "Positive", "Negative")
    task = world.task_ids[0]
    original, calls = jobs.service.compute, []

    def slow(*arguments: Any) -> Any:
        found = original(*arguments)
        if not calls:
            calls.append(1)
            world.submit(world.cast.rev1, task, choice("Negative"))
        return found

    jobs.service.compute = slow  # type: ignore[assignment]
    try:
        bring_up_to_date(world)
    finally:
        jobs.service.compute = original
    assert len(get(world.cast.manager, f"/api/tasks/{task}/agreement-pairs/")["pairs"]) == 3


def test_work_that_comes_in_at_the_end_of_a_computation_is_not_left_to_the_sweep(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody(world, "Positive", "Positive")
    task = world.task_ids[0]
    original = jobs._bring_up_to_date

    def late(found: Any) -> None:
        monkeypatch.setattr(jobs, "_bring_up_to_date", original)
        assert world.submit(world.cast.rev1, task, choice("Negative")).status_code == 201
        original(found)

    monkeypatch.setattr(jobs, "_bring_up_to_date", late)
    jobs.agreement_of_task(task_id=task)
    found = get(world.cast.manager, f"/api/tasks/{task}/agreement-pairs/")
    assert (len(found["pairs"]), found["is_current"]) == (3, True)
