"""What kind of thing an item is, as far as its data tells: for lists, where nobody looks into files."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["image", "image_group", "video", "audio", "pdf", "html", "text", "data"]
KINDS: tuple[Kind, ...] = ("image", "image_group", "video", "audio", "pdf", "html", "text", "data")

# The first address of a medium in the JSON of an item: a text without spaces that ends like the name of one.
_MEDIUM = re.compile(
    rb"""(?P<list>\[)?"[^"\\\s]*\.(?:(?P<image>jpe?g|png|gif|bmp|webp|tiff?|svg|avif)|(?P<video>mp4|webm|mov|m4v|ogv|mkv|avi)
    |(?P<audio>mp3|wav|ogg|oga|opus|flac|m4a|aac|weba)|(?P<pdf>pdf))(?:[?\#][^"\s]*)?"(?!\s*:)""",
    re.IGNORECASE | re.VERBOSE,
)
_HTML = re.compile(rb':\s*"\s*<')
_TEXT = re.compile(rb':\s*\[?\s*"')
LOOKED_AT = 20_000  # bytes of an item in which its kind is looked for


def kind_of(data: bytes) -> Kind:
    """The kind of an item from its JSON. What holds several media is what its first one is.

    A list that begins with a picture is a group of pictures.
    """
    start = data[:LOOKED_AT]
    found = _MEDIUM.search(start)
    if found is None:
        return "html" if _HTML.search(start) else "text" if _TEXT.search(start) else "data"
    for kind in ("video", "audio", "pdf"):
        if found[kind] is not None:
            return kind
    return "image_group" if found["list"] is not None else "image"
