"""Reviewers who mend what they judge: small things only, and of what they accept (MQA 68, U20)."""

from __future__ import annotations

import copy
from typing import Any

from tests.engine.judging import check_judged, start_review
from tests.engine.play import FRAMES, REVIEWERS, Act, Play, track
from tests.engine.seen import Row

Result = list[dict[str, Any]]


def fix(play: Play) -> None:
    """What is accepted may be moved with the verdict; more than that is refused, and nothing changes."""
    held = [w for name in REVIEWERS for w in play.seen.held(play.id(name), "review", "expert")]
    work = play.pick(held)
    who = play.name(work["holder_id"]) if work is not None else None
    if work is None or who is None:
        start_review(play)
        return
    before = play.seen
    waiting = before.waiting_in(work["id"])
    accepted = {item["id"]: play.chance(0.8) for item in waiting}
    good = {item["key"] for item in waiting if accepted[item["id"]]}
    result = play.result_of(work["annotation_id"])
    fixed = [_moved(play, entry) if entry["id"] in good and play.chance(0.6) else entry for entry in result]
    is_small = play.chance(0.7)
    if not is_small:
        fixed, is_small = _too_much(play, fixed, good)
    moved = {entry["id"] for entry in fixed if entry not in result}
    verdicts = [
        {"item": key, "accepted": kind, **({} if kind else {"comment": "Not a car"})} for key, kind in accepted.items()
    ]
    body = {
        "revision": before.annotations[work["annotation_id"]]["revision"],
        "verdicts": verdicts,
        "result": fixed,
    }
    status, _ = play.send(who, "POST", f"/api/work-items/{work['id']}/verdicts/", body)
    if status >= 400:
        play.unchanged(before, "corrections were refused")
        return
    assert is_small, "MQA 68: more than a small correction was taken"
    check_judged(play, before, work, accepted)
    after = play.seen.annotations[work["annotation_id"]]["revision"]
    assert (after > body["revision"]) == bool(moved), "what was mended is the next revision"
    for item_id, item in play.seen.items.items():
        if item["annotation_id"] == work["annotation_id"] and item["key"] not in moved:
            assert item["fingerprint"] == before.items[item_id]["fingerprint"], "what was not mended is as it was"


def _moved(play: Play, entry: dict[str, Any]) -> dict[str, Any]:
    changed = copy.deepcopy(entry)
    for point in changed["value"]["sequence"]:
        point["x"] = round(play.rng.uniform(1, 80), 3)
    return changed


def _too_much(play: Play, result: Result, good: set[str]) -> tuple[Result, bool]:
    """A result that is no small correction, and whether it is one after all because there was nothing to spoil."""
    way = play.rng.randrange(4)
    if way == 0:
        return [*result, track(f"x{play.rng.randrange(10**9)}", "Car", 1, FRAMES)], False
    if not result:
        return result, True
    spoiled = play.pick(result)
    others = [entry for entry in result if entry is not spoiled]
    if way == 1:
        return others, False
    if way == 2:
        changed = copy.deepcopy(spoiled)
        changed["value"]["labels"] = ["Van" if spoiled["value"]["labels"] == ["Car"] else "Car"]
        return [*others, changed], False
    return [*others, _moved(play, spoiled)], spoiled["id"] in good


def fix_again(play: Play) -> None:
    """A verdict that stands is made a correction: by its reviewer or a leader, and no larger than with the verdict."""
    verdict = play.pick(_standing(play))
    if verdict is None:
        return
    before = play.seen
    result = play.result_of(verdict["annotation_id"])
    item = before.items[verdict["review_item_id"]]
    fixed = [_moved(play, entry) if entry["id"] == item["key"] else entry for entry in result]
    is_small = play.chance(0.6)
    if not is_small:
        fixed, is_small = _too_much(play, fixed, {item["key"]})
    who = play.name(verdict["reviewer_id"] or 0) if play.chance(0.7) else "manager"
    body = {"accepted": True, "result": fixed}
    status, _ = play.send(who or "manager", "PATCH", f"/api/annotation-reviews/{verdict['id']}/", body)
    if status >= 400:
        play.unchanged(before, "a verdict stayed as it was")
    else:
        assert is_small, "MQA 68: more than a small correction was taken"


def _standing(play: Play) -> list[Row]:
    with play.database.pool.connection() as db:
        rows = db.execute(
            """select distinct on (review_item_id) to_jsonb(v) from verdict v
               where project_id = %s and withdrawn_at is null order by review_item_id, id desc""",
            (play.w.project_id,),
        ).fetchall()
    return [row[0] for row in rows]


def judge_whole(play: Play) -> None:
    """Where instances are judged nobody judges the whole, mended or not (MQA 5)."""
    annotation = play.pick(list(play.seen.annotations.values()))
    if annotation is None:
        return
    before = play.seen
    body: dict[str, Any] = {"annotation": annotation["id"], "accepted": play.chance(0.5), "comment": "All of it"}
    if play.chance(0.5):
        body["result"] = play.result_of(annotation["id"])
    status, _ = play.send(play.pick(REVIEWERS), "POST", "/api/annotation-reviews/", body)
    assert status >= 400, "MQA 5: items are judged"
    play.unchanged(before, "MQA 5")


ACTS: list[tuple[int, Act]] = [
    (8, fix),
    (3, fix_again),
    (1, judge_whole),
]
