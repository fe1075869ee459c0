"""E-mail is sent to those who asked for it, where the organization allows it, and says nothing about the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests import world
from tests.cast import Cast
from tests.post_office import PostOffice, post_office
from tests.world import World

from assay.inbox import jobs
from assay.inbox.api import email
from assay.kit import jobs as kit_jobs
from assay.kit import mail
from assay.kit.config import Config, config
from assay.kit.db import Database


@pytest.fixture
def posting(settings: Config, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """The application with a mail server."""
    with post_office() as opened:
        found = replace(opened.used_by(settings), public_url="https://assay.example.org")
        monkeypatch.setattr(jobs, "config", lambda: found)
        monkeypatch.setattr(email, "config", lambda: found)
        kit_jobs.use(database)
        yield opened
        kit_jobs.use(None)


@pytest.fixture
def w(db: Any, cast: Cast) -> World:
    return world.build(db, cast, data=[{"text": "A secret sentence"}])


def waiting(db: Any) -> list[int]:
    """The notifications for which an e-mail was asked."""
    rows = db.execute(
        "select (args->>'notification_id')::bigint from procrastinate_jobs where task_name = 'inbox.send' order by id"
    ).fetchall()
    db.commit()
    return [row[0] for row in rows]


def comment_on(w: World) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.cast.rev1.client.post("/api/comments/", json={"annotation": annotation, "text": "A secret remark"})


def want(person: Any, *kinds: str) -> Any:
    return person.client.put("/api/notifications/email/", json={"kinds": list(kinds)})


def test_without_a_mail_server_the_page_is_told_so(cast: Cast) -> None:
    found = cast.ann1.client.get("/api/notifications/email/").json()
    assert found["is_set_up"] is False
    assert not any(kind["is_wanted"] for kind in found["kinds"]), "nothing is sent that nobody asked for"


def test_who_asked_for_it_gets_an_email_without_data(db: Any, w: World, posting: Any) -> None:
    before = waiting(db)
    assert want(w.cast.ann1, "comment").json()["is_set_up"] is True
    comment_on(w)
    [notification] = waiting(db)[len(before) :]
    jobs.send(notification_id=notification)
    [(recipient, message)] = posting.taken
    assert recipient == w.cast.ann1.email
    assert "A comment in a conversation of yours" in message
    assert f"https://assay.example.org/projects/{w.project_id}/tasks/{w.task_ids[0]}" in message
    assert "secret" not in message


@pytest.mark.parametrize("case", ["not asked", "forbidden", "read"])
def test_otherwise_nothing_is_sent(db: Any, w: World, posting: Any, case: str) -> None:
    if case != "not asked":
        want(w.cast.ann1, "comment")
    if case == "forbidden":
        forbid = "/api/notifications/email/organization/"
        assert w.cast.manager.client.put(forbid, json={"forbidden": ["comment"]}).status_code == 403
        assert w.cast.administrator.client.put(forbid, json={"forbidden": ["comment"]}).status_code == 200
        shown = w.cast.ann1.client.get("/api/notifications/email/").json()["kinds"]
        assert [kind["kind"] for kind in shown if not kind["is_allowed"]] == ["comment"]
    before = waiting(db)
    comment_on(w)
    asked = waiting(db)[len(before) :]
    assert len(asked) == (1 if case == "read" else 0)
    w.cast.ann1.client.post("/api/notifications/mark-all/", json={"is_read": True})
    for notification in asked:
        jobs.send(notification_id=notification)
    assert posting.taken == []


def test_a_mail_server_that_does_not_answer_is_tried_again(settings: Config) -> None:
    away = replace(settings, smtp_host="127.0.0.1", smtp_port=1, smtp_security="none")
    with pytest.raises(OSError):
        mail.send(away, "someone@example.org", "Subject", "Text")
    assert jobs.send.retry_strategy is not None


def test_a_subject_of_several_lines_becomes_one() -> None:
    with post_office() as opened:
        mail.send(opened.used_by(config()), "someone@example.org", "One\r\nBcc: everybody@example.org", "Text")
    [(_, message)] = opened.taken
    assert "Subject: One Bcc: everybody@example.org" in message
