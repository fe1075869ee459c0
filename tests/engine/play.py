"""A project of manual QA in which people do at random what the API allows; after each act T1 - T17 hold.

Everything that is random comes from one seed, the draws of the server included, so what failed happens again.
"""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import Any

from tests import world
from tests.cast import Cast, Person, join_project
from tests.engine import invariants
from tests.engine.seen import Row, Seen, look
from tests.engine.wire import Wire

from assay.access import reviewers
from assay.kit.db import Database
from assay.queue import queries

CONFIG = """<View><Video name="video" value="$video"/><VideoRectangle name="box" toName="video"/>
  <Labels name="label" toName="video"><Label value="Car"/><Label value="Van"/></Labels></View>"""
CLASSES = ("Car", "Van")
FRAMES = 60
EXPECTED = {200, 201, 204, 400, 403, 404, 409}
SIGNED_OUT = 401
ANNOTATORS = ("ann1", "ann2", "both")
REVIEWERS = ("rev1", "rev2", "expert", "both")
EVERY = 40  # so many acts from one recount of all counters to the next

Act = Callable[["Play"], None]


def track(key: str, name: str, first: int, last: int, x: float = 1) -> dict[str, Any]:
    """An object on the frames from first to last."""
    points = [
        {"frame": frame, "enabled": frame < last, "x": x, "y": 1, "width": 9, "height": 9, "rotation": 0}
        for frame in (first, last)
    ]
    value = {"framesCount": FRAMES, "duration": 4, "sequence": points, "labels": [name]}
    return {"id": key, "from_name": "box", "to_name": "video", "type": "videorectangle", "value": value}


class Play:
    """One project, its people, what was seen last and what was done."""

    def __init__(self, database: Database, cast: Cast, wire: Wire, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seed, self.database, self.cast, self.wire = seed, database, cast, wire
        self.log: deque[str] = deque(maxlen=60)
        self.done: Counter[str] = Counter()
        self.taken: Counter[str] = Counter()
        self.answers: Counter[int] = Counter()
        self.idle = 0  # refusals that say only that nothing waits, or that somebody is not there
        self.own_allowed = False
        self.paused: dict[str, int] = {}
        self.away: set[str] = set()
        self.gone: set[str] = set()
        self.group: dict[str, Any] | None = None
        self.dataset = 0
        self.ontology = 0
        self.classes: tuple[str, ...] = CLASSES
        self._is_taken = False
        self._seen: Seen | None = None
        self._checked: Seen | None = None
        self._standing: dict[int, str] = {}
        with database.pool.connection() as db:
            self.w = world.build(
                db,
                cast,
                config=CONFIG,
                preset="manual_qa",
                data=[{"video": f"https://example.org/{name}.mp4"} for name in ("fly", "flyover", "boat", "harbour")],
            )
            # Who annotates and reviews meets their own work.
            both = self.people["both"]
            db.execute("update membership set role = 'RE' where account_id = %s", (both.id,))
            join_project(db, self.w.project_id, both, role="AR")
            db.commit()
        self.settings: dict[str, Any] = self.w.project()["review_settings"]

    # ---------------------------------------------------------------- people

    @property
    def people(self) -> dict[str, Person]:
        names = ("ann1", "ann2", "rev1", "rev2", "expert", "manager", "owner")
        return {name: self.cast[name] for name in names} | {"both": self.cast.administrator}

    def id(self, name: str) -> int:
        return self.people[name].id

    def name(self, person_id: int) -> str | None:
        return next((name for name, person in self.people.items() if person.id == person_id), None)

    # ---------------------------------------------------------------- doing

    def send(self, who: str, method: str, path: str, body: Any = None, **params: Any) -> tuple[int, Any]:
        """One request; the status and what came back. Anything but an answer that the API promises fails."""
        answer = self.wire.send(self.people[who].token, method, path, body, params)
        self._seen = None
        self.answers[answer.status] += 1
        said = "" if answer.status < 300 else answer.json["detail"][:110]
        shown = "" if body is None else str(body)[:110]
        self.log.append(f"{who} {method} {path} {params or ''} {shown} -> {answer.status} {said}")
        is_refused = answer.status >= 400
        self.idle += is_refused and (not self.is_there(who) or answer.json.get("code") == "queue_empty")
        is_shut_out = answer.status == SIGNED_OUT and who in self.gone
        assert answer.status in EXPECTED or is_shut_out, f"{answer.status}: {answer.content[:2000].decode()}"
        self._is_taken |= answer.status < 300 and (method != "GET" or "/next" in path)
        return answer.status, answer.json

    def project(self, path: str) -> str:
        return f"/api/projects/{self.w.project_id}/{path}"

    @property
    def seen(self) -> Seen:
        if self._seen is None:
            with self.database.pool.connection() as db:
                self._seen = look(db, self.w.project_id)
        return self._seen

    def look_at(self, project_id: int) -> Seen:
        with self.database.pool.connection() as db:
            return look(db, project_id)

    def forget(self) -> None:
        """Something has changed beside the API."""
        self._seen = None

    def is_there(self, name: str) -> bool:
        """Whether somebody is in the project and not paused."""
        return name not in self.away and name not in self.gone and name not in self.paused

    @property
    def is_managed(self) -> bool:
        """Whether the queue hands work out now."""
        return bool(self.settings["task_management"])

    def result_of(self, annotation_id: int) -> list[dict[str, Any]]:
        """What an annotation says now."""
        with self.database.pool.connection() as db:
            row = db.execute(
                """select r.result from annotation a join annotation_revision r
                     on r.annotation_id = a.id and r.number = a.revision where a.id = %s""",
                (annotation_id,),
            ).fetchone()
        return list(row[0]) if row is not None else []

    def reviewers(self) -> frozenset[int]:
        """Who may review now, by the table of roles, and is not paused."""
        with self.database.pool.connection() as db:
            able = reviewers.of_project(db, self.w.project_id)
        return able - {self.id(name) for name in self.paused}

    def makers(self, annotation: Row) -> frozenset[int]:
        """Whose work an annotation is: its author's, and theirs who handed it in last; they do not review it."""
        if self.own_allowed:
            return frozenset()
        with self.database.pool.connection() as db:
            submitter = queries.submitter(db, annotation["task_id"], annotation["id"])
        return frozenset({annotation["author_id"], submitter} - {None})

    def is_reviewed_by_name(self, task_id: int) -> bool:
        """Whether people were asked by name to review a task."""
        with self.database.pool.connection() as db:
            row = db.execute("select 1 from assignment where task_id = %s and type = 'RE'", (task_id,)).fetchone()
        return row is not None

    def come_back(self, name: str) -> None:
        """Somebody who left is in the project again, with the role that they had; not who is out of everything."""
        if name in self.gone:
            return
        body: dict[str, Any] = {"included": [self.id(name)]}
        if name == "both":
            body["roles"] = [{"user_id": self.id(name), "role": "AR"}]
        status, answer = self.send("owner", "POST", self.project("members/bulk/"), body)
        assert (status, answer["assignments"]) == (200, 1), answer
        self.away.discard(name)

    def pick(self, rows: Sequence[Any]) -> Any:
        return self.rng.choice(rows) if rows else None

    def somebody(self, names: Sequence[str]) -> str:
        """One of these people, most often one who is there."""
        there = [name for name in names if self.is_there(name)]
        return str(self.pick(there if there and self.chance(0.85) else names))

    def some(self, rows: Sequence[Any], most: int = 3) -> list[Any]:
        return self.rng.sample(list(rows), min(len(rows), self.rng.randint(1, most))) if rows else []

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    # ---------------------------------------------------------------- looking

    def unchanged(self, before: Seen, why: str) -> None:
        """Asserts that a refusal changed nothing."""
        after = self.seen
        assert (before.tasks, before.work, before.items, before.issues) == (
            after.tasks,
            after.work,
            after.items,
            after.issues,
        ), f"{why}: something has changed"

    def check(self) -> None:
        """Every rule that rows tell, unless the rows are those that were looked at the last time."""
        seen = self.seen
        if seen != self._checked:
            with self.database.pool.connection() as db:
                invariants.check_manual_qa(db, self.w.project_id, sorted(seen.tasks), is_managed=self.is_managed)
            self._checked = seen
        now = {task["id"]: task["status"] for task in seen.tasks.values()}
        if not self.is_managed:
            moved = {key for key, status in self._standing.items() if now.get(key, status) != status}
            assert not moved, f"U1: without the queue statuses stand still, but those of {moved} moved"
        self._standing = now

    def check_counters(self) -> None:
        """Every count that is stored, and the state of every task, made anew from the rows."""
        with self.database.pool.connection() as db:
            invariants.check_counters(db, self.w.project_id)

    def run(self, acts: Sequence[tuple[int, Act]], count: int) -> None:
        """So many acts, dealt like cards, each more or less often; what happened is told when a rule is broken."""
        deck: list[Act] = []
        try:
            for number in range(count):
                if not deck:
                    deck = [act for often, act in acts for _ in range(often)]
                    self.rng.shuffle(deck)
                self.do(deck.pop())
                if number % EVERY == EVERY - 1:
                    self.check_counters()
            self.check_counters()
        except Exception as broken:
            lines = "\n".join(self.log)
            raise AssertionError(
                f"seed {self.seed}, after {sum(self.done.values())} acts: {broken}\n{lines}"
            ) from broken

    def do(self, act: Act) -> None:
        """One act, and every rule after it."""
        self._is_taken = False
        act(self)
        name = name_of(act)
        self.done[name] += 1
        self.taken[name] += self._is_taken
        self.check()


def name_of(act: Act) -> str:
    """What an act is called; other files have acts of the same name."""
    return f"{act.__module__.rpartition('.')[2]}.{act.__name__}"


def leads(play: Play, who: str) -> bool:
    """Whether somebody leads in the project now; such people may change what others hold."""
    if who in ("owner", "manager"):
        return True
    _, given = play.send("owner", "GET", play.project("roles"))
    return any(role["user"] == play.id(who) and role["role"] in ("TM", "AD") for role in given)


def new_result(play: Play, number: int) -> list[dict[str, Any]]:
    """Some objects, with keys that no other annotation has."""
    rng = play.rng
    return [
        track(
            f"{number}-{n}",
            rng.choice(play.classes),
            first := rng.randint(1, FRAMES - 2),
            rng.randint(first + 1, FRAMES),
        )
        for n in range(rng.randint(0, 5))
    ]


def mended(play: Play, result: Sequence[dict[str, Any]], items: Sequence[Row], changes: float) -> list[dict[str, Any]]:
    """A result as it is handed in again: some moved, some gone, some new, whatever was said of it."""
    rng, kept = play.rng, []
    for entry in result:
        roll = rng.random()
        if roll < 0.08:
            continue
        if roll < 0.08 + changes and set(entry["value"]["labels"]) <= {*play.classes}:
            points = entry["value"]["sequence"]
            moved = [{**point, "x": round(rng.uniform(1, 80), 3)} for point in points]
            entry = {**entry, "value": {**entry["value"], "sequence": moved}}
        kept.append(entry)
    if rng.random() < 0.25:
        key = f"n{rng.randrange(10**9)}"
        kept.append(
            track(key, rng.choice(play.classes), first := rng.randint(1, FRAMES - 2), rng.randint(first + 1, FRAMES))
        )
    return kept
