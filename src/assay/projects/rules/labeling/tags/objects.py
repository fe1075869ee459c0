"""Tags that show a field of the item, and the parts they are made of."""

from __future__ import annotations

from assay.projects.rules.labeling.tags.tag import Kind, Role, Tag
from assay.projects.rules.labeling.tags.words import (
    ANY,
    LOOK,
    NAMED,
    NO,
    NO_CONDITIONS,
    VALUE_FIELD,
    YES,
    YES_NO,
    words,
)

_GRANULARITY = ("symbol", "word", "sentence", "paragraph")
_TEXT_LOOK = f"highlightColor showLabels {LOOK}"
_TEXT_OFF = {
    **NO_CONDITIONS,
    "valuetype": ("text",),
    "encoding": ("none",),
    "selectionenabled": YES,
    "savetextresult": ("yes",),
}
_IMAGE_LOOK = (
    "zoom zoomBy zoomControl negativeZoom defaultZoom brightnessControl contrastControl rotateControl "
    "smoothingEnabled width height maxWidth maxHeight grid gridSize gridColor crossOrigin preload resize "
    "selectionControl horizontalAlignment verticalAlignment"
)
_AUDIO_LOOK = (
    "zoom zoomControl speed speedControl volume volumeControl showLabels regs cursorColor cursorWidth autocenter "
    "scrollParent decoder player"
)
_VIDEO_LOOK = "width controls"
# Objects with the same `sync`, or the name of one in that of another, play, stop and move together.
_SYNC = {"sync": ANY}

OBJECTS = (
    Tag(
        "Text",
        Role.OBJECT,
        "Shows a text of the item. `granularity` is what a selection grows to: a symbol, a word, a sentence or a "
        "paragraph. Words as its `value` stand in the configuration and are shown as they are; nothing is asked about "
        "them.",
        understood={**NAMED, "granularity": _GRANULARITY},
        kinds={"value": Kind.SHOWN},
        required=("name",),
        sources=("value",),
        cosmetic=words(_TEXT_LOOK),
        off=_TEXT_OFF,
    ),
    Tag(
        "HyperText",
        Role.OBJECT,
        "Shows HTML of the item, cleaned of everything that could run or load. Its links open only with "
        '`clickableLinks="true"`.',
        understood={**NAMED, "granularity": _GRANULARITY, "clickableLinks": YES_NO},
        kinds=VALUE_FIELD,
        required=("name",),
        sources=("value",),
        cosmetic=words("inline", _TEXT_LOOK),
        off=_TEXT_OFF,
    ),
    Tag(
        "Paragraphs",
        Role.OBJECT,
        "Shows a dialogue: a list of objects with the speaker under `nameKey` (`author` unless written) and the words "
        'under `textKey` (`text`). `layout="dialogue"` gives speakers their colours. `audioUrl` names a field with '
        "the recording, which `showPlayer` shows above. With `sync` it follows another object that plays it, "
        "and with `contextScroll` what is said stays in sight.",
        understood={
            **NAMED,
            **_SYNC,
            "granularity": _GRANULARITY,
            "nameKey": ANY,
            "textKey": ANY,
            "layout": ("none", "dialogue"),
            "audioUrl": ANY,
            "showPlayer": YES_NO,
            "contextScroll": YES_NO,
        },
        kinds={**VALUE_FIELD, "audioUrl": Kind.FIELD},
        required=("name",),
        sources=("value",),
        cosmetic=words(_TEXT_LOOK),
        off={**NO_CONDITIONS, "valuetype": ("json",), "encoding": ("none",), "savetextresult": ("yes",)},
    ),
    Tag(
        "Image",
        Role.OBJECT,
        "Shows a picture of the item, or with `valueList` a list of pictures, one at a time. `crosshair` draws lines "
        "through the pointer, `smoothing` is whether pixels run into each other when the picture is enlarged.",
        understood={**NAMED, "valueList": ANY, "crosshair": YES_NO, "smoothing": YES_NO},
        kinds={**VALUE_FIELD, "valueList": Kind.FIELD},
        required=("name",),
        sources=("value", "valueList"),
        cosmetic=words(_IMAGE_LOOK, LOOK),
        off=NO_CONDITIONS,
    ),
    Tag(
        "Audio",
        Role.OBJECT,
        "Plays a recording of the item under its waveform; `hotkey` plays and pauses, `splitchannels` gives each "
        "channel a waveform of its own, `waveHeight` high. It begins at `defaultSpeed` and `defaultVolume` (0 to 1), "
        "enlarged by `defaultZoom` along and `defaultScale` across. Also written `<AudioPlus>`.",
        understood={
            **NAMED,
            **_SYNC,
            "hotkey": ANY,
            "splitchannels": YES_NO,
            "height": ANY,
            "waveHeight": ANY,
            "muted": YES_NO,
            "defaultSpeed": ANY,
            "defaultVolume": ANY,
            "defaultZoom": ANY,
            "defaultScale": ANY,
        },
        kinds={
            **VALUE_FIELD,
            **dict.fromkeys(("defaultSpeed", "defaultVolume", "defaultZoom", "defaultScale"), Kind.NUMBER),
        },
        required=("name",),
        sources=("value",),
        cosmetic=words(_AUDIO_LOOK, LOOK),
        off={**NO_CONDITIONS, "spectrogram": NO},
    ),
    Tag(
        "Video",
        Role.OBJECT,
        "Plays a video of the item, exact to the frame. `frameRate` is a number or `$field`; left out, it is measured. "
        "`timelineHeight` is how high its timeline is at first. In `sync` with an `<Audio>` it begins without sound.",
        understood={
            **NAMED,
            **_SYNC,
            "frameRate": ANY,
            "muted": YES_NO,
            "defaultPlaybackSpeed": ANY,
            "minPlaybackSpeed": ANY,
            "height": ANY,
            "timelineHeight": ANY,
            "hotkey": ANY,
        },
        kinds={**VALUE_FIELD, **dict.fromkeys(("frameRate", "defaultPlaybackSpeed", "minPlaybackSpeed"), Kind.RATE)},
        required=("name",),
        sources=("value",),
        cosmetic=words(_VIDEO_LOOK, LOOK),
        off=NO_CONDITIONS,
    ),
    Tag(
        "Pdf",
        Role.OBJECT,
        "Shows the pages of a PDF document of the item. Also written `<PDF>`.",
        understood=NAMED,
        kinds=VALUE_FIELD,
        required=("name",),
        sources=("value",),
        cosmetic=words("width height", LOOK),
        off=NO_CONDITIONS,
    ),
    Tag(
        "Table",
        Role.OBJECT,
        "Shows an object of the item as a table of its keys and values, or a list of objects as rows.",
        understood=NAMED,
        kinds=VALUE_FIELD,
        required=("name",),
        sources=("value",),
        cosmetic=words(LOOK),
        off={**NO_CONDITIONS, "valuetype": ("json",)},
    ),
    Tag(
        "List",
        Role.OBJECT,
        "Shows a list of objects with `id`, `title` and `body` (or `html`), which a `<Ranker>` puts in order.",
        understood={**NAMED, "title": ANY},
        kinds=VALUE_FIELD,
        required=("name",),
        sources=("value",),
        cosmetic=words("elementValue elementTag sortedHighlightColor axis lockAxis", LOOK),
        off=NO_CONDITIONS,
    ),
    Tag(
        "TimeSeries",
        Role.OBJECT,
        "Shows measurements over time, one plot for each `<Channel>`: CSV or JSON behind an address "
        '(`valueType="url"`, the default), or columns in the data itself (`valueType="json"`). Without `timeColumn` '
        "rows count from 0. In `sync` with a recording or a video its first row is their beginning.",
        understood={
            **NAMED,
            **_SYNC,
            "valueType": ("url", "json"),
            "timeColumn": ANY,
            "timeFormat": ANY,
            "timeDisplayFormat": ANY,
            "durationDisplayFormat": ANY,
            "sep": ANY,
            "overviewChannels": ANY,
            "overviewWidth": ANY,
            "fixedScale": YES_NO,
        },
        kinds=VALUE_FIELD,
        required=("name",),
        sources=("value",),
        cosmetic=words("cursorColor defaultWidth zoomStep", LOOK),
        off=NO_CONDITIONS,
        parts=("Channel",),
    ),
    Tag(
        "Channel",
        Role.PART,
        "One column of a `<TimeSeries>`, by name or by number from 0.",
        understood={
            "column": ANY,
            "legend": ANY,
            "units": ANY,
            "displayFormat": ANY,
            "height": ANY,
            "strokeColor": ANY,
            "fixedScale": YES_NO,
        },
        kinds={"height": Kind.COUNT},
        required=("column",),
        cosmetic=words(
            "strokeWidth markerColor markerSize markerSymbol opacity interpolation showAxis showYAxis showGrid",
            "timeRange dataRange caption",
            LOOK,
        ),
    ),
)
