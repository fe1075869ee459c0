"""Several people do at random what the API allows, in projects of both kinds, and after every step all rules hold.

`ASSAY_STATEFUL_EXAMPLES` runs more of it than an ordinary test run does.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests import world
from tests.cast import Cast
from tests.engine import invariants
from tests.world import ENTITIES, SENTIMENT, choice, span

from assay.kit.db import Database

ANNOTATORS = st.sampled_from(["ann1", "ann2", "rev1", "manager"])
REVIEWERS = st.sampled_from(["rev1", "rev2", "expert", "manager"])
EXPECTED = {200, 201, 204, 400, 403, 404, 409}


class People(RuleBasedStateMachine):
    """The people of one project and what they may try."""

    unit = "annotation"
    database: Database
    make_cast: Any
    w: world.World

    @initialize(
        overlap=st.integers(1, 3),
        criterion=st.sampled_from(["one", "all"]),
        skip=st.sampled_from(["REQUEUE_FOR_ME", "REQUEUE_FOR_OTHERS", "IGNORE_SKIPPED"]),
        strict=st.booleans(),
        finished=st.booleans(),
        rate=st.sampled_from([0, 1, 1, 1]),
        threshold=st.sampled_from([None, 1, 2, 3]),
        named=st.sampled_from([False, False, True]),
        order=st.sampled_from(["task_id", "random", "by_annotator", "by_agreement"]),
        marks=st.booleans(),
    )
    def begin(
        self,
        overlap: int,
        criterion: str,
        skip: str,
        strict: bool,
        finished: bool,
        rate: float,
        threshold: int | None,
        named: bool,
        order: str,
        marks: bool,
    ) -> None:
        cast: Cast = self.make_cast()
        review: dict[str, Any] = {
            "review_criteria": criterion,
            "only_finished_tasks": finished,
            "sampling_rate": rate,
            "review_only_manual_assignments": named,
            "sampling": order,
            "mark_removed_as_skipped": marks,
            "expert": {"threshold": threshold, "reviewers": [cast.expert.id, cast.rev1.id] if threshold else []},
        }
        with self.database.pool.connection() as db:
            self.w = world.build(
                db,
                cast,
                tasks=3,
                config=SENTIMENT if self.unit == "annotation" else ENTITIES,
                review_unit=self.unit,
                maximum_annotations=overlap,
                skip_queue=skip,
                strict_task_overlap=strict,
                review_settings=review,
            )

    def do(self, person: str, method: str, path: str, body: Any = None, **params: Any) -> Any:
        answer = self.w.cast[person].client.request(method, path, json=body, params=params)
        assert answer.status_code in EXPECTED, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content and answer.status_code < 300 else None

    def result(self, seed: int) -> list[dict[str, Any]]:
        if self.unit == "annotation":
            return choice(["Positive", "Negative"][seed % 2])
        spans = [span(f"r{n}", 5 * n, 5 * n + 2 + seed % 3, ["Person", "Place"][(seed >> n) % 2]) for n in range(4)]
        return [one for n, one in enumerate(spans) if (seed >> n) & 1]

    # ------------------------------------------------------------ annotators

    @rule(person=ANNOTATORS, prefetch=st.booleans())
    def take(self, person: str, prefetch: bool) -> None:
        self.do(person, "GET", f"/api/projects/{self.w.project_id}/next", prefetch=prefetch)

    @rule(person=ANNOTATORS, seed=st.integers(0, 15), skip=st.integers(0, 4))
    def work(self, person: str, seed: int, skip: int) -> None:
        task = self.do(person, "GET", f"/api/projects/{self.w.project_id}/next")
        if task is None:
            return
        mine = [a for a in task["annotations"] if a["verdict"] == "returned"]
        if task["reservation"]["returned"] and mine:
            for issue in self.do(person, "GET", f"/api/tasks/{task['id']}/issues/") or []:
                if not issue["is_resolved"]:
                    self.do(person, "POST", f"/api/issues/{issue['id']}/resolve/")
            body = {"result": self.result(seed), "revision": mine[0]["revision"]}
            self.do(person, "PATCH", f"/api/annotations/{mine[0]['id']}/", body)
        else:
            body = {"result": [] if skip == 0 else self.result(seed), "was_cancelled": skip == 0, "lead_time": 1}
            self.do(person, "POST", f"/api/tasks/{task['id']}/annotations/", body)

    @rule(person=ANNOTATORS, number=st.integers(0, 2), seed=st.integers(0, 15))
    def submit_unasked(self, person: str, number: int, seed: int) -> None:
        task_id = self.w.task_ids[number]
        self.do(person, "POST", f"/api/tasks/{task_id}/annotations/", {"result": self.result(seed)})

    @rule(person=ANNOTATORS, number=st.integers(0, 2), seed=st.integers(0, 15))
    def change_own(self, person: str, number: int, seed: int) -> None:
        task = self.do(person, "GET", f"/api/tasks/{self.w.task_ids[number]}/")
        mine = [a for a in (task or {}).get("annotations", []) if a["completed_by"]["id"] == self.w.cast[person].id]
        if mine:
            body = {"result": self.result(seed), "revision": mine[-1]["revision"]}
            self.do(person, "PATCH", f"/api/annotations/{mine[-1]['id']}/", body)

    @rule(person=ANNOTATORS, number=st.integers(0, 2))
    def release(self, person: str, number: int) -> None:
        self.do(person, "POST", f"/api/tasks/{self.w.task_ids[number]}/release/")

    @rule(person=ANNOTATORS, number=st.integers(0, 2))
    def postpone(self, person: str, number: int) -> None:
        self.do(person, "POST", f"/api/tasks/{self.w.task_ids[number]}/postpone/", {"result": []})

    @rule()
    def time_passes(self) -> None:
        with self.database.transaction() as db:
            db.execute(
                """update work_item set reserved_until = now() - interval '1 minute'
                   where project_id = %s and reserved_until is not null and state = 'held'""",
                (self.w.project_id,),
            )

    # ------------------------------------------------------------ reviewers

    @rule(
        person=REVIEWERS,
        verdict=st.sampled_from(["accept", "fix", "requeue", "remove", "redistribute"]),
        seed=st.integers(0, 15),
    )
    def judge(self, person: str, verdict: str, seed: int) -> None:
        batch = self.do(person, "GET", f"/api/projects/{self.w.project_id}/next-review/")
        if batch is None:
            return
        accepted = verdict in ("accept", "fix")
        revision = batch["annotation"]["revision"]
        if self.unit == "instance":
            waiting = [i for i in batch["items"] if i["state"] in ("pending", "expert_pending")]
            waiting = [i for i in waiting if i["work_item_id"] == batch["reservation"]["work_item"]]
            some = waiting[: 1 + seed % 3]
            body: dict[str, Any] = {
                "revision": revision,
                "verdicts": [{"item": i["id"], "accepted": accepted or n % 2 == 1} for n, i in enumerate(some)],
            }
            self.do(person, "POST", f"/api/work-items/{batch['reservation']['work_item']}/verdicts/", body)
            return
        body = {"annotation": batch["annotation"]["id"], "accepted": accepted, "revision": revision}
        if verdict == "fix":
            body["result"] = self.result(seed)
        elif not accepted:
            body["reject_action"] = verdict
        self.do(person, "POST", "/api/annotation-reviews/", body)

    @rule(person=REVIEWERS, number=st.integers(0, 2), add=st.booleans())
    def ask(self, person: str, number: int, add: bool) -> None:
        url = f"/api/projects/{self.w.project_id}/tasks/{self.w.task_ids[number]}/assignees"
        if add:
            self.do("manager", "POST", url, {"type": "RE", "users": [self.w.cast[person].id]})
        else:
            self.do("manager", "DELETE", url, type="RE")

    @rule(number=st.integers(0, 2), name=st.sampled_from(["send_to_review", "complete"]))
    def move(self, number: int, name: str) -> None:
        url = f"/api/fsm/entities/task/{self.w.task_ids[number]}/transition/"
        self.do("manager", "POST", url, {"transition_name": name})

    @rule(person=REVIEWERS, number=st.integers(0, 2), accepted=st.booleans())
    def judge_unasked(self, person: str, number: int, accepted: bool) -> None:
        task = self.do("manager", "GET", f"/api/tasks/{self.w.task_ids[number]}/")
        for annotation in task["annotations"][:1]:
            body = {"annotation": annotation["id"], "accepted": accepted}
            self.do(person, "POST", "/api/annotation-reviews/", body)

    @rule(person=REVIEWERS, pick=st.integers(0, 5))
    def take_back(self, person: str, pick: int) -> None:
        params = {"annotation__task__project": self.w.project_id}
        given = self.do("manager", "GET", "/api/annotation-reviews/", **params)
        if given:
            self.do(person, "DELETE", f"/api/annotation-reviews/{given[pick % len(given)]['id']}/")

    @rule(person=REVIEWERS, pick=st.integers(0, 5), accepted=st.booleans())
    def change_mind(self, person: str, pick: int, accepted: bool) -> None:
        params = {"annotation__task__project": self.w.project_id}
        given = self.do("manager", "GET", "/api/annotation-reviews/", **params)
        if given:
            verdict = given[pick % len(given)]
            self.do(person, "PATCH", f"/api/annotation-reviews/{verdict['id']}/", {"accepted": accepted})

    @rule(person=REVIEWERS, number=st.integers(0, 2))
    def report_missing(self, person: str, number: int) -> None:
        task = self.do("manager", "GET", f"/api/tasks/{self.w.task_ids[number]}/")
        for annotation in task["annotations"][:1]:
            body = {"annotation": annotation["id"], "text": "The second name has no label."}
            self.do(person, "POST", f"/api/tasks/{task['id']}/missing-labels/", body)

    # ------------------------------------------------------------ managers

    @rule(overlap=st.integers(1, 3))
    def change_overlap(self, overlap: int) -> None:
        # A strict project may have more annotations than a later, lower overlap: what happened stays.
        task = self.w.project()
        if not task["strict_task_overlap"] or overlap >= task["maximum_annotations"]:
            self.do("manager", "PATCH", f"/api/projects/{self.w.project_id}/", {"maximum_annotations": overlap})

    @rule(number=st.integers(0, 2))
    def delete_annotation(self, number: int) -> None:
        task = self.do("manager", "GET", f"/api/tasks/{self.w.task_ids[number]}/")
        for annotation in task["annotations"][:1]:
            self.do("manager", "DELETE", f"/api/annotations/{annotation['id']}/")

    @invariant()
    def all_rules_hold(self) -> None:
        if hasattr(self, "w"):
            with self.database.pool.connection() as db:
                invariants.check(db, self.w.project_id)


@pytest.mark.parametrize("unit", ["annotation", "instance"])
def test_whatever_people_do_the_rules_hold(unit: str, database: Database, new_cast: Any) -> None:
    machine = type(f"People{unit.title()}", (People,), {"unit": unit, "database": database})
    machine.make_cast = staticmethod(new_cast)  # type: ignore[attr-defined]
    examples = int(os.environ.get("ASSAY_STATEFUL_EXAMPLES", "12"))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            # The steps of a failure are printed as they are: to make them fewer takes minutes against a real database.
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
