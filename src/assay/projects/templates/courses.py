"""Templates for what takes its time: sound, films and measurements."""

from __future__ import annotations

from math import pi, sin

from assay.projects.templates import samples
from assay.projects.templates.template import Template, template

AUDIO, VIDEO, SERIES = "Audio", "Video", "Time series"

_HOURS = range(60)


def _load(hour: int) -> float:
    """How much power a town takes, by the hour, in MW."""
    return 40 + 12 * sin(hour / 24 * 2 * pi - 2)


# The forecast knows nothing of a cold evening, and begins to drift on the third day.
_FORECAST = {
    "hour": list(_HOURS),
    "measured": [round(_load(at) + 3 * sin(1.7 * at) + (9 if 38 < at < 45 else 0), 1) for at in _HOURS],
    "forecast": [round(_load(at) + max(0, at - 48) * 0.2, 1) for at in _HOURS],
}

TEMPLATES: tuple[Template, ...] = (
    template(
        "transcription",
        AUDIO,
        "Transcription",
        "Mark who speaks and write what is said.",
        "asr speech to text stt transcript voice sound recording",
        audio=samples.TICKET_COUNTER,
    ),
    template(
        "speaker-turns",
        AUDIO,
        "Speaker turns",
        "Mark who speaks when, also where voices overlap.",
        "diarization diarisation speaker segmentation voice sound recording",
        audio=samples.TICKET_COUNTER,
    ),
    template(
        "sound-events",
        AUDIO,
        "Sound events",
        "Mark every sound with its beginning and its end.",
        "sed event detection noise acoustic recording",
        audio=samples.QUAY,
    ),
    template(
        "audio-classification",
        AUDIO,
        "Audio classification",
        "Say what a recording holds and how good it is.",
        "sound scene music speech quality recording",
        audio=samples.QUAY,
    ),
    template(
        "voice-emotion",
        AUDIO,
        "Emotion in voices",
        "Mark voices and say how they sound.",
        "emotion recognition speech affect sentiment sound recording",
        audio=samples.TICKET_COUNTER,
    ),
    template(
        "object-tracking",
        VIDEO,
        "Object tracking",
        "Follow things through a film with boxes between key frames.",
        "tracking mot interpolation keyframes bbox bounding boxes film",
        video=samples.FILM,
    ),
    template(
        "video-timeline",
        VIDEO,
        "Video timeline",
        "Mark stretches of frames in which something happens.",
        "temporal segmentation action recognition events film",
        video=samples.FILM,
    ),
    template(
        "video-classification",
        VIDEO,
        "Video classification",
        "Say what happens in a film.",
        "action recognition categories tags film clip",
        video=samples.FILM,
    ),
    template(
        "activity-ranges",
        SERIES,
        "Activity ranges",
        "Mark what somebody does from the sensors on their wrist.",
        "sensor accelerometer har human activity recognition wearable segmentation csv",
        csv=samples.WRIST,
    ),
    template(
        "series-anomalies",
        SERIES,
        "Anomalies",
        "Mark moments and stretches that are out of the ordinary.",
        "anomaly detection outlier fault iot sensor monitoring csv",
        csv=samples.PUMP,
    ),
    template(
        "forecast-check",
        SERIES,
        "Forecast check",
        "Compare a forecast with what was measured.",
        "forecasting prediction energy demand evaluation",
        series=_FORECAST,
    ),
)
