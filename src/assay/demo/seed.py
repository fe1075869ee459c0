"""Plants the demo: the people, the projects, and some days of work in them, through the same verbs that people use."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import orjson

import assay.main  # noqa: F401  (what the people of the demo do is heard by those who listen to events)
from assay.access import people, project_members, set_up
from assay.access.queries import installation
from assay.annotations import queries as annotation_rows
from assay.demo import hands, inspection, login
from assay.demo.hands import Opinion, Result
from assay.demo.inspection import Findings
from assay.demo.letters import LETTERS
from assay.demo.messages import MESSAGES
from assay.demo.past import Past
from assay.demo.people import ORGANIZATION, PEOPLE
from assay.demo.pictures import draw
from assay.demo.plan import HARBOUR_PICTURES, PICTURES, PROJECTS, ProjectPlan, Stint
from assay.exchange import imports, uploads
from assay.kit.db import Connection, Database, now
from assay.projects import queries as projects
from assay.projects import service as project_verbs
from assay.projects.rules.workflow import Workflow
from assay.queue import batches, instance_verdicts, judging, stream, submissions
from assay.queue.given import Submission
from assay.queue.instance_verdicts import Report, Sheet
from assay.queue.judging import Given
from assay.queue.labeller import Labeller
from assay.queue.queries import Work
from assay.reviews import queries as reviews
from assay.reviews.rules import ItemState

# How often somebody slips, as a share.
_CARELESSNESS = {"mira": 0.05, "tomas": 0.14}

# People and projects were there before the first stint of the plan.
_BEFORE_ALL_HOURS = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to label: how a person would label it, and judge what another did."""

    label: Callable[[random.Random, float], Result]
    think: Callable[[Result, random.Random], Opinion] | None = None
    # Where instances are judged one by one: what is said of them, and how their author answers.
    inspect: Callable[[Result, random.Random], Findings] | None = None
    mend: Callable[[Result, random.Random], Result] | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Where work takes place: a project, its items by task, and who is who."""

    workflow: Workflow
    items: dict[int, Item]
    accounts: dict[str, int]
    rng: random.Random
    past: Past


def plant(database: Database, data_dir: Path) -> bool:
    """Plants the demo in an installation without any organization, whole or not at all; says whether it did."""
    with ExitStack() as files, database.transaction() as db:
        installation.lock(db)
        if installation.has_organization(db):
            return False
        password = login.new_password()
        organization_id, accounts = _people(db, password)
        at, past = now(db), Past(db)
        past.move(at - timedelta(hours=_BEFORE_ALL_HOURS))
        for plan in PROJECTS:
            _project(db, plan, organization_id, accounts, past, at, files)
        login.keep(data_dir, password, PEOPLE)
    return True


def _people(db: Connection, password: str) -> tuple[int, dict[str, int]]:
    owner, *others = PEOPLE
    session = set_up.set_up(
        db,
        organization=ORGANIZATION,
        email=owner.email,
        password=password,
        first_name=owner.first_name,
        last_name=owner.last_name,
    )
    organization_id = installation.first_organization(db)
    assert organization_id is not None
    accounts = {owner.key: session.account_id}
    for person in others:
        accounts[person.key] = people.new_member(
            db,
            organization_id,
            person.role,
            email=person.email,
            password=password,
            first_name=person.first_name,
            last_name=person.last_name,
            actor_id=session.account_id,
        )
    return organization_id, accounts


def _project(
    db: Connection,
    plan: ProjectPlan,
    organization_id: int,
    accounts: dict[str, int],
    past: Past,
    at: datetime,
    files: ExitStack,
) -> None:
    manager = accounts["owen"]
    project_id = project_verbs.create(
        db,
        organization_id=organization_id,
        creator_id=manager,
        given={
            "title": plan.title,
            "description": plan.description,
            "label_config": plan.config,
            "expert_instruction": plan.instruction,
            **plan.settings,
        },
    )
    for key in plan.members:
        role = next(person.role for person in PEOPLE if person.key == key)
        project_members.place(db, organization_id, project_id, accounts[key], role, None, actor_id=manager)
    contents, items = _content(plan)
    taking = files.enter_context(
        uploads.taking(db, organization_id=organization_id, project_id=project_id, account_id=manager)
    )
    for name, content in contents:
        taking.take(name, [content])
    written = imports.write(db, project_id, imports.Files(taking.taken), actor_id=manager)
    project_verbs.change(db, project_id, {"is_published": True}, actor_id=manager)
    past.move(at - timedelta(hours=_BEFORE_ALL_HOURS - 1))
    by_task = dict(zip(written.task_ids, items, strict=True))
    scene = Scene(_workflow(db, project_id), by_task, accounts, random.Random(plan.title), past)
    for stint in plan.stints:
        (_annotate if stint.work == "annotate" else _review)(db, scene, stint, at - timedelta(hours=stint.hours_ago))


def _content(plan: ProjectPlan) -> tuple[Sequence[tuple[str, bytes]], Sequence[Item]]:
    """The files of a project, as somebody would import them, and the items in them."""
    if plan.kind == "messages":
        texts = [{"text": message.text, "channel": message.channel} for message in MESSAGES]
        return [("messages.json", orjson.dumps(texts))], [
            Item(partial(hands.choose, message), partial(hands.think_of_choice, message)) for message in MESSAGES
        ]
    if plan.kind == "letters":
        texts = [{"text": letter.text} for letter in LETTERS]
        return [("letters.json", orjson.dumps(texts))], [
            Item(partial(hands.mark, letter), partial(hands.think_of_spans, letter)) for letter in LETTERS
        ]
    if plan.kind == "harbour":
        views = [draw("harbour", number) for number in range(1, HARBOUR_PICTURES + 1)]
        return [(f"harbour-{number:02}.png", view.png()) for number, view in enumerate(views, 1)], [
            Item(
                partial(inspection.label, view.boxes),
                inspect=partial(inspection.inspect, view.boxes),
                mend=partial(inspection.mend, view.boxes),
            )
            for view in views
        ]
    pictures = [draw("crossing", number) for number in range(1, PICTURES + 1)]
    files = [(f"crossing-{number:02}.png", picture.png()) for number, picture in enumerate(pictures, 1)]
    return files, [
        Item(partial(hands.box, picture.boxes), partial(hands.think_of_boxes, picture.boxes)) for picture in pictures
    ]


def _annotate(db: Connection, scene: Scene, stint: Stint, at: datetime) -> None:
    """Takes one task after the other as the label stream offers them; what was returned is done with care."""
    account = scene.accounts[stint.person]
    for _ in range(stint.items):
        reserved = stream.next_task(db, scene.workflow, Labeller(account), prefetch=False, at=at)
        if reserved is None:
            return
        seconds = scene.rng.uniform(14, 140)
        at += timedelta(seconds=seconds)
        carelessness = 0.0 if reserved.returned else _CARELESSNESS[stint.person]
        item = scene.items[reserved.task_id]
        result = None
        if reserved.returned and item.mend is not None:
            result = item.mend(_answered(db, reserved.task_id, account, at), scene.rng)
        submissions.submit(
            db,
            scene.workflow,
            Submission(
                task_id=reserved.task_id,
                author_id=account,
                actor_id=account,
                result=item.label(scene.rng, carelessness) if result is None else result,
                lead_time=round(seconds, 1),
            ),
            at=at,
        )
        scene.past.move(at)


def _review(db: Connection, scene: Scene, stint: Stint, at: datetime) -> None:
    """Takes one annotation after the other as the review stream offers them, and says what a careful reader would."""
    account = scene.accounts[stint.person]
    for _ in range(stint.items):
        work = batches.next_batch(db, scene.workflow, account, prefetch=False, at=at)
        if work is None or work.annotation_id is None:
            return
        row = annotation_rows.get(db, work.annotation_id)
        assert row is not None
        result = annotation_rows.result(db, row.id, row.revision) or []
        item = scene.items[work.task_id]
        started, at = at, at + timedelta(seconds=scene.rng.uniform(8, 60))
        if item.inspect is not None:
            sheet = _sheet(db, work, item.inspect(result, scene.rng), started)
            instance_verdicts.give_batch(db, scene.workflow, work.id, account, sheet, expected=row.revision, at=at)
            scene.past.move(at)
            continue
        assert item.think is not None
        opinion = item.think(result, scene.rng)
        given = Given(opinion.accepts, result=opinion.right, comment=opinion.remark or None, started_at=started)
        judging.give(db, scene.workflow, row.id, account, given, expected=row.revision, at=at)
        scene.past.move(at)


def _sheet(db: Connection, work: Work, findings: Findings, started: datetime) -> Sheet:
    """A verdict on each instance of a batch, and what has no label."""
    assert work.annotation_id is not None
    verdicts = {
        row.id: Given(row.key not in findings.reasons, reason=findings.reasons.get(row.key, ""), started_at=started)
        for row in reviews.items(db, work.annotation_id)
        if row.work_item_id == work.id and row.state == ItemState.PENDING
    }
    reports = [
        Report(f"{thing.name} is missing", {"object": "image", "x": thing.x, "y": thing.y, "label": thing.name})
        for thing in findings.missing
    ]
    return Sheet(verdicts, reports=reports)


def _answered(db: Connection, task_id: int, account: int, at: datetime) -> Result:
    """What was returned to its author, who says of every issue that it is resolved."""
    [annotation] = annotation_rows.of_person(db, task_id, account)
    for issue in reviews.issues(db, task_id, account):
        if not issue["is_resolved"]:
            reviews.resolve_issue(db, issue["id"], account, at)
    return list(annotation_rows.result(db, annotation.id, annotation.revision) or [])


def _workflow(db: Connection, project_id: int) -> Workflow:
    found = projects.workflow(db, project_id)
    assert found is not None
    return found
