"""What looking into sounds, films and documents tells, and what it says of those that are broken."""

from __future__ import annotations

import io
import struct
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.media import evenly, film, pdf, sound, wav

from assay.exchange.media import documents
from assay.exchange.media.peaks import MOST_POINTS, SCALE, Outline
from assay.exchange.media.streams import Look, look_into
from assay.exchange.media.timing import timing


def look(content: bytes, content_type: str) -> Look:
    return look_into(io.BytesIO(content), content_type, lambda: None)


# ---------------------------------------------------------------- timing


@pytest.mark.parametrize(
    ("rate", "time_base"),
    [
        (Fraction(30), Fraction(1, 90_000)),
        (Fraction(30_000, 1001), Fraction(1, 30_000)),
        (Fraction(24_000, 1001), Fraction(1, 1000)),  # WebM rounds to milliseconds
        (Fraction(25), Fraction(1, 1000)),
        (Fraction(60_000, 1001), Fraction(1, 1000)),
        (Fraction(7), Fraction(1, 90_000)),
    ],
)
def test_an_even_pace_is_found_through_the_rounding_of_the_container(rate: Fraction, time_base: Fraction) -> None:
    ticks = [round(number / rate / time_base) for number in range(5000)]
    found = timing(ticks, time_base, None)
    assert not found.variable
    assert found.frames == 5000
    assert float(found.fps or 0) == pytest.approx(float(rate), rel=1e-6)


@given(st.lists(st.integers(1, 9000), min_size=1, max_size=60), st.integers(-500, 9000))
def test_at_an_even_pace_every_frame_stands_where_its_number_says(steps: list[int], start: int) -> None:
    ticks = [start]
    for step in steps:
        ticks.append(ticks[-1] + step)
    base = Fraction(1, 90_000)
    found = timing(ticks, base, None)
    assert found.frames == len(ticks)
    assert found.fps
    numbers = [round(float((tick * base - ticks[0] * base) * found.fps)) for tick in ticks]
    assert found.variable or numbers == list(range(len(ticks)))


def test_one_frame_out_of_step_is_an_uneven_film() -> None:
    ticks = [number * 3000 for number in range(100)]
    ticks[50:] = [tick + 3000 for tick in ticks[50:]]
    assert timing(ticks, Fraction(1, 90_000), Fraction(30)).variable


def test_no_frame_and_one_frame() -> None:
    assert timing([], Fraction(1, 1000), None).frames == 0
    one = timing([0], Fraction(1, 1000), Fraction(25))
    assert (one.frames, one.duration, one.variable) == (1, 0.04, False)


# ---------------------------------------------------------------- films

FILM = film(evenly(60, 30), with_sound=True)
IN_FRONT = film(evenly(60, 30), movflags="+faststart")  # its index stands before its frames


@pytest.mark.parametrize(
    ("content", "content_type", "expected"),
    [
        (film(evenly(45, 30)), "video/mp4", {"frames": 45, "fps": 30.0, "rate": "30/1", "variable": False}),
        (film(evenly(50, 25), container="mov"), "video/quicktime", {"frames": 50, "fps": 25.0, "rate": "25/1"}),
        (
            film(evenly(40, 20), codec="libvpx-vp9", container="webm"),
            "video/webm",
            {"frames": 40, "fps": 20.0, "variable": False},
        ),
        (film(evenly(30, 30_000 / 1001)), "video/mp4", {"frames": 30, "fps": 29.97003, "rate": "30000/1001"}),
        (FILM, "video/mp4", {"frames": 60, "channels": 1, "sample_rate": 48_000}),
        (film([0.0]), "video/mp4", {"frames": 1, "width": 64, "height": 48}),
    ],
)
def test_films(content: bytes, content_type: str, expected: dict[str, Any]) -> None:
    facts = look(content, content_type).facts
    assert facts.items() >= expected.items()
    assert "problem" not in facts


def test_a_film_without_an_even_pace_lists_its_times() -> None:
    times = [0.0, 0.1, 0.2, 0.5, 0.6, 1.4]
    seen = look(film(times), "video/mp4")
    assert seen.facts["variable"]
    assert seen.times == times


def test_a_turned_film_is_as_large_as_it_is_shown() -> None:
    facts = look(film(evenly(5, 30), rotation=90), "video/mp4").facts
    assert (facts["width"], facts["height"]) == (48, 64)
    assert facts["rotation"] in (90, 270)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (IN_FRONT[: len(IN_FRONT) // 2], "breaks off after"),
        (FILM[: len(FILM) // 2], "damaged"),  # its index stands at the end
        (FILM[:700], ""),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 400, ""),
        (IN_FRONT[: IN_FRONT.index(b"mdat") + 4], "no frames"),
        (sound("aac", "mp4"), "only sound"),
        (film(evenly(5, 30), codec="mpeg4"), "encoded as mpeg4, which browsers do not play"),
    ],
)
def test_broken_films_are_named(content: bytes, said: str) -> None:
    problem = look(content, "video/mp4").facts["problem"]
    assert said in problem
    assert problem.startswith("The film")
    assert problem.endswith(".")


@given(st.data())
def test_no_damage_ends_in_a_failure(data: st.DataObject) -> None:
    content = bytearray(FILM)
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    seen = look(bytes(content[: data.draw(st.integers(0, len(content)))]), "video/mp4")
    assert isinstance(seen.facts.get("problem", ""), str)


# ---------------------------------------------------------------- sounds


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (wav(2.0), "audio/wav"),
        (sound("libmp3lame", "mp3", 2.0), "audio/mpeg"),
        (sound("libopus", "ogg", 2.0), "audio/ogg"),
        (sound("flac", "flac", 2.0), "audio/flac"),
        (sound("aac", "mp4", 2.0), "audio/mp4"),
        (sound("aac", "adts", 2.0), "audio/aac"),
        (sound("libopus", "webm", 2.0), "audio/webm"),
    ],
)
def test_sounds(content: bytes, content_type: str) -> None:
    seen = look(content, content_type)
    assert "problem" not in seen.facts
    assert seen.facts["duration"] == pytest.approx(2.0, abs=0.06)
    assert seen.facts["channels"] == 1
    assert seen.peaks
    [points] = seen.peaks["channels"]
    assert len(points) == pytest.approx(2.0 * seen.peaks["points_per_second"], abs=4)
    assert 40 < max(points) <= SCALE


def lying(place: int, value: int) -> bytes:
    content = bytearray(wav())
    content[place : place + 4] = struct.pack("<I", value)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "content_type", "said"),
    [
        (wav(0), "audio/wav", "zero seconds"),
        (wav()[:3000], "audio/wav", "cut off"),
        (lying(40, 0x7FFFFFFF), "audio/wav", "cut off"),  # more samples than there are
        (lying(24, 0), "audio/wav", "cannot be played"),  # no sample rate
        (sound("libmp3lame", "mp3", 8.0)[:20_000], "audio/mpeg", "breaks off after"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\x00" * 3000, "audio/mpeg", "cannot be played"),
        (b"OggS" + b"\x00" * 200, "audio/ogg", "cut off"),
        (b"", "audio/wav", ""),
    ],
)
def test_broken_sounds_are_named(content: bytes, content_type: str, said: str) -> None:
    assert said in look(content, content_type).facts["problem"]


def test_a_playlist_that_is_called_a_film_opens_nothing() -> None:
    playlist = b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n"
    for content_type in ("video/mp4", "video/webm", "audio/mpeg"):
        assert "damaged" in look(playlist, content_type).facts["problem"]


# ---------------------------------------------------------------- outlines


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=12))
def test_an_outline_does_not_depend_on_how_the_sound_comes(lengths: list[int]) -> None:
    samples = np.random.default_rng(sum(lengths)).uniform(-1, 1, (2, sum(lengths))).astype(np.float32)
    whole, pieces = Outline(8000, 1), Outline(8000, 1)
    whole.add(samples)
    at = 0
    for length in lengths:
        pieces.add(samples[:, at : at + length])
        at += length
    assert pieces.as_json() == whole.as_json()
    loud = whole.as_json()["channels"][0]
    assert len(loud) == -(-samples.shape[1] // 160)
    assert loud[0] == round(float(abs(samples[0, :160]).max()) * SCALE)


def test_the_outline_of_a_long_sound_is_coarser() -> None:
    outline = Outline(8000, 24 * 3600)
    outline.add(np.ones((1, 8000 * 60), np.float32))
    found = outline.as_json()
    assert found["points_per_second"] * 24 * 3600 <= MOST_POINTS + 1
    assert found["duration"] == 60


# ---------------------------------------------------------------- documents


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (pdf(3), {"pages": 3}),
        (pdf(7, packed=True), {"pages": 7}),
        (pdf(3).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R"), {}),
        (b"%PDF-1.4\n%%EOF", {}),
    ],
)
def test_pages_are_counted(content: bytes, expected: dict[str, Any]) -> None:
    assert documents.look(io.BytesIO(content), len(content)) == expected


def test_a_pdf_without_an_end_is_named() -> None:
    content = pdf(3)[:-7]
    assert "cut off" in str(documents.look(io.BytesIO(content), len(content))["problem"])
