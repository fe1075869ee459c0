"""What a project of manual QA is made of comes and goes: datasets, tasks, the ontology, labels that are renamed."""

from __future__ import annotations

from typing import Any

from tests.engine.play import CLASSES, CONFIG, Act, Play, new_result

FEWEST, MOST = 3, 9
BUS = '<Label value="Van"/><Label value="Bus"/>'


def data(play: Play) -> None:
    """A dataset is attached, gets new items, is detached; its tasks come and go with it."""
    if not play.dataset:
        title = f"Streets {play.rng.randrange(10**9)} {play.w.project_id}"
        _, made = play.send("owner", "POST", "/api/datasets/", {"title": title})
        play.dataset = made["id"]
    roll = play.rng.random()
    if roll < 0.45:
        if len(play.seen.tasks) < 9:
            name = f"https://example.org/{play.pick(['fly', 'boat'])}{play.rng.randrange(10**6)}.mp4"
            play.send("owner", "POST", f"/api/datasets/{play.dataset}/import", [{"video": name}])
    elif roll < 0.85:
        play.send("owner", "POST", play.project("datasets/"), {"datasets": [play.dataset]})
    else:
        play.send("owner", "DELETE", play.project(f"datasets/{play.dataset}/"), preview=play.chance(0.3))


def tasks(play: Play) -> None:
    """A task is added or deleted, with all that hangs on it, whoever has it in hand."""
    before, number = play.seen, len(play.seen.tasks)
    if number <= FEWEST or (number < MOST and play.chance(0.5)):
        name = f"https://example.org/{play.pick(['fly', 'dock'])}{play.rng.randrange(10**6)}.mp4"
        status, _ = play.send("manager", "POST", "/api/tasks/", {"project": play.w.project_id, "data": {"video": name}})
        assert status == 201
        return
    task = play.pick(list(before.tasks))
    status, _ = play.send("owner", "DELETE", f"/api/tasks/{task}/")
    assert status == 204
    after = play.seen
    assert task not in after.tasks
    assert {key: row for key, row in before.tasks.items() if key != task} == after.tasks, "the others are as they were"


def bring(play: Play) -> None:
    """Tasks come in with labels on them: from somebody of the project, or from nobody."""
    if len(play.seen.tasks) >= MOST:
        tasks(play)
        return
    name = f"https://example.org/boat{play.rng.randrange(10**6)}.mp4"
    author = play.pick(["ann1", "ann2", None])
    made: dict[str, Any] = {"result": new_result(play, play.rng.randrange(10**6))}
    if author is not None:
        made["completed_by"] = {"email": play.people[author].email}
    rows = [{"data": {"video": name}, "annotations": [made] * play.pick([1, 1, 2])}]
    status, _ = play.send("owner", "POST", play.project("import"), rows)
    assert (status == 400) == (len(rows[0]["annotations"]) > 1), "a task is labelled once"


def tailor(play: Play) -> None:
    """Each task is labelled once, whatever somebody asks for; whether it may be skipped can be said."""
    before, task = play.seen, play.pick(list(play.seen.tasks))
    wish = play.pick([{"overlap": 2}, {"allow_skip": play.chance(0.8)}, {"meta": {"street": 7}}])
    status, _ = play.send("manager", "PATCH", f"/api/tasks/{task}/", wish)
    assert (status == 400) == ("overlap" in wish), "a task is labelled once"
    play.unchanged(before, "a task was tailored")


def doubles(play: Play) -> None:
    """A task comes in twice, or what is there twice is removed; no work is lost with it."""
    before = play.seen
    if play.chance(0.5) and len(before.tasks) < MOST:
        body = {"project": play.w.project_id, "data": {"video": "https://example.org/fly.mp4"}}
        play.send("manager", "POST", "/api/tasks/", body)
        return
    wish = {"selectedItems": {"all": True, "excluded": []}}
    status, _ = play.send("owner", "POST", "/api/dm/actions/", wish, id="remove_duplicates", project=play.w.project_id)
    if status >= 400:
        play.unchanged(before, "nothing was removed")
        return
    assert before.annotations.keys() == play.seen.annotations.keys(), "no work is lost"


def ontology(play: Play) -> None:
    """The project uses another version of its ontology; what becomes invalid has to be confirmed, and stays."""
    before = play.seen
    if not play.ontology:
        title = f"Traffic {play.rng.randrange(10**9)} {play.w.project_id}"
        _, made = play.send("owner", "POST", "/api/ontologies/", {"title": title, "label_config": CONFIG})
        play.ontology = made["id"]
        for config in (CONFIG.replace('<Label value="Van"/>', BUS), CONFIG.replace('<Label value="Van"/>', "")):
            wish = {"label_config": config, "note": "Streets"}
            status, _ = play.send("owner", "POST", f"/api/ontologies/{play.ontology}/versions/", wish)
            assert status == 201
    version = play.pick([1, 1, 2, 3])
    wish = {"ontology": play.ontology, "version": version, "confirm": play.chance(0.6), "preview": play.chance(0.2)}
    status, answer = play.send("owner", "POST", play.project("ontology/"), wish)
    if status == 200 and answer["switched"]:
        play.classes = {1: CLASSES, 2: (*CLASSES, "Bus"), 3: CLASSES[:1]}[version]
    play.unchanged(before, "the ontology was switched")


def rename(play: Play) -> None:
    """A label becomes another one in all that was made: the same work under another word, so that verdicts stay."""
    before = play.seen
    old, new = play.pick([("Car", "Van"), ("Van", "Car")])
    wish = {"old_label": [old], "new_label": [new], "project": play.w.project_id}
    status, _ = play.send("owner", "POST", "/api/labels/bulk/", wish)
    after = play.seen
    if status >= 400:
        play.unchanged(before, "nothing was renamed")
        return
    assert before.tasks == after.tasks, "no task moves"
    for item_id, was in before.items.items():
        now = after.items[item_id]
        assert (was["state"], was["round"], was["work_item_id"]) == (now["state"], now["round"], now["work_item_id"])


ACTS: list[tuple[int, Act]] = [
    (3, data),
    (3, tasks),
    (1, bring),
    (1, tailor),
    (1, doubles),
    (1, ontology),
    (1, rename),
]
