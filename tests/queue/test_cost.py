"""What a step of the label stream asks of the database: a project pays for nothing that it does not use."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from tests import world


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that were executed; a test clears it between two steps."""
    found: list[str] = []
    execute = psycopg.Cursor.execute

    def noted(cursor: Any, query: Any, *args: Any, **options: Any) -> Any:
        found.append(str(query))
        return execute(cursor, query, *args, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", noted)
    return found


def _within(steps: list[list[str]], budget: int) -> None:
    # The fewest of all: the first ones make the person's place in the queue, and threads of the server ask in between.
    fewest = min(steps, key=len)
    assert len(fewest) <= budget, "\n\n".join(fewest)


def test_a_plain_project_asks_little(db: Any, cast: Any, asked: list[str]) -> None:
    w = world.build(db, cast, tasks=8)
    nexts, submissions = [], []
    for _ in w.task_ids:
        asked.clear()
        task = w.next(cast.ann1).json()
        nexts.append(list(asked))
        asked.clear()
        assert w.submit(cast.ann1, task["id"]).status_code == 201
        submissions.append(list(asked))
    _within(nexts, 6)
    _within(submissions, 12)  # four of them in one pipeline: three are not waited for


def test_a_verdict_asks_little(db: Any, cast: Any, asked: list[str]) -> None:
    w = world.build(db, cast, tasks=8)
    for task_id in w.task_ids:
        assert w.submit(cast.ann1, task_id).status_code == 201
    nexts, verdicts = [], []
    for _ in w.task_ids:
        asked.clear()
        annotation = w.next_review(cast.rev1).json()["annotation"]
        nexts.append(list(asked))
        asked.clear()
        answer = w.review(cast.rev1, annotation["id"], True, revision=annotation["revision"])
        assert answer.status_code == 201
        verdicts.append(list(asked))
    _within(nexts, 11)
    _within(verdicts, 13)


CONFIG = """<View><Image name="image" value="$image"/>
<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels></View>"""


def _box(n: int) -> dict[str, Any]:
    value = {"x": n, "y": 10, "width": 3, "height": 3, "rotation": 0, "rectanglelabels": ["Car"]}
    size = {"original_width": 100, "original_height": 100, "image_rotation": 0}
    return {
        "id": f"b{n}", "from_name": "box", "to_name": "image", "type": "rectanglelabels", "value": value, **size
    }  # fmt: skip


@pytest.mark.parametrize(("accepted", "each"), [(True, 1), (False, 2)])
def test_one_more_instance_judged_asks_little(db: Any, cast: Any, asked: list[str], accepted: bool, each: int) -> None:
    w = world.build(db, cast, data=[{"image": f"{n}.png"} for n in range(4)], config=CONFIG, preset="manual_qa")
    counts: dict[int, list[int]] = {5: [], 15: []}
    for task_id, count in zip(w.task_ids, (5, 15, 5, 15), strict=True):
        assert w.submit(cast.ann1, task_id, [_box(n) for n in range(count)]).status_code == 201
        batch = w.next_review(cast.rev1).json()
        said = [{"item": item["id"], "accepted": accepted, "reason": "Too wide"} for item in batch["items"]]
        body = {"revision": batch["annotation"]["revision"], "verdicts": said}
        asked.clear()
        answer = cast.rev1.client.post(f"/api/work-items/{batch['reservation']['work_item']}/verdicts/", json=body)
        assert answer.status_code == 200, answer.text
        counts[count].append(len(asked))
    # Threads of the server ask in between, now and then.
    assert (min(counts[15]) - min(counts[5])) / 10 < each + 0.5, "\n\n".join(asked)
