"""Looks into sounds and films with FFmpeg: how long they are, how their frames follow, what is wrong with them.

The format is always named, never guessed by FFmpeg: a playlist that is called a film would have it open addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, BinaryIO, cast

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from assay.exchange.media.peaks import Outline, Samples
from assay.exchange.media.timing import Timing, timing

FORMATS = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "audio/mp4": "mov",
    "video/webm": "matroska",
    "audio/webm": "matroska",
    "video/ogg": "ogg",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/aac": "aac",
}

# What browsers play; of everything else the person is told before somebody sits in front of a black picture.
_PLAYED = {
    "h264", "vp8", "vp9", "av1", "theora",
    "aac", "mp3", "opus", "vorbis", "flac", "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le",
    "pcm_alaw", "pcm_mulaw", "pcm_s16be",
}  # fmt: skip

MOST_TIMES = 200_000
MOST_FRAMES = 2_000_000
_MOST_PIXELS = 100_000_000
_MOST_DAMAGE = 50  # pieces in a row that cannot be unpacked, after which the rest is given up
_MISSING = 0.02  # of what the header promises: less is rounding, more is a file that breaks off
_TURNED = (90, 270)

KeepGoing = Callable[[], None]


@dataclass
class Look:
    """What was seen. `times` are the seconds at which the frames of an uneven film are shown."""

    facts: dict[str, Any] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    peaks: dict[str, Any] | None = None

    def complain(self, sentence: str) -> None:
        """Notes what is wrong; the first thing found is the one that is shown."""
        self.facts.setdefault("problem", sentence)


def look_into(file: BinaryIO, content_type: str, keep_going: KeepGoing) -> Look:
    """The facts of a sound or a film. Never raises because of what is in the file."""
    seen = Look()
    what = "film" if content_type.startswith("video/") else "recording"
    try:
        if what == "film":
            file.seek(0)
            with _opened(file, content_type) as container:
                _look_at_frames(container, seen, keep_going)
        file.seek(0)
        with _opened(file, content_type) as container:
            _listen(container, seen, what, keep_going)
    except EOFError:
        seen.complain(f"The {what} is cut off: its index is missing, so that nothing of it can be played.")
    except (av.FFmpegError, ValueError, ArithmeticError, MemoryError, IndexError):
        seen.complain(f"The {what} is damaged and cannot be played.")
    return seen


@contextmanager
def _opened(file: BinaryIO, content_type: str) -> Iterator[InputContainer]:
    with av.open(file, format=FORMATS[content_type], metadata_errors="ignore") as container:
        yield cast(InputContainer, container)


# ---------------------------------------------------------------- pictures


def _look_at_frames(container: InputContainer, seen: Look, keep_going: KeepGoing) -> None:
    stream = _first_video(container)
    if stream is None or stream.time_base is None:
        seen.complain("The film has no picture, only sound. Show it with <Audio>, or leave it out.")
        return
    _measure(stream, seen)
    ticks, last, is_cut = _ticks(container, stream, keep_going)
    if len(ticks) > MOST_FRAMES:
        seen.complain(f"The film has more than {MOST_FRAMES:,} frames. Cut it into parts.")
        return
    found = timing(ticks, stream.time_base, stream.guessed_rate or stream.base_rate, last)
    facts = seen.facts
    facts |= {"frames": found.frames, "duration": round(found.duration, 6), "variable": found.variable}
    if found.fps:
        nominal = found.fps if not found.variable else (stream.guessed_rate or found.fps)
        facts |= {"fps": round(float(found.fps), 6), "nominal_fps": round(float(nominal), 6)}
        facts["rate"] = f"{nominal.numerator}/{nominal.denominator}"
    if found.start:
        facts["start"] = round(found.start, 6)
    if found.variable:
        seen.times = [round(float(tick * stream.time_base), 6) for tick in ticks[:MOST_TIMES]]
    _judge(container, stream, found, is_cut, seen)


def _judge(container: InputContainer, stream: VideoStream, found: Timing, is_cut: bool, seen: Look) -> None:
    promised = stream.duration * stream.time_base if stream.duration and stream.time_base else _length(container)
    if not found.frames:
        seen.complain("The film has no frames: nothing of it can be shown.")
    elif is_cut or found.duration < float(promised) * (1 - _MISSING) - 0.5:
        seen.complain(_broken_off("film", found.duration, float(promised)))
    name = stream.codec_context.codec.canonical_name
    if name == "hevc":
        seen.complain("The film is encoded as H.265, which many browsers do not play. Convert it to H.264.")
    elif name not in _PLAYED:
        seen.complain(f"The film is encoded as {name}, which browsers do not play. Convert it to H.264 or VP9.")


def _first_video(container: InputContainer) -> VideoStream | None:
    """The first track of pictures that is no cover of a record."""
    covers = av.stream.Disposition.attached_pic
    return next((stream for stream in container.streams.video if not stream.disposition & covers), None)


def _measure(stream: VideoStream, seen: Look) -> None:
    """Width and height as a browser shows them: with the shape of the pixels, and turned as the camera was."""
    width, height = stream.codec_context.width, stream.codec_context.height
    shape = stream.sample_aspect_ratio
    if shape and shape != 1:
        width = round(width * shape)
    if width * height > _MOST_PIXELS:
        seen.complain(f"The film has {width:,} x {height:,} pixels, more than browsers play.")
        seen.facts |= {"width": width, "height": height}
        return
    rotation = _rotation(stream)
    if rotation in _TURNED:
        width, height = height, width
    seen.facts |= {"width": width, "height": height}
    if rotation:
        seen.facts["rotation"] = rotation


def _rotation(stream: VideoStream) -> int:
    """Degrees clockwise by which the pictures are turned; it stands with the first of them."""
    try:
        container = cast(InputContainer, stream.container)
        frame = next(iter(container.decode(stream)), None)
        container.seek(0, stream=stream)
    except (av.FFmpegError, ValueError):
        return 0
    return 0 if frame is None else -round(frame.rotation) % 360


def _ticks(container: InputContainer, stream: VideoStream, keep_going: KeepGoing) -> tuple[list[int], int, bool]:
    """When the frames are shown, in order and each once; how long the last is; whether the file ends inside of one."""
    shown: dict[int, int] = {}
    is_cut = False
    for number, packet in enumerate(container.demux(stream)):
        if number % 1000 == 0:
            keep_going()
        if not packet.size or packet.is_discard:
            continue
        if packet.is_corrupt:
            is_cut = True
            continue
        at = packet.pts if packet.pts is not None else packet.dts
        if at is not None:
            shown[at] = packet.duration or 0
        if len(shown) > MOST_FRAMES:
            break
    ticks = sorted(shown)
    return ticks, shown[ticks[-1]] if ticks else 0, is_cut


# ---------------------------------------------------------------- sound


def _listen(container: InputContainer, seen: Look, what: str, keep_going: KeepGoing) -> None:
    stream = next(iter(container.streams.audio), None)
    if stream is None:
        if what == "recording":
            seen.complain("The recording has no sound.")
        return
    rate = stream.codec_context.sample_rate
    if not rate:
        seen.complain(f"The sound of the {what} has no sample rate, so that it cannot be played.")
        return
    seen.facts |= {"channels": stream.codec_context.channels, "sample_rate": rate}
    promised = _promised(container, stream)
    outline = Outline(rate, promised)
    is_damaged = _decode(container, stream, outline, keep_going)
    heard = outline.samples / rate
    if what == "recording":
        seen.facts["duration"] = round(heard, 6)
        _judge_sound(heard, promised, is_damaged, seen)
    else:
        seen.facts["duration"] = round(max(heard, seen.facts.get("duration", 0.0)), 6)
    name = stream.codec_context.codec.canonical_name
    if name not in _PLAYED:
        seen.complain(f"The sound is encoded as {name}, which browsers do not play. Convert it to AAC or Opus.")
    if outline.samples:
        seen.peaks = outline.as_json()


def _judge_sound(heard: float, promised: float, is_damaged: bool, seen: Look) -> None:
    if not heard:
        seen.complain("The recording is empty: it lasts zero seconds.")
    elif heard < promised * (1 - _MISSING) - 0.5:
        seen.complain(_broken_off("recording", heard, promised))
    elif is_damaged:
        seen.complain("The recording is cut off or damaged: some of it cannot be heard.")


def _promised(container: InputContainer, stream: AudioStream) -> float:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return _length(container)


def _decode(container: InputContainer, stream: AudioStream, outline: Outline, keep_going: KeepGoing) -> bool:
    """Follows the sound to its end, and says whether something of it could not be read."""
    is_damaged, misses = False, 0
    resampler = av.AudioResampler(format="fltp")
    for number, packet in enumerate(container.demux(stream)):
        if number % 1000 == 0:
            keep_going()
        is_damaged |= packet.is_corrupt
        try:
            for frame in packet.decode():
                for even in resampler.resample(frame):
                    outline.add(cast(Samples, even.to_ndarray().astype(np.float32)))
            misses = 0
        except (av.FFmpegError, ValueError):
            is_damaged = True
            misses += 1
            if misses > _MOST_DAMAGE:
                break
    return is_damaged


def _length(container: InputContainer) -> float:
    return float(Fraction(container.duration, av.time_base)) if container.duration else 0.0


def _broken_off(what: str, found: float, promised: float) -> str:
    return (
        f"The {what} breaks off after {found:.1f} of {promised:.1f} seconds: it was not fully uploaded or is damaged."
    )
