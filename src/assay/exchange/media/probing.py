"""Looks into the files that items show, and notes what the page has to know before it shows them.

Only files of our own storage are looked into. What lies at other addresses is none of the server's business: the page
learns about it when it plays it.
"""

from __future__ import annotations

from typing import Any

import orjson

from assay.exchange import uploads
from assay.exchange.formats.rows import RowProblem
from assay.exchange.formats.sniffing import FileKind
from assay.exchange.media import documents
from assay.exchange.media.streams import KeepGoing, look_into
from assay.exchange.pictures import measure
from assay.exchange.queries import UploadRow
from assay.exchange.uploads import PEAKS, THUMBNAIL, TIMES
from assay.kit.storage import storage

GONE = "The file is gone from the storage of the server. Upload it again."


def probe(upload: UploadRow, keep_going: KeepGoing) -> dict[str, Any]:
    """What there is to know of a file, whatever is in it. `keep_going` is called now and then, and may raise."""
    try:
        return {**_look(upload, keep_going), "probed": True}
    except FileNotFoundError:
        return {"problem": GONE, "probed": True}


def picture_facts(upload: UploadRow) -> dict[str, Any]:
    """The size of a picture. Its thumbnail is made when it is looked at for the first time."""
    found = look_at_picture(upload.name, upload.path, upload.url)
    if isinstance(found, RowProblem):
        return {"problem": f"The picture {found.message} {found.fix}"}
    return found


def look_at_picture(name: str, path: str, url: str) -> dict[str, Any] | RowProblem:
    """Width, height and the address of the thumbnail, or why it cannot be shown."""
    thumbnail = path + THUMBNAIL
    is_new = not storage().exists(thumbnail)
    with storage().open(path) as file:
        picture = measure(file, name, with_thumbnail=is_new)
    if isinstance(picture, RowProblem):
        return picture
    facts: dict[str, Any] = {"width": picture.width, "height": picture.height}
    if picture.thumbnail is not None:
        storage().put(thumbnail, picture.thumbnail)
    if picture.thumbnail is not None or not is_new:
        facts["thumbnail"] = url + THUMBNAIL
    return facts


def _look(upload: UploadRow, keep_going: KeepGoing) -> dict[str, Any]:
    match uploads.kind_of(upload):
        case FileKind.IMAGE:
            return picture_facts(upload)
        case FileKind.AUDIO | FileKind.VIDEO:
            return _stream_facts(upload, keep_going)
        case FileKind.PDF:
            with storage().open(upload.path) as file:
                return documents.look(file, upload.size)
        case _:
            return {}


def _stream_facts(upload: UploadRow, keep_going: KeepGoing) -> dict[str, Any]:
    with storage().open(upload.path) as file:
        seen = look_into(file, upload.content_type, keep_going)
    facts = dict(seen.facts)
    if seen.times:
        is_whole = len(seen.times) == facts["frames"]
        storage().put(upload.path + TIMES, orjson.dumps({"times": seen.times, "complete": is_whole}))
        facts["timestamps_url"] = upload.url + TIMES
    if seen.peaks:
        storage().put(upload.path + PEAKS, orjson.dumps(seen.peaks))
        facts["peaks_url"] = upload.url + PEAKS
    return facts
