"""What kind of thing an item is, as far as its data tells: for lists, where nobody looks into files."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["image", "image_group", "video", "audio", "pdf", "html", "text", "data"]
KINDS: tuple[Kind, ...] = ("image", "image_group", "video", "audio", "pdf", "html", "text", "data")

# The first address of a medium in the JSON of an item: a text that ends like the name of one, without spaces unless it
# begins like an address.
_MEDIUM = re.compile(
    rb"""(?P<list>\[)?"(?:(?:https?|s3|gs)://[^"\\]*|[^"\\\s]*)\.(?:(?P<image>jpe?g|png|gif|bmp|webp|tiff?|svg|avif)|(?P<video>mp4|webm|mov|m4v|ogv|mkv|avi)
    |(?P<audio>mp3|wav|ogg|oga|opus|flac|m4a|aac|weba)|(?P<pdf>pdf))(?:[?\#][^"\s]*)?"(?!\s*:)""",
    re.IGNORECASE | re.VERBOSE,
)
# An address that does not tell is what its field is called.
_NAMED = re.compile(rb'"(image|video|audio|pdf)s?(?:_?url)?":\s*(?P<list>\[\s*)?"(?:https?|s3|gs|data):', re.IGNORECASE)
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
        named = _NAMED.search(start)
        if named is not None:
            return _of_medium(named[1].decode().lower(), is_list=named["list"] is not None)
        return "html" if _HTML.search(start) else "text" if _TEXT.search(start) else "data"
    kind = next(kind for kind in ("image", "video", "audio", "pdf") if found[kind] is not None)
    return _of_medium(kind, is_list=found["list"] is not None)


def _of_medium(name: str, *, is_list: bool) -> Kind:
    if name == "image":
        return "image_group" if is_list else "image"
    return "video" if name == "video" else "audio" if name == "audio" else "pdf"
