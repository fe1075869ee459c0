"""Writes texts with spans for programs that learn from them: CoNLL-2003, and the JSON that `spacy convert` reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import orjson

from assay.exchange.formats.archive import ZipStream
from assay.exchange.formats.drawings import Media
from assay.exchange.formats.exported import ExportedTask, whole
from assay.exchange.formats.layout import Layout
from assay.exchange.formats.report import NAME, Remarks
from assay.exchange.formats.spans import Document, Token, documents_of, tokens_of


class SpanWriter:
    """An archive of one file with all texts, and the report."""

    format = ""
    file = ""

    def __init__(self, layout: Layout) -> None:
        self._schema = layout.schema
        self._zip = ZipStream()
        self._remarks = Remarks(self.format)
        self._file = self._zip.open(self.file)
        self.count = 0

    def begin(self) -> bytes:
        return self._file.write(self.head())

    def row(self, task: ExportedTask, media: Media | None = None) -> bytes:
        self._remarks.tasks += 1
        written = []
        for document in documents_of(whole(task), self._schema, self._remarks):
            written.append(self.document(document))
            self._remarks.written += len(document.spans)
            self.count += 1
        return self._file.write(b"".join(written))

    def end(self) -> Iterator[bytes]:
        yield self._file.write(self.tail())
        yield self._file.close()
        yield from self._zip.add_stream(NAME, self._remarks.as_json())
        yield self._zip.end()

    def head(self) -> bytes:
        """What stands before the first text."""
        return b""

    def document(self, document: Document) -> bytes:
        """One text."""
        raise NotImplementedError

    def tail(self) -> bytes:
        """What stands behind the last text."""
        return b""


class ConllWriter(SpanWriter):
    """A word and its tag on each line, an empty line after each line of the text, `-DOCSTART-` before each text."""

    format = "CONLL2003"
    file = "result.conll"

    def document(self, document: Document) -> bytes:
        lines = ["-DOCSTART- -X- O O", ""]
        before = 0
        for token in tokens_of(document):
            if "\n" in document.text[before : token.start] and lines[-1]:
                lines.append("")
            tag = "_".join(token.tag.split())
            lines.append(f"{document.text[token.start : token.end]} -X- _ {tag}")
            before = token.end
        return "".join(f"{line}\n" for line in [*lines, *([""] if lines[-1] else [])]).encode()


class SpacyWriter(SpanWriter):
    """spaCy's JSON for training: a list of texts, whose words and blanks make the text again exactly.

    A word of blanks stands for more than one of them. Entities are tagged by BILUO; choices are `cats`.
    """

    format = "SPACY"
    file = "result.json"

    def head(self) -> bytes:
        return b"["

    def document(self, document: Document) -> bytes:
        text, words = document.text, list[dict[str, Any]]()
        at = 0
        for start, end, tag in _biluo(tokens_of(document)):
            if at < start:
                at = _add(words, text, at, start, f"I{tag[1:]}" if tag[0] in "IL" else "O")
            at = _add(words, text, start, end, tag)
        if at < len(text):
            _add(words, text, at, len(text), "O")
        paragraph = {
            "raw": text,
            "sentences": [{"tokens": words, "brackets": []}],
            "cats": [{"label": said, "value": 1.0} for said in document.said],
        }
        return (b",\n" if self.count else b"\n") + orjson.dumps({"id": self.count, "paragraphs": [paragraph]})

    def tail(self) -> bytes:
        return b"\n]\n"


def _add(words: list[dict[str, Any]], text: str, start: int, end: int, tag: str) -> int:
    """Adds a word, and the blank behind it; returns where the next one begins."""
    space = " " if text[end : end + 1] == " " else ""
    words.append({"id": len(words), "orth": text[start:end], "space": space, "ner": tag})
    return end + len(space)


def _biluo(tokens: list[Token]) -> list[tuple[int, int, str]]:
    """The tags with the last word of a span as L, and the only one as U."""
    found = []
    for token, following in zip_longest(tokens, tokens[1:]):
        tag, ends = token.tag, following is None or following.tag[0] != "I"
        if ends and tag[0] in "BI":
            tag = ("U" if tag[0] == "B" else "L") + tag[1:]
        found.append((token.start, token.end, tag))
    return found
