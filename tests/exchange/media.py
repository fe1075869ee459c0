"""Small sounds, films and documents, made for the tests."""

from __future__ import annotations

import io
import struct
import tempfile
import wave
import zlib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

TICKS = 60_000


def wav(seconds: float = 1.0, rate: int = 8000, channels: int = 1) -> bytes:
    """A tone; in a second channel half as loud."""
    time = np.arange(round(seconds * rate)) / rate
    tone = np.sin(2 * np.pi * 440 * time) * 0.8
    samples = np.stack([tone / 2**channel for channel in range(channels)], axis=1)
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return written.getvalue()


def sound(codec: str, container: str, seconds: float = 1.0, rate: int = 48_000) -> bytes:
    """A tone in any codec that FFmpeg writes."""
    written = io.BytesIO()
    with av.open(written, "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate)
        stream.layout = "mono"
        tone = np.sin(np.arange(round(seconds * rate)) / rate * 2 * np.pi * 440)[None, :].astype(np.float32) * 0.5
        frame = av.AudioFrame.from_ndarray(tone, format="fltp", layout="mono")
        frame.sample_rate, frame.pts = rate, 0
        resampler = av.AudioResampler(stream.format, "mono", rate, frame_size=stream.codec_context.frame_size or None)
        for even in (*resampler.resample(frame), *resampler.resample(None)):
            for packet in stream.encode(even):
                file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)
    return written.getvalue()


def film(
    times: Iterable[float] = (0.0,),
    *,
    codec: str = "libx264",
    container: str = "mp4",
    size: tuple[int, int] = (64, 48),
    rotation: int = 0,
    with_sound: bool = False,
    **options: str,
) -> bytes:
    """A film whose frames are shown at these seconds."""
    # A file on the disk: to put the index in front, FFmpeg reads again what it has written.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film"
        _write_film(path, times, codec, container, size, rotation, with_sound, options)
        return path.read_bytes()


def _write_film(
    path: Path,
    times: Iterable[float],
    codec: str,
    container: str,
    size: tuple[int, int],
    rotation: int,
    with_sound: bool,
    options: dict[str, str],
) -> None:
    with av.open(path, "w", format=container, options=options) as file:
        stream: Any = file.add_stream(codec, rate=30)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS)
        audio: Any = file.add_stream("aac", rate=48_000, layout="mono") if with_sound else None
        if rotation:
            stream.set_display_rotation(rotation)
        last = 0.0
        for number, time in enumerate(times):
            picture = np.random.default_rng(number).integers(0, 255, (size[1], size[0], 3), np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(time * TICKS), Fraction(1, TICKS)
            for packet in stream.encode(frame):
                file.mux(packet)
            last = time
        for packet in stream.encode(None):
            file.mux(packet)
        if audio is not None:
            silence = np.zeros((1, round((last + 0.04) * 48_000) // 1024 * 1024), np.float32)
            for start in range(0, silence.shape[1], 1024):
                block = av.AudioFrame.from_ndarray(silence[:, start : start + 1024], format="fltp", layout="mono")
                block.sample_rate, block.pts = 48_000, start
                for packet in audio.encode(block):
                    file.mux(packet)
            for packet in audio.encode(None):
                file.mux(packet)


def evenly(count: int, rate: float) -> list[float]:
    """The times of frames at an even pace."""
    return [number / rate for number in range(count)]


def png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is and has nothing in it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def pdf(pages: int = 2, *, packed: bool = False) -> bytes:
    """A PDF of empty pages; `packed` with its page tree in a compressed object stream."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages)).encode()
    tree = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, pages)
    leaves = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"] * pages
    bodies: Sequence[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", tree, *leaves]
    if packed:
        offsets = b" ".join(b"%d %d" % (number, 0) for number in range(1, len(bodies) + 1))
        content = zlib.compress(offsets + b"\n" + b"\n".join(bodies))
        bodies = [
            b"<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(content), content)
        ]
    objects = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    return b"%PDF-1.5\n" + objects + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
