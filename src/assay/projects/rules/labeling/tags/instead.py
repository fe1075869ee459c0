"""What to write instead of a tag of Label Studio that is not supported."""

from __future__ import annotations

from collections.abc import Mapping

_SHAPES = "Mark the places with <PolygonLabels> or <KeyPointLabels>."
_MASKS = "Paint with <BrushLabels>."
_VOLUMES = "Mark the places with <RectangleLabels> on an <Image>."
_TRACKS = "Follow things through a video with <VideoRectangle> and <Labels>."

INSTEAD: Mapping[str, str] = {
    **dict.fromkeys(("Vector", "VectorLabels"), _SHAPES),
    **dict.fromkeys(("Bitmask", "BitmaskLabels", "MagicWand", "Magicwand"), _MASKS),
    **dict.fromkeys(("VideoVector", "VideoVectorLabels", "VideoPolygon"), _TRACKS),
    **dict.fromkeys(("Cube", "CubeLabels", "Object3D"), _VOLUMES),
    "OcrLabels": 'Mark the words with <RectangleLabels> and ask for their text with <TextArea perRegion="true">.',
    "PdfLabels": 'Show the pages as an <Image valueList="$pages"> and mark them with <RectangleLabels>.',
    "TableLabels": "Ask about the whole <Table> with <Choices>.",
    "Chat": "Show the conversation with <Paragraphs> and ask about it with <Choices> or <TextArea>.",
    "Markdown": "Show the text with <HyperText>.",
    "ReactCode": "Write the interface with the tags of this language.",
    "Html": "Show it with <HyperText>.",
    "MultiChannel": "Put the <Channel> tags directly into the <TimeSeries>.",
    "Collapse": "Use <View>.",
    "Panel": "Use <View>.",
    "Repeater": 'Write the repeated tags out, or show pages with <Image valueList="$pages">.',
    "Dialog": "Use <Paragraphs>.",
}
