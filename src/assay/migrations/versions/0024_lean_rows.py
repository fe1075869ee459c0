"""Fewer indexes on what is written by the hundred, and fingerprints that take half the time to make.

Revision ID: 0024
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from alembic import op
from sqlalchemy import text

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

AT_ONCE = 1_000

READ = """select a.id, r.result::text from annotation a
  join annotation_revision r on r.annotation_id = a.id and r.number = a.revision
  where a.id > :after and exists (select 1 from instance i where i.annotation_id = a.id and i.deleted_revision is null)
  order by a.id limit :most"""
WRITE = """update instance i set fingerprint = n.fingerprint
  from jsonb_to_recordset(cast(:found as jsonb)) as n (annotation bigint, key text, fingerprint text)
  where i.annotation_id = n.annotation and i.key = n.key and i.deleted_revision is null"""


def upgrade() -> None:
    """Makes the fingerprints of all instances anew, so that what did not change stays unchanged, and fewer indexes."""
    db, after = op.get_bind(), 0
    while rows := db.execute(text(READ), {"after": after, "most": AT_ONCE}).fetchall():
        found = [
            {"annotation": row.id, "key": key, "fingerprint": fingerprint}
            for row in rows
            for key, fingerprint in fingerprints(orjson.loads(row.result))
        ]
        db.execute(text(WRITE), {"found": orjson.dumps(found).decode()})
        after = rows[-1].id
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    db.execute(text(sql.replace(":", r"\:")))


# ---------------------------------------------------------------- how instances were read at this revision

_ANSWERS = frozenset(
    {"choices", "taxonomy", "rating", "number", "textarea", "datetime", "pairwise", "ranker", "chatmessage"}
)
_NO_REGIONS = _ANSWERS | {"relation"}
_NOT_CONTENT = frozenset({"id", "origin", "score", "hidden", "locked", "readonly", "selected", "highlighted"})
_NOT_CONTENT_OF_META = frozenset({"prediction", "model_version"})


def fingerprints(result: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The key of each instance of a result, with its fingerprint."""
    regions = {entry["id"] for entry in result if _is_named(entry) and entry.get("type") not in _NO_REGIONS}
    groups: defaultdict[tuple[bool, str], list[Mapping[str, Any]]] = defaultdict(list)
    for entry in result:
        groups[_place(entry, regions)].append(entry)
    taken: set[str] = set()
    for (_, name), entries in groups.items():
        key = name
        while key in taken:
            key += "'"
        taken.add(key)
        yield key, _digest(b"\n".join(sorted(_bytes_of(_content(entry)) for entry in entries)))


def _is_named(entry: Mapping[str, Any]) -> bool:
    return isinstance(entry.get("id"), str) and bool(entry["id"])


def _place(entry: Mapping[str, Any], regions: set[str]) -> tuple[bool, str]:
    kind = entry.get("type")
    if _is_named(entry) and entry["id"] in regions:
        return True, entry["id"]
    if kind == "relation":
        return False, f"relation:{entry.get('from_id')}:{entry.get('to_id')}"
    if kind in _ANSWERS:
        item = entry.get("item_index")
        place = f"#{item}" if isinstance(item, int) and not isinstance(item, bool) else ""
        return False, f"{kind}:{entry.get('from_name')}{place}"
    return True, f"{kind}:{_digest(json.dumps(_content(entry), sort_keys=True).encode())}"


def _content(entry: Mapping[str, Any]) -> dict[str, Any]:
    content = {name: _stable(part) for name, part in entry.items() if name not in _NOT_CONTENT}
    if isinstance(meta := content.get("meta"), dict):
        said = {name: part for name, part in meta.items() if name not in _NOT_CONTENT_OF_META}
        content["meta"] = said
        if not said:
            del content["meta"]
    value = content.get("value")
    for name in ("choices", "taxonomy"):
        if isinstance(value, dict) and isinstance(chosen := value.get(name), list):
            value[name] = sorted(chosen, key=str)
    return content


def _stable(value: Any) -> Any:
    if isinstance(value, float):
        rounded = round(value, 6)
        return int(rounded) if rounded.is_integer() and abs(rounded) < 2**63 else rounded
    if isinstance(value, dict):
        return {name: _stable(inner) for name, inner in value.items()}
    return [_stable(inner) for inner in value] if isinstance(value, list) else value


def _bytes_of(content: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return json.dumps(content, sort_keys=True).encode()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
