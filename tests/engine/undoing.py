"""What was done is undone: an earlier revision, verdicts, work; one by one and for many tasks at once."""

from __future__ import annotations

from typing import Any

from tests.engine.drafting import is_judged
from tests.engine.play import ANNOTATORS, REVIEWERS, Act, Play, leads, new_result

OWNERS = ("delete_tasks_annotations", "delete_tasks_reviews")


def restore(play: Play) -> None:
    """An earlier revision is the next one, by the rules of every change."""
    annotation = play.pick([a for a in play.seen.annotations.values() if a["revision"] > 1])
    if annotation is None:
        return
    before = play.seen
    number, seen = play.rng.randint(1, annotation["revision"] - 1), annotation["revision"] - play.chance(0.2)
    who = "manager" if play.chance(0.6) else play.pick(ANNOTATORS)
    path = f"/api/annotations/{annotation['id']}/revisions/{number}/restore/"
    status, _ = play.send(who, "POST", path, {"revision": seen})
    if status >= 400:
        play.unchanged(before, "nothing was restored")
    else:
        assert seen == annotation["revision"], "U20: it had changed since it was loaded"


def unskip(play: Play) -> None:
    """A leader makes work of a skip, or a skip of work: not of a task that somebody else has, or has labelled."""
    annotations = list(play.seen.annotations.values())
    skips = [a for a in annotations if a["was_cancelled"]]
    annotation = play.pick(skips if skips and play.chance(0.7) else annotations)
    if annotation is None:
        return
    before = play.seen
    body: dict[str, Any] = {"was_cancelled": not annotation["was_cancelled"], "revision": annotation["revision"]}
    if annotation["was_cancelled"]:
        body["result"] = new_result(play, annotation["task_id"])
    who = "manager" if play.chance(0.8) else play.name(annotation["author_id"] or 0)
    status, _ = play.send(who or "manager", "PATCH", f"/api/annotations/{annotation['id']}/", body)
    if status >= 400:
        play.unchanged(before, "a skip stayed one")


def delete(play: Play) -> None:
    """Work is deleted: by a leader any, by its author what nobody has judged."""
    annotation = play.pick(list(play.seen.annotations.values()))
    if annotation is None:
        return
    before, judged = play.seen, is_judged(play, annotation["id"])
    who = "owner" if play.chance(0.5) else play.name(annotation["author_id"] or 0)
    status, _ = play.send(who or "owner", "DELETE", f"/api/annotations/{annotation['id']}/")
    if status >= 400:
        play.unchanged(before, "work was not deleted")
    else:
        assert annotation["id"] not in play.seen.annotations
        assert not judged or leads(play, who or "owner"), "nobody judged it"


def clear(play: Play) -> None:
    """Of many tasks at once: all work, all verdicts, or the verdicts of one reviewer are gone."""
    before, some = play.seen, play.some(list(play.seen.tasks), 2)
    action = play.pick(["take_back_verdicts", *OWNERS])
    who = "owner" if action in OWNERS else play.pick(REVIEWERS)
    body: dict[str, Any] = {"selectedItems": {"all": False, "included": some}}
    status, _ = play.send(who, "POST", "/api/dm/actions/", body, id=action, project=play.w.project_id)
    if status >= 400:
        play.unchanged(before, "nothing was undone")
        return
    if action == "delete_tasks_annotations":
        assert not [a for a in play.seen.annotations.values() if a["task_id"] in some]
    others = {key: item for key, item in before.items.items() if item["task_id"] not in some}
    assert {key: play.seen.items[key] for key in others} == others, "the others are as they were"


ACTS: list[tuple[int, Act]] = [
    (2, restore),
    (2, unskip),
    (1, delete),
    (1, clear),
]
