"""The samples of the gallery: everybody gets them, they are what their names say, and they can be made again."""

from __future__ import annotations

from itertools import pairwise

import av
import pytest
from starlette.testclient import TestClient

from assay.demo.recordings import papers, series, talk
from assay.page import SAMPLES
from assay.projects.templates import samples

TYPES = {
    ".png": "image/png",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".html": "text/html",
}


@pytest.mark.parametrize("address", samples.FILES)
def test_everybody_gets_a_sample_and_nothing_in_it_runs(app: object, anonymous: TestClient, address: str) -> None:
    answer = anonymous.get(address)
    assert answer.status_code == 200
    ending = address[address.rindex(".") :]
    assert answer.headers["content-type"].partition(";")[0] == TYPES[ending]
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "max-age" in answer.headers["cache-control"]
    part = anonymous.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, answer.content[10:20])


def test_every_file_is_named_and_they_are_small() -> None:
    files = {path.name: path.stat().st_size for path in SAMPLES.iterdir()}
    assert files.keys() == {address.removeprefix(samples.FOLDER) for address in samples.FILES}
    assert max(files.values()) < 400_000
    assert sum(files.values()) < 1_500_000


def test_what_is_text_is_made_the_same_again() -> None:
    made = {
        samples.WRIST: series.wrist().encode(),
        samples.PUMP: series.pump().encode(),
        samples.ARTICLE_FILE: samples.ARTICLE.encode(),
        samples.INVOICE: papers.invoice(),
    }
    for address, content in made.items():
        assert (SAMPLES / address.removeprefix(samples.FOLDER)).read_bytes() == content, address


def test_the_turns_of_the_dialogue_are_heard_at_their_times() -> None:
    turns, sound = talk.talk()
    assert [{"author": turn.author, "text": turn.text, "start": turn.start, "end": turn.end} for turn in turns] == list(
        samples.DIALOGUE
    )
    assert abs(sound).max() <= 1
    with av.open(SAMPLES / "ticket-counter.mp3") as file:
        stored = sum(frame.samples for frame in file.decode(audio=0)) / file.streams.audio[0].rate
    assert stored == pytest.approx(turns[-1].end + 0.5, abs=0.2)


@pytest.mark.parametrize(
    ("name", "frames", "steps"), [("crossing", 240, {3000}), ("crossing-uneven", 90, {3000, 6000})]
)
def test_the_films_have_the_frames_that_are_promised(name: str, frames: int, steps: set[int]) -> None:
    with av.open(SAMPLES / f"{name}.mp4") as file:
        stream = file.streams.video[0]
        assert stream.time_base is not None
        times = sorted(round(packet.pts * stream.time_base * 90_000) for packet in file.demux(stream) if packet.size)
    assert len(times) == frames
    assert {later - earlier for earlier, later in pairwise(times)} == steps
