"""Fingerprints of instances that were stored in an earlier form."""

from __future__ import annotations

import json
from collections.abc import Callable

import psycopg

from assay.annotations.rules.instances import instances_of
from assay.kit.db import migrate

RESULT = [
    {
        "id": "v1",
        "from_name": "box",
        "to_name": "video",
        "type": "videorectangle",
        "origin": "prediction",
        "meta": {"model_version": "3", "text": ["é"]},
        "value": {"labels": ["Car"], "framesCount": 9, "sequence": [{"frame": 2, "x": 12.0, "y": 1 / 3}]},
    },
    {"id": "v1", "from_name": "seen", "to_name": "video", "type": "choices", "value": {"choices": ["well", "badly"]}},
    {"id": "a", "from_name": "mood", "to_name": "video", "type": "choices", "value": {"choices": ["Good"]}},
    {"from_name": "box", "to_name": "video", "type": "labels", "value": {"labels": ["Van"], "start": 1.5}},
    {"id": "choices:mood", "from_name": "box", "to_name": "video", "type": "labels", "value": {"labels": ["Van"]}},
    {"type": "relation", "from_id": "v1", "to_id": "choices:mood", "direction": "right"},
]


def test_fingerprints_are_made_anew(make_database: Callable[[str], str]) -> None:
    url = make_database("old_instances")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    migrate(url, "0023")
    now = instances_of(RESULT)
    with psycopg.connect(url) as db:
        db.execute("insert into organization (title) values ('O')")
        db.execute("insert into project (organization_id, title) values (1, 'P')")
        db.execute("insert into dataset (organization_id, title) values (1, 'D')")
        db.execute("insert into data_unit (dataset_id, data) values (1, '{}')")
        db.execute("insert into task (project_id, data_unit_id, inner_id, queue_key) values (1, 1, 1, 1)")
        db.execute("insert into annotation (project_id, task_id) values (1, 1)")
        db.execute(
            "insert into annotation_revision (annotation_id, number, result) values (1, 1, %s)",
            (json.dumps(RESULT),),
        )
        for key, deleted in [*((instance.key, None) for instance in now), ("gone", 1)]:
            db.execute(
                """insert into instance (project_id, task_id, annotation_id, key, class_name, kind, from_name,
                     fingerprint, first_revision, last_revision, deleted_revision)
                   values (1, 1, 1, %s, 'Car', 'object', 'box', 'old', 1, 1, %s)""",
                (key, deleted),
            )
    migrate(url)
    with psycopg.connect(url) as db:
        rows = db.execute("select key, fingerprint from instance order by id").fetchall()
    assert rows == [*((instance.key, instance.fingerprint) for instance in now), ("gone", "old")]
    assert len(rows) == 6
