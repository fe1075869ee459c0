"""Reads CoNLL-2003: words with tags in the last column, which become texts with spans.

The words of a line are joined by single blanks, since the format does not say what stood between them. Where
`-DOCSTART-` is followed by an empty line it begins a text, whose sentences become lines; otherwise each sentence is a
text of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from assay.exchange.formats.labelled import LabelledText
from assay.exchange.formats.rows import RowProblem

_START = "-DOCSTART-"

Word = tuple[str, str]


def read_conll(lines: Iterator[str], file: str) -> Iterator[LabelledText | RowProblem]:
    """The texts of a file, numbered from 1."""
    number = 0
    sentences: list[list[Word]] = [[]]
    by_document = False
    just_started = False
    bad: RowProblem | None = None

    def ended() -> Iterator[LabelledText | RowProblem]:
        nonlocal number, sentences, bad
        filled = [sentence for sentence in sentences if sentence]
        if filled or bad:
            number += 1
            yield bad or _text(filled, file, number)
        sentences, bad = [[]], None

    for line_number, line in enumerate(lines, 1):
        words = line.split()
        if words and words[0] == _START:
            yield from ended()
            by_document, just_started = False, True
        elif not words:
            by_document = by_document or just_started
            just_started = False
            if by_document:
                sentences.append([])
            else:
                yield from ended()
        else:
            just_started = False
            tag = words[-1]
            if len(words) < 2 or not (tag == "O" or (tag[:2] in ("B-", "I-") and len(tag) > 2)):
                message = f'is no word with a tag: "{line.strip()[:60]}". (line {line_number})'
                fix = "Write the word first and B-, I- with a label, or O, last."
                bad = bad or RowProblem(file, number + 1, f"line {line_number}", message, fix)
            else:
                sentences[-1].append((words[0], tag))
    yield from ended()


def _text(sentences: list[list[Word]], file: str, number: int) -> LabelledText:
    text, spans = "", list[tuple[int, int, str]]()
    for sentence in sentences:
        text += "\n" if text else ""
        label: str | None = None
        for place, (word, tag) in enumerate(sentence):
            text += " " if place else ""
            start, end = len(text), len(text) + len(word)
            text += word
            if tag == "O":
                label = None
            elif tag[0] == "I" and label == tag[2:]:
                spans[-1] = (spans[-1][0], end, label)
            else:
                label = tag[2:]
                spans.append((start, end, label))
    return LabelledText(file, number, text, tuple(spans))
