"""Reads JSON one task at a time: a list of any length, one object, or objects one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from assay.exchange.formats.rows import Unreadable

MAX_VALUE = 64_000_000

_BLANKS = re.compile(r"[ \t\n\r]+")
_DECODE = json.JSONDecoder().raw_decode

# A value cut off by the end of a piece fails this close to it; only an open string fails where it began.
_CUT = 16


def json_values(chunks: Iterator[str]) -> Iterator[object]:
    """The values of a JSON text, without ever holding more than one of them and one piece of the text."""
    return _Values(chunks).read()


class _Values:
    def __init__(self, chunks: Iterator[str]) -> None:
        self._chunks = chunks
        self._text = ""
        self._at = 0
        self._lines_before = 0
        self._ended = False
        self._count = 0

    def read(self) -> Iterator[object]:
        while mark := self._peek():
            if mark == "[" and self._count == 0:
                yield from self._list()
                if self._peek():
                    raise self._unreadable("goes on after the end of the list.", "Remove what stands behind it.")
                return
            if mark != "{":
                raise self._unreadable("is not JSON.", "Write a list of tasks: [{...}, {...}].")
            yield self._value()

    def _list(self) -> Iterator[object]:
        self._at += 1
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            yield self._value()
            mark = self._peek()
            self._at += 1
            if mark == "]":
                return
            if mark != ",":
                self._at -= 1
                raise self._unreadable("is malformed JSON: a comma or ] is missing.", "Close the list with ].")
            if self._peek() == "]":
                raise self._unreadable("is malformed JSON: a task is missing.", "Remove the comma before the ].")

    def _peek(self) -> str:
        """The next character that is no blank, "" at the end."""
        while True:
            if self._at < len(self._text):
                mark = self._text[self._at]
                if mark not in " \t\n\r":
                    return mark
                blanks = _BLANKS.match(self._text, self._at)
                assert blanks is not None  # there is at least this one
                self._at = blanks.end()
            elif self._ended:
                return ""
            else:
                self._more(1)

    def _value(self) -> object:
        self._peek()
        pieces = 1
        while True:
            try:
                value, end = _DECODE(self._text, self._at)
            except json.JSONDecodeError as error:
                cut = error.pos >= len(self._text) - _CUT or error.msg.startswith("Unterminated string")
                if self._ended or not cut:
                    self._at = error.pos
                    raise self._unreadable(
                        f"is malformed JSON: {error.msg}.", "Correct it, or write it with a JSON library."
                    ) from None
            except RecursionError:
                raise self._unreadable("is nested too deep.", "Flatten it: 100 levels are possible.") from None
            except ValueError:  # an integer of more digits than Python converts
                raise self._unreadable("has a number of too many digits.", "Write it as a string.") from None
            else:
                # A number at the end of a piece may go on in the next one.
                if self._ended or end < len(self._text):
                    self._at = end
                    self._count += 1
                    return value
            if len(self._text) - self._at > MAX_VALUE:
                raise self._unreadable(f"is larger than {MAX_VALUE:,} characters.", "Split it.")
            self._more(pieces)
            pieces *= 2

    def _more(self, pieces: int) -> None:
        self._lines_before += self._text.count("\n", 0, self._at)
        added = [self._text[self._at :]]
        for _ in range(pieces):
            chunk = next(self._chunks, None)
            if chunk is None:
                self._ended = True
                break
            added.append(chunk)
        self._text, self._at = "".join(added), 0

    def _unreadable(self, message: str, fix: str) -> Unreadable:
        line = self._lines_before + self._text.count("\n", 0, self._at) + 1
        column = self._at - self._text.rfind("\n", 0, self._at)
        return Unreadable(self._count + 1, f"{message} (line {line}, column {column})", fix)
