"""Comments on tasks, on work and on what is not handed in yet: said, answered, resolved, deleted."""

from __future__ import annotations

from typing import Any

from tests.engine.play import ANNOTATORS, REVIEWERS, Act, Play

PEOPLE = (*ANNOTATORS, *REVIEWERS, "manager")


def say(play: Play) -> None:
    """Something is said about a task, a piece of work or a draft; that moves nothing."""
    before, who = play.seen, play.pick(PEOPLE)
    annotation = play.pick(list(before.annotations.values()))
    task = play.pick(list(before.tasks))
    body: dict[str, Any] = {"text": f"Look here <@{play.id('manager')}>"}
    _, drafts = play.send(who, "GET", f"/api/tasks/{task}/drafts")
    if isinstance(drafts, list) and drafts and play.chance(0.6):
        body["draft"] = play.pick(drafts)["id"]
    elif annotation is None or play.chance(0.3):
        body["task"] = task
    else:
        body["annotation"] = annotation["id"]
        key = play.pick([item["key"] for item in before.of_task(annotation["task_id"]).values()])
        body["region_ref"] = {"region_id": key} if key is not None else None
    if play.chance(0.2):
        body["is_resolved"] = True
    play.send(who, "POST", "/api/comments/", body)
    play.unchanged(before, "something was said")


def answer(play: Play) -> None:
    """A comment is resolved or not after all, written anew by its author, or deleted by its author."""
    before = play.seen
    _, said = play.send("owner", "GET", "/api/comments/", projects=play.w.project_id)
    comment = play.pick(said or [])
    if comment is None:
        say(play)
        return
    who = play.name(comment["created_by"]) if play.chance(0.6) else play.pick(PEOPLE)
    path = f"/api/comments/{comment['id']}/"
    way = play.rng.random()
    if way < 0.5:
        status, _ = play.send(who or "manager", "PATCH", path, {"is_resolved": not comment["is_resolved"]})
    elif way < 0.7:
        status, _ = play.send(who or "manager", "PATCH", path, {"text": "Look there"})
    else:
        status, _ = play.send(who or "manager", "DELETE", path)
    if way >= 0.5 and status < 300:
        assert play.id(who or "manager") == comment["created_by"], "only its author says it otherwise"
    play.unchanged(before, "something was answered")


ACTS: list[tuple[int, Act]] = [
    (3, say),
    (3, answer),
]
