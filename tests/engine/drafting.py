"""What is not handed in yet: drafts, coming back to them, and work that is taken back to be one: T1, T6."""

from __future__ import annotations

from typing import Any

from tests.engine.labelling import check_entered
from tests.engine.play import ANNOTATORS, REVIEWERS, Act, Play, leads, mended, new_result
from tests.engine.seen import Row


def save(play: Play) -> None:
    """A draft, of whatever one may see and whoever has it in hand: nothing else changes."""
    who, task = play.pick([*ANNOTATORS, *ANNOTATORS, *REVIEWERS]), play.pick(list(play.seen.tasks.values()))
    held = play.pick(play.seen.held(play.id(who), "annotate"))
    task_id = held["task_id"] if held is not None and play.chance(0.7) else task["id"]
    annotation = play.seen.annotation_of(task_id)
    before = play.seen
    body: dict[str, Any] = {"result": _written(play, task_id, annotation), "lead_time": 2}
    if annotation is not None and play.chance(0.7):
        play.send(who, "POST", f"/api/tasks/{task_id}/annotations/{annotation['id']}/drafts", body)
    else:
        play.send(who, "POST", f"/api/tasks/{task_id}/drafts", body)
    play.unchanged(before, "a draft was saved")


def _written(play: Play, task_id: int, annotation: Row | None) -> list[dict[str, Any]]:
    if annotation is None:
        return new_result(play, task_id)
    items = list(play.seen.of_task(task_id).values())
    return mended(play, play.result_of(annotation["id"]), items, 0.3)


def go_on(play: Play) -> None:
    """T1: somebody comes back to a draft and hands it in; without the task in hand it is refused, and kept."""
    draft = play.pick(_kept(play))
    if draft is None:
        save(play)
        return
    who, task_id = play.name(draft["account_id"]), draft["task_id"]
    if who is None:
        who = play.pick(ANNOTATORS)
    _, found = play.send(who, "GET", f"/api/tasks/{task_id}/drafts")
    if play.chance(0.2):
        play.send(who, play.pick(["DELETE", "PATCH"]), f"/api/drafts/{draft['id']}/", {"result": []})
        return
    before, slot = play.seen, play.seen.slot(task_id)
    is_mine = slot is not None and slot["holder_id"] == play.id(who)
    others = slot is not None and slot["state"] == "held" and slot["reserved_until"] is None and not is_mine
    if isinstance(found, list) and found:
        draft = {**draft, "result": found[-1]["result"], "annotation_id": found[-1]["annotation"]}
    body: dict[str, Any] = {"result": draft["result"], "lead_time": 5}
    annotation = before.annotation_of(task_id)
    if draft["annotation_id"] is not None:
        if annotation is not None:
            body["revision"] = annotation["revision"]
        status, answer = play.send(who, "PATCH", f"/api/annotations/{draft['annotation_id']}/", body)
    else:
        status, answer = play.send(who, "POST", f"/api/tasks/{task_id}/annotations/", body)
    if status < 300:
        assert not (others and play.is_managed and not leads(play, who)), "T1: it was in other hands"
        check_entered(play, before, answer["id"])
        left = [d["id"] for d in _kept(play) if d["account_id"] == play.id(who) and d["task_id"] == task_id]
        assert draft["id"] not in left or not is_mine, "the draft became what was handed in"
    else:
        play.unchanged(before, "a draft could not be handed in")
        assert draft["id"] in [d["id"] for d in _kept(play)], "what was refused is kept"


def _kept(play: Play) -> list[Row]:
    with play.database.pool.connection() as db:
        rows = db.execute(
            """select to_jsonb(d) from (select id, task_id, account_id, annotation_id, result from draft
               where project_id = %s order by id) d""",
            (play.w.project_id,),
        ).fetchall()
    return [row[0] for row in rows]


def take_back(play: Play) -> None:
    """What was handed in becomes a draft again: by its author while nobody judged it, by a leader always."""
    annotation = play.pick(list(play.seen.annotations.values()))
    if annotation is None:
        return
    who = play.name(annotation["author_id"] or 0) if play.chance(0.7) else "owner"
    before = play.seen
    judged = is_judged(play, annotation["id"])
    status, _ = play.send(who or "owner", "POST", f"/api/annotations/{annotation['id']}/convert-to-draft", {})
    if status == 201:
        assert annotation["id"] not in play.seen.annotations, "it is not handed in any more"
        assert not judged or leads(play, who or "owner"), "nobody judged it"
    else:
        play.unchanged(before, "it could not be taken back")


def is_judged(play: Play, annotation_id: int) -> bool:
    """Whether a verdict stands on some of it."""
    with play.database.pool.connection() as db:
        row = db.execute(
            "select exists (select 1 from verdict where annotation_id = %s and withdrawn_at is null)", (annotation_id,)
        ).fetchone()
    return row is not None and bool(row[0])


ACTS: list[tuple[int, Act]] = [
    (4, save),
    (5, go_on),
    (1, take_back),
]
