"""Recordings, films, documents and tables as items: they are named by rows or are tasks by themselves, and probed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast, join_project
from tests.exchange.media import evenly, film, pdf, png_header, sound, wav
from tests.exchange.sending import IMAGES, picture, send, send_files, tasks_of
from tests.exchange.test_import_runs import Watched

from assay.exchange.media import jobs
from assay.exchange.naming import Names
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database
from assay.projects.rules.labeling import Schema, parse

MP3, MP4, WEBM = (
    sound("libmp3lame", "mp3"),
    film(evenly(30, 30)),
    film(evenly(20, 20), codec="libvpx", container="webm"),
)
IN_FRONT = film(evenly(60, 30), movflags="+faststart")  # its index stands before its frames
UNEVEN = film([0.0, 0.1, 0.2, 0.5, 0.6, 1.4], with_sound=True)

AUDIO = """<View><Audio name="audio" value="$clip"/>
<Choices name="kind" toName="audio"><Choice value="Bell"/></Choices></View>"""
VIDEO = """<View><Labels name="objects" toName="video"><Label value="Car"/></Labels>
<VideoRectangle name="box" toName="video"/><Video name="video" value="$film"/></View>"""
BOTH = """<View><Audio name="audio" value="$clip"/><Video name="video" value="$film"/>
<Choices name="kind" toName="audio"><Choice value="Bell"/></Choices></View>"""
PDF = """<View><Pdf name="pdf" value="$paper"/>
<Choices name="kind" toName="pdf"><Choice value="Bill"/></Choices></View>"""
HTML = """<View><HyperText name="page" value="$page"/>
<HyperTextLabels name="label" toName="page"><Label value="Person"/></HyperTextLabels></View>"""
SERIES = """<View><TimeSeriesLabels name="label" toName="series"><TimeSeriesLabel value="Leak"/></TimeSeriesLabels>
<TimeSeries name="series" value="$table" timeColumn="time"><Channel column="flow"/></TimeSeries></View>""".replace(
    "TimeSeriesLabel value", "Label value"
)
PAGES = """<View><Image name="pages" valueList="$pages"/>
<RectangleLabels name="box" toName="pages"><Label value="Stamp"/></RectangleLabels></View>"""
TALK = """<View><Paragraphs name="talk" value="$turns" audioUrl="$clip"/>
<ParagraphLabels name="label" toName="talk"><Label value="Question"/></ParagraphLabels></View>"""


@pytest.fixture
def probe(database: Database) -> Callable[[int], None]:
    """Does the job that an import has asked for."""
    kit_jobs.use(database)
    return lambda project: jobs.probe_media(Watched(), project_id=project)


@pytest.mark.parametrize("config", [AUDIO, VIDEO, BOTH, PDF, HTML, SERIES, PAGES, TALK])
def test_the_configurations_are_understood(config: str) -> None:
    assert getattr(parse(config), "objects", None)


@pytest.mark.parametrize(
    ("config", "name", "content", "kind", "expected"),
    [
        (AUDIO, "bell.mp3", MP3, "audio", {"content_type": "audio/mpeg", "channels": 1, "sample_rate": 48_000}),
        (AUDIO, "bell.wav", wav(channels=2), "audio", {"duration": 1.0, "channels": 2}),
        (AUDIO, "bell.opus", sound("libopus", "ogg"), "audio", {"content_type": "audio/ogg"}),
        (AUDIO, "bell.m4a", sound("aac", "mp4"), "audio", {"content_type": "audio/mp4"}),
        (AUDIO, "bell.flac", sound("flac", "flac"), "audio", {"content_type": "audio/flac", "duration": 1.0}),
        (VIDEO, "a.mp4", MP4, "video", {"frames": 30, "fps": 30.0, "variable": False, "width": 64, "height": 48}),
        (VIDEO, "a.webm", WEBM, "video", {"content_type": "video/webm", "frames": 20, "fps": 20.0}),
        (VIDEO, "a.mov", film(evenly(9, 30), container="mov"), "video", {"content_type": "video/quicktime"}),
        (PDF, "bill.pdf", pdf(4), "pdf", {"pages": 4}),
    ],
)  # fmt: skip
def test_a_medium_becomes_a_task_and_is_looked_into(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None], config: str, name: str, content: bytes,
    kind: str, expected: dict[str, Any],
) -> None:  # fmt: skip
    project = make(config)
    assert send_files(cast.manager, project, (name, content)).status_code == 201
    [task] = tasks_of(cast.manager, project)
    assert task["title"] == name
    [(field, address)] = task["data"].items()
    assert address.startswith(f"/data/upload/{project}/")
    assert task["media"][field].items() >= {"kind": kind, "name": name, "size": len(content), "probed": False}.items()
    probe(project)
    [task] = tasks_of(cast.manager, project)
    facts = task["media"][field]
    assert facts["probed"]
    assert "problem" not in facts
    assert facts.items() >= expected.items()


def test_looking_again_changes_nothing(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None], db: Connection
) -> None:
    project = make(VIDEO)
    send_files(cast.manager, project, ("a.mp4", UNEVEN))
    probe(project)
    before = tasks_of(cast.manager, project)
    db.execute("update upload set facts = facts || '{\"probed\": false}' where project_id = %s", (project,))
    db.commit()
    probe(project)
    probe(project)
    assert tasks_of(cast.manager, project) == before


def test_an_import_asks_for_the_job_and_pictures_need_none(
    cast: Cast, make: Callable[..., int], db: Connection
) -> None:
    def asked(project: int) -> int:
        found = db.execute(
            "select count(*) from procrastinate_jobs where task_name = 'exchange.probe_media'"
            " and (args->>'project_id')::bigint = %s",
            (project,),
        ).fetchone()
        db.commit()
        assert found
        return int(found[0])

    pictures, films = make(IMAGES), make(VIDEO)
    assert send_files(cast.manager, pictures, ("a.png", picture())).status_code == 201
    assert send_files(cast.manager, films, ("a.mp4", MP4)).status_code == 201
    assert (asked(pictures), asked(films)) == (0, 1)


# ---------------------------------------------------------------- outlines and times


def test_times_and_outline_are_given_to_whoever_sees_the_film(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None], db: Connection
) -> None:
    project = make(VIDEO)
    send_files(cast.manager, project, ("a.mp4", UNEVEN))
    join_project(db, project, cast.ann1)
    db.commit()
    cast.manager.client.patch(f"/api/projects/{project}/", json={"is_published": True})
    address = tasks_of(cast.manager, project)[0]["data"]["film"]
    for ending in (".times.json", ".peaks.json"):
        assert cast.ann1.client.get(address + ending).status_code == 404
    probe(project)
    facts = tasks_of(cast.manager, project)[0]["media"]["film"]
    assert (facts["variable"], facts["frames"]) == (True, 6)
    times = cast.ann1.client.get(facts["timestamps_url"])
    assert times.json() == {"times": [0.0, 0.1, 0.2, 0.5, 0.6, 1.4], "complete": True}
    assert times.headers["content-type"] == "application/json"
    peaks = cast.ann1.client.get(facts["peaks_url"]).json()
    assert len(peaks["channels"][0]) == pytest.approx(peaks["points_per_second"] * peaks["duration"], abs=1)
    for url in (facts["timestamps_url"], facts["peaks_url"], address):
        assert cast.outsider.client.get(url).status_code == 404
        assert cast.ann2.client.get(url).status_code == 404


def test_what_was_made_of_a_file_goes_with_it(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None]
) -> None:
    project, client = make(VIDEO), cast.manager.client
    [upload] = send_files(cast.manager, project, ("a.mp4", UNEVEN)).json()["file_upload_ids"]
    probe(project)
    facts = tasks_of(cast.manager, project)[0]["media"]["film"]
    assert client.delete(f"/api/import/file-upload/{upload}").json()["code"] == "in_use"
    assert client.delete(f"/api/projects/{project}/tasks/").status_code == 204
    assert client.delete(f"/api/import/file-upload/{upload}").status_code == 204
    assert client.get(facts["timestamps_url"]).status_code == 404


# ---------------------------------------------------------------- which field, which file


def test_each_kind_goes_into_its_own_field_or_is_named(cast: Cast, make: Callable[..., int]) -> None:
    run = send_files(
        cast.manager, make(AUDIO), ("a.mp3", MP3), ("b.mp4", MP4), ("c.pdf", pdf()), path="import-runs/"
    ).json()
    assert (run["report"]["good"], run["report"]["bad"]) == (1, 2)
    messages = {problem["file"]: problem for problem in run["report"]["problems"]}
    assert "film" in messages["b.mp4"]["message"]
    assert "<Video" in messages["b.mp4"]["fix"]
    assert "<Pdf" in messages["c.pdf"]["fix"]


def test_without_a_configuration_fields_are_called_as_templates_do(cast: Cast, make: Callable[..., int]) -> None:
    project = make(None)
    files = (("a.mp3", MP3), ("b.mp4", MP4), ("c.pdf", pdf()), ("d.png", picture()), ("e.html", b"<p>Hi</p>"))
    assert send_files(cast.manager, project, *files).status_code == 201
    found = [list(task["data"]) for task in tasks_of(cast.manager, project)]
    assert found == [["audio"], ["video"], ["pdf"], ["image"], ["html"]]


@pytest.mark.parametrize("order", [1, -1])
def test_a_table_names_the_files_of_its_rows(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None], order: int
) -> None:
    project = make(BOTH)
    table = b"clip,film,place\naudio/a.mp3,b.mp4,quay\nhttps://example.org/c.mp3,./b.mp4,pier\n"
    files = [("rows.csv", table), ("a.mp3", MP3), ("b.mp4", MP4)][::order]
    answer = send_files(cast.manager, project, *files)
    assert answer.status_code == 201, answer.text
    probe(project)
    first, second = tasks_of(cast.manager, project)
    assert first["data"]["place"] == "quay"
    assert first["media"]["clip"]["name"] == "a.mp3"
    assert first["media"]["film"]["frames"] == second["media"]["film"]["frames"] == 30
    assert second["data"] == {"clip": "https://example.org/c.mp3", "film": first["data"]["film"], "place": "pier"}
    assert list(second["media"]) == ["film"]
    assert first["title"] == "audio/a.mp3"


def test_a_name_that_two_files_bear_is_refused(cast: Cast, make: Callable[..., int]) -> None:
    rows = ("rows.json", b'[{"clip": "a.mp3"}]')
    answer = send_files(cast.manager, make(AUDIO), rows, ("a.mp3", MP3), ("a.mp3", MP3))
    assert answer.status_code == 400
    [problem] = answer.json()["problems"]
    assert (problem["field"], problem["row"]) == ("clip", 1)
    assert "two files" in problem["message"]


def test_a_list_may_name_files_and_their_facts_keep_its_order(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None]
) -> None:
    project = make(None)
    rows = ("rows.json", b'[{"pages": ["2.png", "https://example.org/3.png", "1.png"], "turns": [{"text": "Hi"}]}]')
    answer = send_files(cast.manager, project, rows, ("1.png", picture(10, 20)), ("2.png", picture(30, 40)))
    assert answer.status_code == 201, answer.text
    probe(project)
    [task] = tasks_of(cast.manager, project)
    assert [facts["width"] for facts in task["media"]["pages"]["items"]] == [30, 10]


@pytest.mark.parametrize(
    ("config", "data", "field"),
    [
        (PAGES, {"pages": ["a.bin"]}, "pages"),
        (TALK, {"turns": [{"text": "a.bin"}], "clip": "a.bin"}, "clip"),
        (SERIES, {"table": "x/a.bin", "note": "a.bin"}, "table"),
        (HTML, {"page": "a.bin"}, None),  # the page stands in the item, whatever files are called
        (AUDIO, {"clip": "/a.bin"}, None),
        (AUDIO, {"clip": "https://example.org/a.bin"}, None),
    ],
)
def test_files_are_looked_for_only_where_addresses_stand(config: str, data: dict[str, Any], field: str | None) -> None:
    schema = parse(config)
    assert isinstance(schema, Schema)
    found, doubtful = Names(schema, [("a.bin", "/stored")]).filled(data)
    assert [key for key in data if found[key] != data[key]] == ([field] if field else [])
    assert field is None or found[field] in ("/stored", ["/stored"])
    assert doubtful == []


def test_html_is_text_of_the_item(cast: Cast, make: Callable[..., int]) -> None:
    project = make(HTML)
    page = b"<p onclick='alert(1)'>Zo\xc3\xab</p><script>alert(2)</script>"
    assert send_files(cast.manager, project, ("letter.html", page)).status_code == 201
    [task] = tasks_of(cast.manager, project)
    assert (task["data"]["page"], task["title"], task["media"]) == (page.decode(), "letter.html", None)
    [upload] = cast.manager.client.get(f"/api/projects/{project}/file-uploads").json()
    answer = cast.manager.client.get(f"/data/upload/{upload['file']}")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_table_is_a_time_series_or_a_list_of_them(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make(SERIES)
    answer = send_files(
        cast.manager,
        project,
        ("monday.csv", b"time,flow\n1,2\n2,3\n"),
        ("tuesday.json", b'{"time": [1, 2], "flow": [3, 4]}'),
        ("named.csv", b"time;flow\n1;2\n"),
        ("list.csv", b"table,place\nnamed.csv,north\n"),
    )
    assert answer.status_code == 201, answer.text
    found = tasks_of(cast.manager, project)
    assert [task["title"] for task in found] == ["named.csv", "monday.csv", "tuesday.json"]
    assert [task["media"]["table"]["kind"] for task in found] == ["csv", "csv", "json"]
    assert all(task["media"]["table"]["probed"] for task in found)
    join_project(db, project, cast.ann1)
    db.commit()
    cast.manager.client.patch(f"/api/projects/{project}/", json={"is_published": True})
    # What an item shows is read by those who label it; the list that it came from is not.
    assert cast.ann1.client.get(found[1]["data"]["table"]).content == b"time,flow\n1,2\n2,3\n"
    uploads = cast.manager.client.get(f"/api/projects/{project}/file-uploads").json()
    [listing] = [upload for upload in uploads if upload["name"] == "list.csv"]
    assert cast.ann1.client.get(f"/data/upload/{listing['file']}").status_code == 404


def test_an_item_that_is_changed_shows_its_new_file(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None]
) -> None:
    project = make(AUDIO)
    send_files(cast.manager, project, ("a.mp3", MP3), ("b.wav", wav(2.0)))
    probe(project)
    first, second = tasks_of(cast.manager, project)
    client = cast.manager.client
    changed = client.patch(f"/api/tasks/{first['id']}/", json={"data": second["data"]}).json()
    assert changed["media"]["clip"]["name"] == "b.wav"
    gone = client.patch(f"/api/tasks/{first['id']}/", json={"data": {"clip": "https://example.org/c.mp3"}}).json()
    assert gone["media"] is None
    made = client.post("/api/tasks/", json={"project": project, "data": second["data"]}).json()
    assert made["media"]["clip"]["duration"] == 2.0


def test_a_file_of_another_project_is_not_shown(cast: Cast, make: Callable[..., int]) -> None:
    mine, theirs = make(AUDIO), make(AUDIO)
    send_files(cast.manager, theirs, ("a.mp3", MP3))
    assert send(cast.manager, mine, tasks_of(cast.manager, theirs)[0]["data"]).status_code == 201
    assert tasks_of(cast.manager, mine)[0]["media"] is None


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("config", "name", "content", "said"),
    [
        (AUDIO, "a.mp3", wav(0), "zero seconds"),
        (AUDIO, "a.wav", wav()[:3000], "cut off"),
        (VIDEO, "a.mp4", IN_FRONT[: len(IN_FRONT) // 2], "breaks off after"),
        (VIDEO, "a.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 500, "film"),
        (VIDEO, "a.mp4", sound("aac", "mp4"), "only sound"),
        (PDF, "a.pdf", pdf()[:-8], "cut off"),
    ],
)
def test_a_broken_medium_is_imported_and_named_in_the_list(
    cast: Cast,
    make: Callable[..., int],
    probe: Callable[[int], None],
    config: str,
    name: str,
    content: bytes,
    said: str,
) -> None:
    project = make(config)
    assert send_files(cast.manager, project, (name, content), ("good-" + name, content)).status_code == 201
    probe(project)
    rows = cast.manager.client.get(f"/api/projects/{project}/task-rows/").json()["rows"]
    assert all(said in row["problem"] for row in rows)
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("name", "content", "said", "fix"),
    [
        ("a.mp3", b"", "is empty", "content"),
        ("a.mp3", b"just words", "no recording of a known kind", "MP3"),
        ("a.mp4", b"just words", "no film of a known kind", "MP4"),
        ("a.mp4", MP3, "is a recording (audio/mpeg)", ".mp3"),
        ("a.mp3", MP4, "is a film (video/mp4)", ".mp4"),
        ("a.png", pdf(), "is a PDF document", ".pdf"),
        ("a.txt", wav(), "is a recording (audio/wav)", ".wav"),
        ("a.txt", b"text\x00\x01\x02", "null bytes", "UTF-8"),
        ("a.txt", b"x" * 20_000 + b"\x00\xff\xfe", "null", ""),
        ("a.html", MP4, "is a film", ".mp4"),
        ("a.svg", b"<svg onload='alert(1)'/>", "scripts", "PNG"),
        ("a.html.svg", b"<svg/>", "scripts", "PNG"),
        ("a.avi", b"RIFF\x00\x00\x00\x00AVI LIST", "AVI film", "MP4"),
        ("a.mp4", b"RIFF\x00\x00\x00\x00AVI LIST", "AVI film", "MP4"),
        ("a.mkv", b"\x1a\x45\xdf\xa3\x01\x42\x82\x88matroska", "Matroska", "WebM"),
        ("a.mp3", b"#EXTM3U\nhttp://10.0.0.1/", "no recording of a known kind", ""),
        ("a.png", png_header(20_000, 20_000), "20,000 x 20,000 pixels", "smaller"),
        ("a.png", png_header(40, 40), "cut off", "again"),
    ],
)
def test_what_is_no_medium_is_refused_with_its_name(
    cast: Cast, make: Callable[..., int], name: str, content: bytes, said: str, fix: str
) -> None:
    project = make(None)
    answer = send_files(cast.manager, project, (name, content))
    assert answer.status_code == 400, answer.text
    [problem] = answer.json()["problems"]
    assert problem["file"] == name
    assert said in problem["message"]
    assert fix in problem["fix"]
    assert cast.manager.client.get(f"/api/projects/{project}/file-uploads").json() == []


def test_a_huge_picture_is_measured_and_not_unpacked(cast: Cast, make: Callable[..., int]) -> None:
    project = make(IMAGES)
    # It holds nothing: unpacking it would fail, and take three hundred megabytes.
    assert send_files(cast.manager, project, ("huge.png", png_header(10_000, 10_000))).status_code == 201
    [task] = tasks_of(cast.manager, project)
    assert (task["media"]["photo"]["width"], task["media"]["photo"].get("thumbnail")) == (10_000, None)


def test_fifty_megapixels_and_five_megabytes_of_text(cast: Cast, make: Callable[..., int]) -> None:
    project = make(IMAGES)
    assert send_files(cast.manager, project, ("large.jpg", picture(8660, 5774, "JPEG"))).status_code == 201
    facts = tasks_of(cast.manager, project)[0]["media"]["photo"]
    assert (facts["width"], facts["height"]) == (8660, 5774)
    assert cast.manager.client.get(facts["thumbnail"]).status_code == 200
    texts = make()
    assert send_files(cast.manager, texts, ("long.txt", b"word " * 1_000_000)).status_code == 201
    assert len(tasks_of(cast.manager, texts)[0]["data"]["text"]) == 5_000_000


def test_a_file_that_ends_the_program_is_left_alone(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None]
) -> None:
    project = make(VIDEO)
    send_files(cast.manager, project, ("deadly.mp4", MP4), ("good.mp4", MP4))
    # Each start that was not finished counts as an attempt.
    jobs.probe_media(Watched(attempts=jobs.MAX_STARTS), project_id=project)
    probe(project)
    first, second = tasks_of(cast.manager, project)
    assert first["media"]["film"]["problem"] == jobs.GAVE_UP
    assert second["media"]["film"]["frames"] == 30


def test_a_file_that_is_gone_from_the_disk_is_named(
    cast: Cast, make: Callable[..., int], probe: Callable[[int], None], db: Connection
) -> None:
    from assay.kit.storage import storage

    project = make(VIDEO)
    send_files(cast.manager, project, ("a.mp4", MP4))
    [path] = db.execute("select path from upload where project_id = %s", (project,)).fetchone() or ()
    storage().delete(path)
    probe(project)
    assert "gone" in tasks_of(cast.manager, project)[0]["media"]["film"]["problem"]
