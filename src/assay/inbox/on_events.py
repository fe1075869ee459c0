"""What people are told when something happens; each handler runs in the transaction of its event (LSE 7.2).

Nobody is told of what they did themselves, nor of what they do not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assay.access import taking_part
from assay.access.queries import audience
from assay.access.reviewers import may
from assay.access.rules.permissions import Permission
from assay.history.service import Event
from assay.inbox import queries
from assay.inbox.jobs import post
from assay.inbox.queries import News
from assay.inbox.rules.audience import Seer, Talk, told
from assay.inbox.rules.kinds import Kind
from assay.kit import live
from assay.kit.db import Connection
from assay.reviews.mentions import reviews


def commented(db: Connection, event: Event) -> None:
    """Somebody wrote a comment."""
    _comment(db, event, only=None)


def comment_changed(db: Connection, event: Event) -> None:
    """Somebody changed a comment: whom it names now for the first time is told."""
    newly = event.payload.get("mentioned")
    if newly:
        _comment(db, event, only=frozenset(newly))


def _comment(db: Connection, event: Event, only: frozenset[int] | None) -> None:
    comment_id = int(event.payload["comment"])
    thread = queries.thread(db, comment_id)
    if thread is None or thread.author_id is None:
        return
    seers = [Seer(person.id, reviews(person), person.is_joined) for person in _onlookers(db, thread.project_id)]
    talk = Talk(
        author_id=thread.author_id,
        work_of=thread.work_of,
        is_first_of_author=thread.is_first_of_author,
        participants=frozenset(thread.participants),
        judged_by=frozenset(thread.judged_by),
        mentioned=frozenset(thread.mentions),
    )
    kinds = told(talk, seers)
    if only is not None:
        kinds = {person: kind for person, kind in kinds.items() if person in only}
    news = _news(event, comment_id=comment_id)
    _tell(db, kinds, news)


def judged(db: Connection, events: Sequence[Event]) -> None:
    """A reviewer gave verdicts: work that goes back is told to its author, once however many of them send it back."""
    told: set[int] = set()
    for event in events:
        annotation_id = event.annotation_id
        if event.payload.get("action") != "requeue" or annotation_id is None or annotation_id in told:
            continue
        told.add(annotation_id)
        author_id = queries.author_of(db, annotation_id)
        if author_id is None:
            continue
        queries.drop_said(db, author_id, annotation_id)
        comment_id = queries.comment_of_verdict(db, int(event.payload["review"]))
        _tell_those_who_see(db, [author_id], Kind.RETURNED, _news(event, comment_id=comment_id))


def assigned(db: Connection, event: Event) -> None:
    """Tasks were given to people by name."""
    if not event.payload["new"]:
        return
    kind = Kind.ASSIGNED if event.payload["type"] == "AN" else Kind.REVIEW_ASSIGNED
    news = _news(event, task_id=event.payload.get("task"), tasks=int(event.payload["tasks"]))
    _tell_those_who_see(db, event.payload["people"], kind, news)


def project_changed(db: Connection, event: Event) -> None:
    """A project that is published is told to its members who see it by that."""
    if "is_published" not in event.payload["fields"] or event.project_id is None:
        return
    people = [person.id for person in _onlookers(db, event.project_id) if person.is_joined]
    if queries.is_published(db, event.project_id):
        _tell(db, _all(people, Kind.PUBLISHED, event), _news(event))


def joined_project(db: Connection, event: Event) -> None:
    """Somebody was made a member of a project."""
    _tell_those_who_see(db, [int(event.payload["user"])], Kind.PROJECT_INVITED, _news(event))


def joined_workspace(db: Connection, event: Event) -> None:
    """Somebody was made a member of a workspace."""
    news = _news(event, workspace_id=int(event.payload["workspace"]))
    _tell(db, _all([int(event.payload["user"])], Kind.WORKSPACE_INVITED, event), news)


def webhook_switched_off(db: Connection, event: Event) -> None:
    """The server gave up an address: who can mend it is told, administrators and those in charge of the project."""
    assert event.organization_id is not None
    people = queries.administrators(db, event.organization_id)
    if event.project_id is not None:
        people = [
            person.id
            for person in _onlookers(db, event.project_id)
            if person.id in people or (person.is_joined and may(person, Permission.WEBHOOKS_CHANGE))
        ]
    news = _news(event, webhook_id=int(event.payload["webhook"]))
    _tell(db, _all(people, Kind.WEBHOOK_OFF, event), news)


def reviewer_missing(db: Connection, event: Event) -> None:
    """A mapped reviewer could not be drawn: those in charge of the project are told who it is (MQA A.21 U8)."""
    if event.project_id is None:
        return
    person = int(event.payload["user"])
    news = replace(_news(event), actor_id=person)
    in_charge = _in_charge(db, event.project_id) - {person}
    _tell(db, dict.fromkeys(sorted(in_charge), Kind.REVIEWER_MISSING), news)


def expert_missing(db: Connection, event: Event) -> None:
    """No named expert could decide on a verdict: those in charge of the project are told (MQA A.21 U11).

    It is about the list of experts, so it is said of the project, and not again for every verdict.
    """
    if event.project_id is None:
        return
    in_charge = _in_charge(db, event.project_id)
    _tell(db, dict.fromkeys(sorted(in_charge), Kind.EXPERT_MISSING), replace(_news(event), task_id=None))


def _in_charge(db: Connection, project_id: int) -> frozenset[int]:
    """Who may say how the project is reviewed: its members, or where none of them can, everybody who sees it."""
    seers = _onlookers(db, project_id)
    members = [seer.id for seer in seers if seer.is_joined]
    in_charge = taking_part.ready(db, project_id, members, Permission.QUALITY_CHANGE)
    if not in_charge:  # who made the project is gone as well
        in_charge = taking_part.ready(db, project_id, [seer.id for seer in seers], Permission.QUALITY_CHANGE)
    return frozenset(in_charge)


def _news(event: Event, **more: int | None) -> News:
    assert event.organization_id is not None
    place = {
        "project_id": event.project_id,
        "task_id": event.task_id,
        "annotation_id": event.annotation_id,
        **more,
    }
    return News(organization_id=event.organization_id, actor_id=event.actor_id, **place)


def _onlookers(db: Connection, project_id: int) -> list[audience.Onlooker]:
    return audience.of_project(db, project_id)


def _all(people: Iterable[int], kind: Kind, event: Event) -> dict[int, Kind]:
    return {person: kind for person in people if person != event.actor_id}


def _tell_those_who_see(db: Connection, people: Iterable[int], kind: Kind, news: News) -> None:
    wanted = {person for person in people if person != news.actor_id}
    if not wanted or news.project_id is None:
        return
    seers = {person.id for person in _onlookers(db, news.project_id)}
    _tell(db, dict.fromkeys(sorted(wanted & seers), kind), news)


def _tell(db: Connection, kinds: Mapping[int, Kind], news: News) -> None:
    if not kinds:
        return
    ids = queries.insert(db, {person: kind.value for person, kind in kinds.items()}, news)
    live.announce(db, kinds)
    post(db, ids)


# What is listened to; the composition root subscribes them, and gathers `judged`.
HANDLERS = {
    "comment.created": commented,
    "comment.updated": comment_changed,
    "tasks.assigned": assigned,
    "project.changed": project_changed,
    "project_member.added": joined_project,
    "workspace_member.added": joined_workspace,
    "webhook.switched_off": webhook_switched_off,
    "reviewer.missing": reviewer_missing,
    "expert.missing": expert_missing,
}
