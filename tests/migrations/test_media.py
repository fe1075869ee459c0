"""Pictures that were imported before it was known which items show which files."""

from __future__ import annotations

from collections.abc import Callable

import orjson
import psycopg

from assay.kit.db import migrate


def test_what_was_known_of_pictures_is_kept(make_database: Callable[[str], str]) -> None:
    url = make_database("old_media")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    migrate(url, "0001")
    address = "/data/upload/1/ab-cat.png"
    old = {"type": "image", "width": 40, "height": 30, "thumbnail": f"{address}.thumb.webp"}
    with psycopg.connect(url) as db:
        db.execute("insert into organization (title) values ('O')")
        db.execute("insert into project (organization_id, title) values (1, 'P')")
        db.execute("insert into dataset (organization_id, title) values (1, 'D')")
        for name, kind in (("cat.png", "image/png"), ("rows.csv", "text/csv")):
            db.execute(
                "insert into upload (organization_id, project_id, name, path, size, sha256, content_type)"
                " values (1, 1, %s, %s, 99, 'x', %s)",
                (name, f"projects/1/uploads/ab-{name}", kind),
            )
        db.execute(
            "insert into data_unit (dataset_id, data, media, upload_id) values (1, %s, %s, 1), (1, %s, null, 2)",
            (orjson.dumps({"photo": address, "n": 1}).decode(), orjson.dumps(old).decode(), '{"text": "a"}'),
        )
    migrate(url)
    with psycopg.connect(url) as db:
        media = [row[0] for row in db.execute("select media from data_unit order by id")]
        links = db.execute("select data_unit_id, field, place, upload_id from data_unit_file").fetchall()
    assert links == [(1, "photo", 0, 1)]
    assert media[1] is None
    assert media[0] == {
        "photo": {
            "kind": "image",
            "content_type": "image/png",
            "name": "cat.png",
            "size": 99,
            "probed": True,
            "width": 40,
            "height": 30,
            "thumbnail": f"{address}.thumb.webp",
        }
    }
