"""People come and go and have other roles, in a project, in a group, in the organization: U8, U16, T1."""

from __future__ import annotations

from typing import Any

from tests.engine.play import ANNOTATORS, REVIEWERS, Act, Play

from assay.access import keys, reviewers

LEADER = "manager"
PEOPLE = tuple(dict.fromkeys((*ANNOTATORS, *REVIEWERS)))
# What they are in the organization when they are not shut out of it.
ROLES = dict.fromkeys(("ann1", "ann2"), "AN") | dict.fromkeys(("rev1", "rev2", "expert", "both"), "RE")


def leave(play: Play) -> None:
    """U8: somebody leaves the project, or comes back; nothing stays in the hands of who is gone."""
    name = play.pick(PEOPLE)
    if play.away:
        play.come_back(play.pick(sorted(play.away)))
        return
    status, _ = play.send("owner", "DELETE", play.project("members/"), user=play.id(name))
    if status < 300:
        play.away.add(name)
    check_hands(play)


def pause(play: Play) -> None:
    name = play.pick(PEOPLE)
    path = play.project(f"members/{play.id(name)}/pauses/")
    if name in play.paused:
        play.send(LEADER, "DELETE", f"{path}{play.paused.pop(name)}/")
    elif not play.paused and name not in play.away and name not in play.gone:
        status, answer = play.send(LEADER, "POST", path, {"reason": "MANUAL"})
        if status < 300:
            play.paused[name] = answer["id"]


def become(play: Play) -> None:
    """Somebody has another role in the project, or again that of the organization."""
    _, given = play.send("owner", "GET", play.project("roles"))
    former = {role["user"]: role["id"] for role in given}
    name = play.pick(PEOPLE)
    if play.id(name) in former and name != "both" and play.chance(0.7):
        play.send("owner", "DELETE", f"/api/projects/roles/{former[play.id(name)]}/")
    else:
        role = "AR" if name == "both" and play.chance(0.7) else play.pick(["AN", "RE", "AR", "AR", "TM"])
        wish = {"project": play.w.project_id, "user": play.id(name), "role": role}
        status, _ = play.send("owner", "POST", "/api/projects/roles/", wish)
        if status < 300:
            play.away.discard(name)
    check_hands(play)


def dismiss(play: Play) -> None:
    """U8: somebody is shut out of the organization, or has another role there, and comes back some time."""
    name = play.pick(sorted(play.gone) or PEOPLE)
    role = ROLES[name] if name in play.gone else play.pick(["DI", "DI", "VO", "AN", "RE"])
    place = f"/api/organizations/{play.cast.organization_id}/memberships"
    status, answer = play.send("owner", "PATCH", place, {"user_id": play.id(name), "role": role})
    assert status == 200, answer
    if role == ROLES[name]:
        play.gone.discard(name)
        _sign_in(play, name)
    else:
        play.gone.add(name)
    check_hands(play)


def _sign_in(play: Play, name: str) -> None:
    """Who was shut out gets a token again: the one that the play knows."""
    person = play.people[name]
    with play.database.transaction() as db:
        db.execute("delete from api_token where account_id = %s", (person.id,))
        db.execute(
            "insert into api_token (account_id, kind, lookup_hash) values (%s, 'legacy', %s)",
            (person.id, keys.digest(person.token)),
        )


def group(play: Play) -> None:
    """U16: a group is in the project with a role, has another one, loses somebody, or is taken out again."""
    if play.group is None:
        title = f"Street {play.rng.randrange(10**9)} {play.w.project_id}"
        wish = {"title": title, "users": [play.id(name) for name in play.some(sorted({*PEOPLE} - play.gone))]}
        status, made = play.send("owner", "POST", "/api/groups/", wish)
        assert status == 201, made
        place = {"group": made["id"], "role": play.pick(["AN", "RE", "AR"])}
        status, answer = play.send("owner", "POST", play.project("groups/"), place)
        assert status == 201, answer
        play.group = made
    elif play.chance(0.3):
        path = play.project(f"groups/{play.group['id']}/")
        play.send("owner", "PATCH", path, {"role": play.pick(["AN", "RE", "AR"])})
    elif play.group["members"] and play.chance(0.5):
        user = play.pick(play.group["members"])["id"]
        play.send("owner", "DELETE", f"/api/groups/{play.group['id']}/members/", user=user)
        play.group["members"] = [one for one in play.group["members"] if one["id"] != user]
    else:
        play.send("owner", "DELETE", play.project(f"groups/{play.group['id']}/"))
        play.group = None
    check_hands(play)


def check_hands(play: Play) -> None:
    """U8: whoever holds work may do it, so that it is done some time."""
    with play.database.pool.connection() as db:
        able: dict[str, frozenset[int]] = {
            "annotate": reviewers.annotators(db, play.w.project_id),
            "review": reviewers.of_project(db, play.w.project_id),
        }
    held: list[dict[str, Any]] = [w for w in play.seen.work if w["state"] == "held"]
    stuck = [w for w in held if w["holder_id"] not in able["annotate" if w["kind"] == "annotate" else "review"]]
    assert not stuck, f"U8: in the hands of somebody who may not do it: {stuck}"


ACTS: list[tuple[int, Act]] = [
    (3, leave),
    (3, pause),
    (3, become),
    (3, dismiss),
    (2, group),
]
