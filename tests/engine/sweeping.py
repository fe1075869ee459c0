"""What those in charge do beside the queue with many tasks at once, or in somebody's name: T1, T3, MQA 5, MQA 26."""

from __future__ import annotations

from typing import Any

from tests.engine.play import ANNOTATORS, REVIEWERS, Act, Play, new_result
from tests.engine.seen import Seen

LEADER = "manager"


def sweep(play: Play, who: str, action: str, tasks: list[int], **wish: Any) -> tuple[int, Any]:
    """One action of Data on some tasks."""
    body = {"selectedItems": {"all": False, "included": tasks}, **wish}
    return play.send(who, "POST", "/api/dm/actions/", body, id=action, project=play.w.project_id)


def spread(play: Play) -> None:
    """What somebody labelled is copied to other tasks, in the name of who does it; none gets a second label."""
    annotation = play.pick([a for a in play.seen.annotations.values() if not a["was_cancelled"]])
    if annotation is None:
        return
    before, chosen = play.seen, play.some(list(play.seen.tasks))
    status, _ = sweep(play, LEADER, "propagate_annotations", chosen, source_annotation_id=annotation["id"])
    if status >= 400:
        play.unchanged(before, "nothing was copied")
    _check_hands(play, before)


def foretell(play: Play) -> None:
    """A model has predicted the labels of a task; predictions become labels of tasks that nobody has."""
    before, chosen = play.seen, play.some(list(play.seen.tasks))
    if play.chance(0.6):
        task = play.pick(chosen)
        body = {"task": task, "result": new_result(play, play.rng.randrange(10**6)), "model_version": "m1"}
        status, _ = play.send(LEADER, "POST", "/api/predictions/", body)
        assert status == 201
        play.unchanged(before, "something was predicted")
        return
    sweep(play, LEADER, "predictions_to_annotations", chosen)
    _check_hands(play, before)


def file(play: Play) -> None:
    """A leader files labels in the name of an annotator, or in their own."""
    before, task = play.seen, play.pick(list(play.seen.tasks))
    body: dict[str, Any] = {"result": new_result(play, task), "lead_time": 1}
    author = play.pick(ANNOTATORS) if play.chance(0.6) else LEADER
    if author != LEADER:
        body["completed_by"] = play.id(author)
    status, _ = play.send(LEADER, "POST", f"/api/tasks/{task}/annotations/", body)
    if status >= 400:
        play.unchanged(before, "nothing was filed")
    _check_hands(play, before, author)


def _check_hands(play: Play, before: Seen, author: str = LEADER) -> None:
    """T1: with the queue, what was in hands other than the author's is there still."""
    if not play.is_managed:
        return
    after = {w["id"]: w["holder_id"] for w in play.seen.work if w["state"] == "held"}
    for work in before.work:
        if work["state"] != "held" or work["reserved_until"] is not None or work["kind"] != "annotate":
            continue
        if work["holder_id"] != play.id(author):
            assert after.get(work["id"]) == work["holder_id"], f"T1: task {work['task_id']} was in other hands"


def trust(play: Play) -> None:
    """Somebody's labels are the ground truth, or are not after all; that moves nothing."""
    before, chosen = play.seen, play.some(list(play.seen.tasks))
    if play.chance(0.6):
        sweep(play, LEADER, "set_ground_truths", chosen, user=play.id(play.pick(ANNOTATORS)))
    else:
        sweep(play, LEADER, "delete_ground_truths", chosen)
    play.unchanged(before, "labels were trusted")


def name(play: Play) -> None:
    """People are named to tasks, or are not any more: in one queue that is a word, and moves nothing."""
    before, chosen = play.seen, play.some(list(play.seen.tasks))
    action = play.pick(["assign_annotators", "assign_reviewers", "delete_annotators", "delete_reviewers"])
    people = play.some(ANNOTATORS if action.endswith("annotators") else REVIEWERS)
    sweep(play, LEADER, action, chosen, users=[play.id(one) for one in people])
    play.unchanged(before, "people were named")


def judge_all(play: Play) -> None:
    """Where instances are judged nobody judges the whole, of many tasks neither (MQA 5)."""
    before, chosen = play.seen, play.some(list(play.seen.tasks))
    status, answer = sweep(play, play.pick(REVIEWERS), play.pick(["accept_annotations", "reject_annotations"]), chosen)
    assert status >= 400 or not answer["result"].get("made"), "MQA 5: items are judged"
    play.unchanged(before, "MQA 5")


ACTS: list[tuple[int, Act]] = [
    (2, spread),
    (2, foretell),
    (2, file),
    (1, trust),
    (1, name),
    (1, judge_all),
]
