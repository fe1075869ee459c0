"""What the admins of a project of manual QA change of its settings, and what must hold of it: T11, T17, U1."""

from __future__ import annotations

from typing import Any

from tests.engine.play import ANNOTATORS, CLASSES, REVIEWERS, Act, Play


def set_rates(play: Play) -> None:
    """T17: other rates, another mapping, and one reviewer for all change nothing that was submitted."""
    before = play.seen
    rate = play.pick([0, 0.3, 0.7, 1, 1])
    wish: dict[str, Any] = {"sampling_rate": rate}
    if play.chance(0.5):
        wish["class_sampling_rates"] = {name: play.pick([0, 0.5, 1]) for name in play.some(CLASSES)}
    if play.chance(0.5):
        wish["annotator_sampling_rates"] = {
            str(play.id(name)): play.pick([0, 0.5, 1]) for name in play.some(ANNOTATORS)
        }
    if play.chance(0.5):
        wish["one_reviewer_per_submission"] = play.chance(0.5)
    if play.chance(0.5):
        wish["reviewer_mapping"] = {
            "enabled": play.chance(0.7),
            "classes": {name: _some_ids(play, REVIEWERS) for name in play.some(CLASSES)},
            "annotators": {str(play.id(name)): _some_ids(play, REVIEWERS) for name in play.some(ANNOTATORS)},
        }
    if play.chance(0.3):
        wish["max_instances_per_review"] = play.pick([None, 1, 2])
    set_review(play, wish)
    play.unchanged(before, "T17")


def _some_ids(play: Play, names: tuple[str, ...]) -> list[int]:
    return [play.id(name) for name in play.some(names)]


def set_review(play: Play, wish: dict[str, Any]) -> bool:
    """Changes settings of review; whether they were taken."""
    status, answer = play.send("owner", "PATCH", play.project(""), {"review_settings": wish})
    if status == 200:
        play.settings = answer["review_settings"]
    return status == 200


def set_experts(play: Play) -> None:
    """T11: in the stage of the threshold only approvals can be chosen."""
    threshold = play.pick([None, 1, 2, 3])
    stages = []
    if play.chance(0.5):
        iteration, action = play.rng.randint(1, 3), play.pick(["all", "approved", "rejected"])
        stages = [{"iteration": iteration, "rate": play.pick([0, 0.5, 1]), "action": action}]
    wish = {"threshold": threshold, "reviewers": _some_ids(play, ("expert", "rev1", "both")), "stages": stages}
    taken = set_review(play, {"expert": wish if play.chance(0.85) else None})
    if threshold is not None and stages and stages[0]["iteration"] == threshold and stages[0]["action"] != "approved":
        assert not taken or not (play.settings.get("expert") or {}).get("stages"), "T11"


def set_rules(play: Play) -> None:
    """When work goes back, and whether one's own work may be reviewed, can change under way."""
    own = play.chance(0.3)
    if set_review(play, {"return_at": play.pick(["end_of_round", "first_rejection"]), "allow_self_review": own}):
        play.own_allowed = own


def expire(play: Play) -> None:
    """Reservations are given a time, and the time of some is over."""
    set_review(play, {"reservations_expire": play.chance(0.5)})
    with play.database.transaction() as db:
        db.execute(
            """update work_item set reserved_until = now() - interval '1 minute'
               where project_id = %s and reserved_until is not null and state = 'held'""",
            (play.w.project_id,),
        )
    play.forget()
    play.log.append("time passes")


def set_words(play: Play) -> None:
    """What is said with a rejection or a skip, and what may be handed in, is another thing from now on only."""
    before = play.seen
    reasons = play.some([{"text": "Too wide"}, {"text": "Wrong class", "key": "w"}, {"text": "Not there"}])
    review = {"reject_reasons": reasons, "require_comment_on_reject": play.chance(0.3)}
    wish = {
        "review_settings": review,
        "show_skip_button": play.chance(0.8),
        "require_comment_on_skip": play.chance(0.5),
        "enable_empty_annotation": play.chance(0.8),
    }
    status, answer = play.send("owner", "PATCH", play.project(""), wish)
    assert status == 200, answer
    play.settings = answer["review_settings"]
    play.unchanged(before, "words were changed")


def switch(play: Play) -> None:
    """U1: the queue is switched off: statuses stand still. Switched on: they follow from what happened meanwhile."""
    before = play.seen
    off = play.is_managed and play.chance(0.25)
    assert set_review(play, {"task_management": not off})
    if off:
        play.unchanged(before, "the queue was switched off")


ACTS: list[tuple[int, Act]] = [
    (4, set_rates),
    (2, set_experts),
    (2, set_rules),
    (1, set_words),
    (2, expire),
    (6, switch),
]
