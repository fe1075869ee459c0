"""What annotators do in a project of manual QA, and what must hold of it: T1, T2, T6, T7, T8, T9, T13, T16."""

from __future__ import annotations

from typing import Any

from tests.engine.play import ANNOTATORS, Act, Play, leads, mended, new_result
from tests.engine.seen import Row, Seen

from assay.reviews.rules.items import drawn


def start(play: Play) -> None:
    """T1, T2: Start takes the free task that entered the queue first, of those that a filter leaves."""
    who = play.somebody(ANNOTATORS)
    wanted: dict[str, Any] = {}
    if play.chance(0.3):
        wanted = {"status": play.pick(["queued", "returned"])}
    before = play.seen
    expected = _first_free(play, before, play.id(who), wanted.get("status"))
    status, answer = play.send(who, "POST", play.project("queue/start/"), {"kind": "annotate", "filter": wanted})
    if status == 201:
        late = expected is None and _expired(before)  # what nobody came back for is freed when nothing else is left
        assert late or answer["task"] == expected, f"T2: served {answer['task']}, {expected} was first"
        slot = play.seen.slot(answer["task"])
        assert slot is not None, "T1: it is held"
        assert slot["holder_id"] == play.id(who), "T1: by who started"
    elif status == 404 and "queue_empty" in str(answer):
        assert expected is None or _expired(before), f"T2: task {expected} was free"


def _first_free(play: Play, seen: Seen, person: int, status: str | None) -> int | None:
    free = [task for task in seen.tasks.values() if task["queue_open"] and status in (None, task["status"])]
    skipped = {
        w["task_id"]: w["done_at"]
        for w in seen.work
        if w["kind"] == "annotate" and w["holder_id"] == person and w["state"] == "done" and w["skipped"]
    }
    first = sorted((task["queue_key"], task["id"]) for task in free if task["id"] not in skipped)
    if first:
        return int(first[0][1])
    left = sorted((skipped[task["id"]], task["id"]) for task in free)
    return int(left[0][1]) if left else None


def _expired(seen: Seen) -> bool:
    return any(w["reserved_until"] is not None for w in seen.work)


def go_on(play: Play) -> None:
    """The label stream: what is in hand, else what is first."""
    who = play.somebody(ANNOTATORS)
    held = play.seen.held(play.id(who), "annotate")
    status, answer = play.send(who, "GET", play.project("next"), prefetch=play.chance(0.2))
    if status == 200 and any(w["reserved_until"] is None for w in held):
        assert answer["id"] in {w["task_id"] for w in held}, "what is in hand comes first"


def initiate(play: Play) -> None:
    """T1: one certain task; held by somebody else it is refused, and nothing changes."""
    who, task = play.somebody(ANNOTATORS), play.pick(list(play.seen.tasks.values()))
    before, slot = play.seen, play.seen.slot(task["id"])
    status, _ = play.send(who, "POST", f"/api/tasks/{task['id']}/initiate/")
    live = slot is not None and slot["state"] == "held" and slot["reserved_until"] is None
    if live and slot is not None and slot["holder_id"] != play.id(who):
        assert status >= 400, "T1: it is in other hands"
        play.unchanged(before, "T1")


def submit(play: Play) -> None:
    """Hands in what one has in hand: new work, or what was returned."""
    who = play.somebody(ANNOTATORS)
    slot = play.pick(play.seen.held(play.id(who), "annotate"))
    if slot is None:
        start(play)
        return
    annotation = play.seen.annotation_of(slot["task_id"])
    if annotation is None:
        _hand_in(play, who, slot["task_id"])
    else:
        _hand_in_again(play, who, slot, annotation)


def _hand_in(play: Play, who: str, task_id: int) -> None:
    result = new_result(play, task_id)
    before = play.seen
    body = {"result": result, "lead_time": 1}
    status, answer = play.send(who, "POST", f"/api/tasks/{task_id}/annotations/", body)
    if status == 201:
        check_entered(play, before, answer["id"])
    else:
        play.unchanged(before, "a submission was refused")


def _hand_in_again(play: Play, who: str, slot: Row, annotation: Row) -> None:
    """T6: not while an issue is open. T7: what was approved and is as it was stays out of review."""
    task_id = slot["task_id"]
    owed = [i for i in play.seen.issues if i["annotation_id"] == annotation["id"] and not i["is_resolved"]]
    for issue in owed:
        if play.chance(0.9):
            play.send(who, "POST", f"/api/issues/{issue['id']}/resolve/")
    before = play.seen
    items = list(before.of_task(task_id).values())
    result = mended(play, play.result_of(annotation["id"]), items, 0.3)
    keys = {entry["id"] for entry in result}
    still_open = [
        issue
        for issue in before.issues
        if issue["annotation_id"] == annotation["id"]
        and not issue["is_resolved"]
        and (issue["review_item_id"] is None or before.items[issue["review_item_id"]]["key"] in keys)
    ]
    if play.chance(0.5):
        body = {"result": result, "revision": annotation["revision"]}
        status, _ = play.send(who, "PATCH", f"/api/annotations/{annotation['id']}/", body)
    else:
        status, _ = play.send(who, "POST", f"/api/tasks/{task_id}/annotations/", {"result": result, "lead_time": 1})
    if still_open:
        assert status >= 400, "T6: handed in with an open issue"
    if status >= 400:
        play.unchanged(before, "T6")
        return
    check_entered(play, before, annotation["id"])


def check_entered(play: Play, before: Seen, annotation_id: int) -> None:
    """T7, T8, T9, T13 of what was just handed in."""
    after = play.seen
    reviews = {w["id"]: w for w in after.reviews() if w["annotation_id"] == annotation_id and w["kind"] == "review"}
    entered = []
    for item in after.items.values():
        if item["annotation_id"] != annotation_id:
            continue
        was = before.items.get(item["id"])
        if was is None:
            _check_draw(item)
        elif was["state"] == "accepted" and was["fingerprint"] == item["fingerprint"] and item["state"] != "deleted":
            same = (was["state"], was["work_item_id"], was["round"])
            assert same == (item["state"], item["work_item_id"], item["round"]), f"T7: item {item['id']} was approved"
        if item["state"] == "pending" and (was is None or was["state"] != "pending"):
            entered.append(item)
    _check_mapped(play, after, annotation_id, reviews, entered)
    new = {item["work_item_id"] for item in entered}
    is_first = not any(item["annotation_id"] == annotation_id for item in before.items.values())
    if play.settings.get("one_reviewer_per_submission") and is_first and not _mapping(play):
        assert len(new) <= 1, "T9: one review for all of a submission"


def _check_draw(item: Row) -> None:
    """T13: it carries its probability, and with its seed that says again whether it was drawn."""
    assert item["rule"] in ("project", "class", "annotator", "report", "routing"), f"T13: {item}"
    is_drawn = item["state"] != "not_selected"
    assert is_drawn == drawn(item["seed"], item["key"], item["probability"]), f"T13: {item}"


def _mapping(play: Play) -> dict[str, Any]:
    mapping = play.settings.get("reviewer_mapping") or {}
    return mapping if mapping.get("enabled") else {}


def _check_mapped(play: Play, seen: Seen, annotation_id: int, reviews: dict[int, Row], entered: list[Row]) -> None:
    """T8: what is of a mapped class is with one of its reviewers, whatever the annotator is mapped to."""
    mapping = _mapping(play)
    annotation = seen.annotations[annotation_id]
    if mapping and play.is_reviewed_by_name(annotation["task_id"]):
        return  # who was asked by name comes before the mapping
    able = play.reviewers() - play.makers(annotation)
    for item in entered:
        named = set(mapping.get("classes", {}).get(item["class_name"], ()))
        if named & able and item["work_item_id"] in reviews:
            assert reviews[item["work_item_id"]]["holder_id"] in named & able, f"T8: {item['class_name']} {item['id']}"


def skip(play: Play) -> None:
    who = play.somebody(ANNOTATORS)
    slot = play.pick(play.seen.held(play.id(who), "annotate"))
    if slot is None:
        return
    body = {"result": [], "was_cancelled": True, "comment": "Too dark"}
    before = play.seen
    status, _ = play.send(who, "POST", f"/api/tasks/{slot['task_id']}/annotations/", body)
    if status == 201:
        was, now = before.tasks[slot["task_id"]], play.seen.tasks[slot["task_id"]]
        assert was["queue_key"] == now["queue_key"], "T2: who skips gives it back with its place"
        assert now["queue_open"], "it waits for somebody else"


def release_own(play: Play) -> None:
    """T16: what was returned stays returned."""
    who = play.somebody(ANNOTATORS)
    slot = play.pick(play.seen.held(play.id(who), "annotate"))
    if slot is None:
        return
    before = play.seen.tasks[slot["task_id"]]
    play.send(who, "POST", f"/api/tasks/{slot['task_id']}/release/")
    after = play.seen.tasks[slot["task_id"]]
    assert (before["status"] == "returned") == (after["status"] == "returned"), "T16"
    assert before["queue_key"] == after["queue_key"], "T2: a release keeps the place"


def mark(play: Play) -> None:
    """An issue is resolved, or is not after all, by whoever."""
    issue = play.pick(play.seen.issues)
    if issue is not None:
        who = play.pick([*ANNOTATORS, "manager"])
        play.send(who, "POST", f"/api/issues/{issue['id']}/{play.pick(['resolve', 'reopen'])}/")


def meddle(play: Play) -> None:
    """Work is sent for a task that is not in one's hands: T1, nothing changes."""
    who, task = play.somebody(ANNOTATORS), play.pick(list(play.seen.tasks.values()))
    slot = play.seen.slot(task["id"])
    if slot is None or slot["holder_id"] == play.id(who) or slot["reserved_until"] is not None or not play.is_managed:
        return
    before = play.seen
    body = {"result": new_result(play, task["id"])}
    annotation = before.annotation_of(task["id"])
    if annotation is not None and play.chance(0.5):
        status, _ = play.send(who, "PATCH", f"/api/annotations/{annotation['id']}/", body)
        if status == 200 and slot["holder_id"] is None and leads(play, who):
            return  # who leads changes what nobody has in hand
    else:
        status, _ = play.send(who, "POST", f"/api/tasks/{task['id']}/annotations/", body)
    assert status >= 400, "T1: it is in other hands"
    play.unchanged(before, "T1")


def open_any(play: Play) -> None:
    """U1: without the queue everybody opens any task, and changes what is there if they say what they have seen."""
    if play.is_managed:
        meddle(play)
        return
    who, task = play.somebody(ANNOTATORS), play.pick(list(play.seen.tasks.values()))
    annotation, before = play.seen.annotation_of(task["id"]), play.seen
    if annotation is None or play.chance(0.2):
        _hand_in(play, who, task["id"])
        return
    items = list(before.of_task(task["id"]).values())
    body: dict[str, Any] = {"result": mended(play, play.result_of(annotation["id"]), items, 0.3)}
    slot = before.slot(task["id"])
    if is_seen := play.chance(0.8):
        body["revision"] = annotation["revision"]
    status, _ = play.send(who, "PATCH", f"/api/annotations/{annotation['id']}/", body)
    if status >= 400:
        play.unchanged(before, "U1: a change was refused")
        return
    assert is_seen or (slot is not None and slot["holder_id"] == play.id(who)), "U1: nobody overwrites what is not seen"
    check_entered(play, before, annotation["id"])


ACTS: list[tuple[int, Act]] = [
    (14, start),
    (4, go_on),
    (3, initiate),
    (34, submit),
    (3, skip),
    (3, release_own),
    (5, mark),
    (3, meddle),
    (5, open_any),
]
