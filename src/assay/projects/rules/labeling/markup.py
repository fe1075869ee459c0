"""Reads the XML of a labeling configuration into plain elements that know their line.

Works on expat directly, because only its callbacks tell the line of every tag. Nothing outside the text is ever read:
a document type is refused before it can declare an entity, and size, depth and number of elements are limited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from assay.kit.errors import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 100
MAX_ELEMENTS = 20_000

# Copied configurations often have blank lines before the declaration, which XML forbids; it says nothing that we need.
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\s[^>]*\?>")

_ESCAPE = "Write a plain & as &amp;, < as &lt;, and put every attribute value in quotes."
_FIXES = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "Close every tag where it was opened, innermost first.",
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "Start the configuration with <View> and close every tag.",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "Finish the last tag with > or />.",
    expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: "Put everything inside one <View>.",
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "Write each attribute of a tag once.",
}


@dataclass(frozen=True, slots=True)
class Element:
    """A tag as written: its attributes in their own order and case, the tags inside it, and its own text."""

    tag: str
    line: int
    attributes: Mapping[str, str]
    children: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words).strip()


class _Stop(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_markup(xml: str) -> Element | Problem:
    """The root element, or the first thing that makes the text unreadable, with its line (counted from 1)."""
    refused = _refuse_text(xml)
    if refused:
        return refused
    reader = _Reader()
    try:
        reader.parser.Parse(_DECLARATION.sub(_blank, xml, count=1).encode(), True)
    except _Stop as stop:
        return stop.problem
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        fix = _FIXES.get(error.code, _ESCAPE)
        return _problem(f"The XML is malformed: {reason}.", fix, error.lineno, reader.innermost)
    assert reader.root is not None  # expat refuses a document without an element
    return reader.root


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _refuse_text(xml: str) -> Problem | None:
    if len(xml) > MAX_BYTES or len(xml.encode(errors="surrogatepass")) > MAX_BYTES:
        return _problem("The configuration is larger than 1 MB.", "Shorten it.", None)
    null = xml.find("\x00")
    if null >= 0:
        return _problem("The configuration contains a null character.", "Remove it.", xml.count("\n", 0, null) + 1)
    try:
        xml.encode()
    except UnicodeEncodeError as error:
        line = xml.count("\n", 0, error.start) + 1
        return _problem("The configuration contains half of a surrogate pair.", "Paste the text again as UTF-8.", line)
    return None


def _problem(message: str, fix: str, line: int | None, tag: str | None = None) -> Problem:
    return Problem("label_config", message, fix, line, tag)


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._open: list[Element] = []
        self._count = 0

    @property
    def innermost(self) -> str | None:
        return self._open[-1].tag if self._open else None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _Stop(_problem(f"There are more than {MAX_ELEMENTS:,} tags.", "Shorten the list.", line, tag))
        if len(self._open) >= MAX_DEPTH:
            raise _Stop(_problem(f"Tags are nested more than {MAX_DEPTH} deep.", "Flatten them.", line, tag))
        element = Element(tag, line, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _text(self, words: str) -> None:
        if self._open:
            self._open[-1].words.append(words)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, _has_internal: bool) -> None:
        line = self.parser.CurrentLineNumber
        raise _Stop(
            _problem("Document types are not allowed.", "Remove the <!DOCTYPE ...> declaration.", line, "DOCTYPE")
        )
