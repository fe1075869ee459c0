"""The walk over the entries of a result."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

from assay.kit.errors import Problem
from assay.projects.rules.labeling.item_options import with_item_options
from assay.projects.rules.labeling.results import answers, pictures, spans, video
from assay.projects.rules.labeling.results.entry import Entry, is_position, is_words
from assay.projects.rules.labeling.results.labels import refused_labels
from assay.projects.rules.labeling.results.links import check_relation
from assay.projects.rules.labeling.schema import ControlTag, Schema
from assay.projects.rules.labeling.tags import RESULT_TYPES, TAGS
from assay.projects.rules.labeling.values import MAX_DEPTH, is_storable, refuse_value

MAX_ENTRIES = 100_000
MAX_PROBLEMS = 20

_CHECKS: Mapping[str, Callable[[Entry], Iterator[Problem]]] = {
    "choices": answers.check_choices,
    "taxonomy": answers.check_taxonomy,
    "rating": answers.check_rating,
    "number": answers.check_number,
    "datetime": answers.check_datetime,
    "textarea": answers.check_text,
    "pairwise": answers.check_pairwise,
    "ranker": answers.check_ranking,
    "labels": spans.check_span,
    "hypertextlabels": spans.check_html,
    "paragraphlabels": spans.check_dialogue,
    "timeserieslabels": spans.check_series,
    **dict.fromkeys(("rectangle", "rectanglelabels"), pictures.check_box),
    **dict.fromkeys(("ellipse", "ellipselabels"), pictures.check_ellipse),
    **dict.fromkeys(("polygon", "polygonlabels"), pictures.check_polygon),
    **dict.fromkeys(("keypoint", "keypointlabels"), pictures.check_point),
    **dict.fromkeys(("brush", "brushlabels"), pictures.check_mask),
    "videorectangle": video.check_track,
    "timelinelabels": video.check_timeline,
}


def check_result(
    schema: Schema,
    result: object,
    *,
    strict: bool,
    kept: Iterable[Mapping[str, Any]] = (),
    data: Mapping[str, Any] | None = None,
) -> list[Problem]:
    """What is wrong with a result, at most `MAX_PROBLEMS` of it; `field` is the path, such as `result[3].value.x`.

    `strict` is for what people submit: every entry must be an answer to a control of the configuration. Otherwise (an
    import) entries of unknown types or controls are left as they are, and only malformed entries of known ones are
    refused. Entries that say what one in `kept` says pass in any case, so that what came in survives somebody's
    correction, and a prediction somebody's work on it.
    With the `data` of the item, places are held against the text or the list that they lie in, and answers against
    those that the item brings.
    """
    if not isinstance(result, list):
        return [Problem("result", "is not a list.", "Write a list of entries, [] for none.")]
    if len(result) > MAX_ENTRIES:
        return [Problem("result", f"has more than {MAX_ENTRIES:,} entries.", "Split the item.")]
    settled = schema if data is None else with_item_options(schema, data)
    storable = is_storable(result, depth=MAX_DEPTH + 1)
    check = _Check(settled, strict, {_canonical(entry) for entry in kept}, result, data, storable)
    for index, entry in enumerate(result):
        check.entry(entry, f"result[{index}]")
        if len(check.problems) >= MAX_PROBLEMS:
            return check.problems[:MAX_PROBLEMS]
    return [*check.problems, *check.usages()][:MAX_PROBLEMS]


def needs_data(schema: Schema) -> bool:
    """Whether a check says more when it knows the data of the item."""
    return any(control.options_field or control.result_type == "ranker" for control in schema.controls) or any(
        shown.is_list or (shown.tag in ("Text", "Paragraphs") and schema.namers(shown.name)) for shown in schema.objects
    )


# How an entry came about, as opposed to what it says: one of a prediction gets it when it becomes somebody's own.
_PROVENANCE = frozenset({"origin", "meta"})


def _canonical(entry: Mapping[str, Any]) -> str:
    said = entry
    if isinstance(entry, Mapping):
        said = {key: _plain(value) for key, value in entry.items() if key not in _PROVENANCE}
    return json.dumps(said, sort_keys=True)


def _plain(value: Any) -> Any:
    """A value whose whole numbers are written in one way: browsers send 14 for 14.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _ids(result: Sequence[object]) -> set[str]:
    return {
        entry["id"]
        for entry in result
        if isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry.get("type") != "relation"
    }


def _other_targets(control: ControlTag) -> tuple[str, ...]:
    """What an entry may say that it is about, besides the object of its control."""
    # A comparison is about itself, as Label Studio writes it; scripts also name all that it is about.
    several = (control.name, ",".join(control.targets)) if len(control.targets) > 1 else ()
    return (*several, *control.targets) if TAGS[control.tag].shares else several


class _Check:
    """What was seen of one result so far."""

    def __init__(
        self,
        schema: Schema,
        strict: bool,
        kept: Set[str],
        result: Sequence[object],
        data: Mapping[str, Any] | None,
        storable: bool,
    ) -> None:
        self.problems: list[Problem] = []
        self._schema = schema
        self._strict = strict
        self._kept = kept
        self._result = result
        self._data = data
        self._storable = storable
        self._limited = strict and schema.limits_usages
        self._identified: set[tuple[str, ...]] = set()
        self._drawn: dict[str, str] = {}
        self._answered: set[tuple[str, int | None]] = set()
        self._linked: set[tuple[str, str]] = set()
        self._used: Counter[tuple[str, str]] = Counter()

    def entry(self, entry: object, where: str) -> None:
        """Adds what is wrong with an entry to the `problems`."""
        add = self.problems.append
        if not isinstance(entry, dict):
            add(Problem(where, "is not an object.", "Write {id, from_name, to_name, type, value}."))
            return
        if not self._storable and (unstorable := refuse_value(entry, where)):
            add(unstorable)
            return
        identifier, name, kind = entry.get("id"), entry.get("from_name"), entry.get("type")
        repeated = None
        if identifier is not None and kind != "relation":
            repeated = self._identifier(identifier, str(name), str(kind), where)
        if self._kept and _canonical(entry) in self._kept:
            return
        if repeated:
            add(repeated)
        if kind == "relation":
            self.problems.extend(self._relation(entry, where))
            return
        control = self._schema.controls_by_name.get(name) if isinstance(name, str) else None
        if control is None or control.result_type != kind:
            self.problems.extend(self._foreign(control, name, kind, where))
            return
        if self._strict and (again := self._again(control, entry, where)):
            add(again)
        self._known(control, entry, where)

    @cached_property
    def _ids(self) -> Set[str]:
        """The ids of all regions, which only links ask for."""
        return _ids(self._result)

    def usages(self) -> Iterator[Problem]:
        """Labels that more regions have than the configuration allows."""
        for (name, label), times in self._used.items():
            control = self._schema.controls_by_name[name]
            item = control.answers.get(label)
            most = (item and item.attributes.get("maxUsages")) or control.attributes.get("maxUsages") or ""
            if most.strip() and times > int(most):
                message = f'gives "{label}" to {times} regions, but the configuration allows {int(most)}.'
                yield Problem("result", message, "Take it away from some.", tag=control.tag)

    def _identifier(self, identifier: object, name: str, kind: str, where: str) -> Problem | None:
        if not isinstance(identifier, str) or not identifier:
            return Problem(f"{where}.id", "is not a string.", "Write the id in quotes.")
        part = (identifier, name, kind)
        if part in self._identified:
            message = f'"{identifier}" stands twice for the same control.'
            return Problem(f"{where}.id", message, "Give each region an id of its own.")
        self._identified.add(part)
        return None

    def _relation(self, entry: Mapping[str, Any], where: str) -> Iterator[Problem]:
        yield from check_relation(self._schema, entry, where, self._ids, strict=self._strict)
        ends = (str(entry.get("from_id")), str(entry.get("to_id")))
        if self._strict and ends in self._linked:
            yield Problem(f"{where}.to_id", "is linked twice with the same region.", "Put all labels into one link.")
        self._linked.add(ends)

    def _foreign(self, control: ControlTag | None, name: object, kind: object, where: str) -> Iterator[Problem]:
        """An entry that is no answer to a control of the configuration."""
        if not isinstance(kind, str) or not kind:
            yield Problem(f"{where}.type", "is missing.", 'Write the type of the entry, such as "choices".')
        elif control and (self._strict or kind in RESULT_TYPES):
            message = f'is "{kind}", but <{control.tag} name="{name}"> gives "{control.result_type}".'
            yield Problem(f"{where}.type", message, f'Write "type": "{control.result_type}".', tag=control.tag)
        elif self._strict:
            message = f'"{name}" is no control of the labeling configuration.'
            fix = f"Write one of: {', '.join(self._schema.controls_by_name)}."
            yield Problem(f"{where}.from_name", message, fix)

    def _again(self, control: ControlTag, entry: Mapping[str, Any], where: str) -> Problem | None:
        """A question is answered once, and a region is drawn by one control."""
        if control.draws:
            identifier = entry.get("id")
            drawer = control.name if identifier is None else self._drawn.setdefault(str(identifier), control.name)
            if drawer != control.name:
                message = f'"{identifier}" is drawn by "{drawer}" already.'
                return Problem(f"{where}.id", message, "Give each region an id of its own.", tag=control.tag)
        elif control.is_asked and not control.per_region:
            item = entry.get("item_index")
            place = (control.name, item if control.per_item and is_position(item) else None)
            if place in self._answered:
                message = f'"{control.name}" is answered twice.'
                return Problem(f"{where}.from_name", message, "Put all answers into one entry.", tag=control.tag)
            self._answered.add(place)
        return None

    def _known(self, control: ControlTag, entry: Mapping[str, Any], where: str) -> None:
        given = entry.get("to_name")
        if given != control.to_name and given not in _other_targets(control):
            message = f'is "{given}", but "{control.name}" is about "{control.to_name}".'
            fix = f'Write "to_name": "{control.to_name}".'
            self.problems.append(Problem(f"{where}.to_name", message, fix, tag=control.tag))
        value = entry.get("value")
        if not isinstance(value, dict):
            fix = f'Write {{"{control.value_key}": ...}}.'
            self.problems.append(Problem(f"{where}.value", "is not an object.", fix, tag=control.tag))
            return
        shown = self._schema.objects_by_name.get(control.to_name)
        data = self._data.get(shown.field) if self._data is not None and shown else None
        known = Entry(self._schema, control, shown, entry, value, where, self._strict, data, self._data is not None)
        if entry.get("item_index") is not None:
            self.problems.extend(self._item(control, known, where))
        if control.names or control.draws:
            refused = refused_labels(known)
            if refused:
                self.problems.append(refused)
            if self._limited:
                self._count(control, value)
        self.problems.extend(_CHECKS[control.result_type](known))

    def _item(self, control: ControlTag, entry: Entry, where: str) -> Iterator[Problem]:
        """The entry of a list that is meant: every region on one has it, and every answer about one."""
        index = entry.whole["item_index"]
        if not is_position(index):
            yield Problem(f"{where}.item_index", "is not a place in the list.", "Count from 0.", tag=control.tag)
            return
        pages = entry.data if entry.shown and entry.shown.is_list else None
        if self._strict and isinstance(pages, list) and index >= len(pages):
            message = f"lies behind the end of the list, which has {len(pages)} entries."
            yield Problem(f"{where}.item_index", message, "Count from 0.", tag=control.tag)

    def _count(self, control: ControlTag, value: Mapping[str, Any]) -> None:
        labels = value.get(control.result_type)
        if control.names and is_words(labels):
            self._used.update((control.name, label) for label in labels)
