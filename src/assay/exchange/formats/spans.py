"""The texts of exported tasks with the spans that were marked in them, as words and their tags.

Offsets are Unicode code points. A word ends where a span does, so that no span begins inside of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.exchange.formats.drawings import author_of, labels_of
from assay.exchange.formats.report import Place, Remarks
from assay.projects.rules.labeling import Schema

_WORD = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Span:
    """A marked part of a text; `end` is behind its last character."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the spans of one annotation, in order and without overlaps; `said` are the choices about it."""

    task: int
    annotation: int | None
    author: str
    text: str
    spans: tuple[Span, ...]
    said: tuple[str, ...]


def documents_of(task: Mapping[str, Any], schema: Schema, remarks: Remarks) -> Iterator[Document]:
    """The texts of a task, once for each annotation that was not skipped, or once without any."""
    shown = [tag for tag in schema.objects if tag.tag == "Text"]
    every = task["annotations"]
    counting = [annotation for annotation in every if not annotation.get("was_cancelled")]
    for annotation in counting or ([] if every else [{}]):
        result = annotation.get("result") or []
        if not shown:
            _note_others(result, "", remarks)
        for place, tag in enumerate(shown):
            text = task["data"].get(tag.field)
            about = Place(task["id"], None, annotation.get("id"))
            if not isinstance(text, str):
                remarks.problem(about, f'has no text under "{tag.field}".', "Import the task with its text.")
                continue
            if place == 0:
                _note_others(result, {found.name for found in shown}, remarks)
            entries = [entry for entry in result if entry.get("to_name") == tag.name]
            spans = _without_overlaps(_spans(entries, text, about, remarks), about, remarks)
            said = [choice for entry in entries if entry.get("type") == "choices" for choice in _chosen(entry)]
            yield Document(task["id"], annotation.get("id"), author_of(annotation), text, tuple(spans), tuple(said))


def _note_others(result: Sequence[Mapping[str, Any]], shown: object, remarks: Remarks) -> None:
    names = shown if isinstance(shown, set) else set()
    for entry in result:
        if entry.get("to_name") not in names or entry.get("type") != "labels":
            remarks.left_out(entry.get("from_name", "relations"), entry.get("type"))


def _chosen(entry: Mapping[str, Any]) -> list[str]:
    value = entry.get("value")
    given = value.get("choices") if isinstance(value, Mapping) and "start" not in value else None
    return [choice for choice in given if isinstance(choice, str)] if isinstance(given, list) else []


def _spans(
    entries: Sequence[Mapping[str, Any]], text: str, about: Place, remarks: Remarks
) -> Iterator[tuple[Span, Place]]:
    for entry in entries:
        value = entry.get("value")
        if entry.get("type") != "labels" or not isinstance(value, Mapping):
            continue
        place = Place(about.task, None, about.annotation, str(entry.get("id") or "") or None)
        start, end = value.get("start"), value.get("end")
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
            remarks.problem(place, "lies outside of the text.", "Mark it again.")
            continue
        labels = labels_of(entry)
        if not labels:
            remarks.problem(place, "has no label, which the format needs.", "Give the span a label.")
            continue
        if len(labels) > 1:
            remarks.problem(place, f"has {len(labels)} labels; only {labels[0]} is given.", "Export JSON for all.")
        # Blanks at the ends of a span are no part of a word.
        marked = text[start:end]
        start, end = start + len(marked) - len(marked.lstrip()), end - (len(marked) - len(marked.rstrip()))
        if start < end:
            yield Span(start, end, labels[0]), place
        else:
            remarks.problem(place, "holds nothing but blanks.", "Mark it again.")


def _without_overlaps(found: Iterator[tuple[Span, Place]], about: Place, remarks: Remarks) -> list[Span]:
    """The longest of spans that overlap; the others are noted."""
    kept: list[Span] = []
    for span, place in sorted(found, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start)):
        if any(span.start < other.end and other.start < span.end for other in kept):
            what = f'"{span.label}" overlaps a longer span; the format gives each word one tag.'
            remarks.problem(place, what, "Export JSON, which holds overlapping spans.")
        else:
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a text. `tag` is `B-`, `I-` and a label, or `O`."""

    start: int
    end: int
    tag: str


def tokens_of(document: Document) -> list[Token]:
    """The words of a text with their tags."""
    text, tokens, at = document.text, [], 0
    for span in (*document.spans, None):
        until = len(text) if span is None else span.start
        tokens += [Token(word.start(), word.end(), "O") for word in _WORD.finditer(text, at, until)]
        if span is None:
            return tokens
        begun = False
        for word in _WORD.finditer(text, span.start, span.end):
            tokens.append(Token(word.start(), word.end(), f"{'I' if begun else 'B'}-{span.label}"))
            begun = True
        at = span.end
    return tokens
