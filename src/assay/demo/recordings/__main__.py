"""Writes the gallery's sample files anew: `python -m assay.demo.recordings`.

The files are kept with the code, because two encoders of different age write different bytes for the same film.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

from assay.demo.pictures import film
from assay.demo.recordings import papers, quay, series, talk, voices
from assay.demo.recordings.voices import Sound
from assay.projects.templates import samples

FOLDER = Path(__file__).parent.parent / "samples"
FILM_RATE, FILM_SECONDS = 30, 8
# Of every four frames of the film, the uneven one keeps these: 30, 30 and 15 frames a second by turns.
UNEVEN = (0, 1, 2)
UNEVEN_SIZE = (400, 250)
_TICKS = 90_000


def write_all(folder: Path) -> None:
    """Writes every sample that is no picture of the demo."""
    (folder / "wrist.csv").write_text(series.wrist(), encoding="utf-8")
    (folder / "pump.csv").write_text(series.pump(), encoding="utf-8")
    (folder / "article.html").write_text(samples.ARTICLE, encoding="utf-8")
    (folder / "invoice.pdf").write_bytes(papers.invoice())
    (folder / "receipt.png").write_bytes(papers.receipt())
    write_sound(folder / "ticket-counter.mp3", talk.talk()[1], voices.RATE, 48_000)
    write_sound(folder / "quay.mp3", quay.listen(), quay.RATE, 64_000)
    pictures = list(film.frames(FILM_RATE * FILM_SECONDS, FILM_RATE))
    times = [number * _TICKS // FILM_RATE for number in range(len(pictures))]
    write_film(folder / "crossing.mp4", zip(times, pictures, strict=True), film.SIZE)
    kept = [(time, picture) for number, (time, picture) in enumerate(zip(times, pictures, strict=True))
            if number % 4 in UNEVEN]  # fmt: skip
    write_film(folder / "crossing-uneven.mp4", kept[: FILM_RATE * 3], UNEVEN_SIZE)


def write_sound(path: Path, sound: Sound, rate: int, bits: int) -> None:
    """Writes one channel as MP3."""
    with av.open(path, "w") as file:
        stream = file.add_stream("libmp3lame", rate=rate)
        stream.bit_rate = bits
        stream.layout = "mono"
        samples = (np.clip(sound, -1, 1) * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16p", layout="mono")
        frame.sample_rate = rate
        frame.pts = 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)


def write_film(path: Path, pictures: Iterable[tuple[int, Image.Image]], size: tuple[int, int]) -> None:
    """Writes pictures, each at its time in ninety-thousandths of a second, as H.264 that every browser plays."""
    with av.open(path, "w", options={"movflags": "+faststart"}) as file:
        stream = file.add_stream("libx264", rate=FILM_RATE)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "27", "preset": "veryslow", "g": "60", "tune": "animation"}
        stream.time_base = stream.codec_context.time_base = Fraction(1, _TICKS)
        for time, picture in pictures:
            shown = np.asarray(picture.resize(size, Image.Resampling.LANCZOS).convert("RGB"))
            frame = av.VideoFrame.from_ndarray(shown, format="rgb24")
            frame.pts, frame.time_base = time, Fraction(1, _TICKS)
            for packet in stream.encode(frame):
                file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
