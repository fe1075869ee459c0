"""Texts with spans as CoNLL-2003 and as spaCy's JSON, and what each format says of a configuration."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.drawing import EVERY, annotation, control, exported, report, schema

from assay.exchange.formats.catalogue import FORMATS, fit
from assay.exchange.formats.conll_reading import read_conll
from assay.exchange.formats.labelled import LabelledText

TEXTS = schema(
    control("spans", "labels", "PER", "LOC", to_name="text"),
    control("mood", "choices", "Good", "Bad", to_name="text"),
    text="Text",
)


def span(start: int, end: int, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": list(labels)}
    return {"id": f"{start}-{end}", "from_name": "spans", "to_name": "text", "type": "labels", "value": value, **more}


def task(text: str, *result: Any) -> dict[str, Any]:
    return {"id": 1, "data": {"text": text}, "annotations": [annotation(1, *result)]}


def test_conll_has_a_word_on_each_line() -> None:
    files = exported(
        "CONLL2003", task("Anna 🚀 went to\nNew York.", span(0, 4, "PER"), span(15, 23, "LOC")), schema=TEXTS
    )
    assert files["result.conll"].decode() == (
        "-DOCSTART- -X- O O\n\nAnna -X- _ B-PER\n🚀 -X- _ O\nwent -X- _ O\nto -X- _ O\n\n"
        "New -X- _ B-LOC\nYork -X- _ I-LOC\n. -X- _ O\n\n"
    )
    assert (report(files)["written"], report(files)["problems"]) == (2, [])


def test_a_span_that_ends_inside_of_a_word_parts_it() -> None:
    files = exported("CONLL2003", task("Annabel", span(0, 4, "PER")), schema=TEXTS)
    assert "Anna -X- _ B-PER\nbel -X- _ O\n" in files["result.conll"].decode()


def test_what_tags_cannot_say_is_told() -> None:
    choice = {"id": "m", "from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["Good"]}}
    result = [span(0, 9, "PER"), span(5, 9, "LOC"), span(10, 99, "LOC"), span(4, 5, "PER"), span(10, 12), choice]
    files = exported("CONLL2003", task("Anna Berg is", *result), schema=TEXTS)
    told = report(files)
    assert {each["region"]: each["problem"].split()[0] for each in told["problems"]} == {
        "5-9": '"LOC"', "10-99": "lies", "4-5": "holds", "10-12": "has",
    }  # fmt: skip
    assert told["left_out"] == [{"control": "mood", "type": "choices", "entries": 1}]


def test_spacy_has_entities_and_categories() -> None:
    choice = {"id": "m", "from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["Good"]}}
    files = exported("SPACY", task("Go  to New York", span(7, 15, "LOC"), choice), schema=TEXTS)
    [document] = json.loads(files["result.json"])
    [paragraph] = document["paragraphs"]
    assert paragraph["cats"] == [{"label": "Good", "value": 1.0}]
    assert [(word["orth"], word["space"], word["ner"]) for word in paragraph["sentences"][0]["tokens"]] == [
        ("Go", " ", "O"), (" ", "", "O"), ("to", " ", "O"), ("New", " ", "B-LOC"), ("York", "", "L-LOC"),
    ]  # fmt: skip


_texts = st.text(st.sampled_from("ab. \n\t'é🚀-"), min_size=1, max_size=20)


@given(_texts, st.integers(0, 19), st.integers(1, 20))
def test_spacys_words_make_the_text_again(text: str, start: int, length: int) -> None:
    files = exported("SPACY", task(text, span(start, start + length, "PER")), schema=TEXTS)
    [document] = json.loads(files["result.json"])
    words = document["paragraphs"][0]["sentences"][0]["tokens"]
    assert "".join(word["orth"] + word["space"] for word in words) == text
    assert "".join(word["ner"][0] for word in words).strip("O").replace("I", "") in ("", "U", "BL")


@given(st.lists(st.sampled_from(["Anna", "went", "1.5", "(", "é🚀"]), min_size=1, max_size=8), st.data())
def test_texts_of_plain_words_come_back_from_conll(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join(words[:first])) + (1 if first else 0)
    end = len(" ".join(words[: last + 1]))
    files = exported("CONLL2003", task(text, span(start, end, "PER")), schema=TEXTS)
    [found] = read_conll(iter(files["result.conll"].decode().splitlines()), "a.conll")
    assert isinstance(found, LabelledText)
    assert [found.text[at:to].replace(" ", "") for at, to, _ in found.spans] == [text[start:end].replace(" ", "")]


@pytest.mark.parametrize(
    ("name", "given_schema", "state", "said"),
    [
        ("JSON", EVERY, "whole", "everything"),
        ("CSV", TEXTS, "whole", "everything"),
        ("COCO", TEXTS, "none", "shows none"),
        ("CONLL2003", EVERY, "none", "shows none"),
        ("COCO", EVERY, "part", '"rounds" as a polygon'),
        ("COCO", schema(control("b", "rectanglelabels", "A"), control("q", "choices", "B")), "part", 'leaves out "q"'),
        ("YOLO", schema(control("b", "rectanglelabels", "A")), "whole", 'Holds "b".'),
        ("YOLO", schema(control("b", "brushlabels", "A")), "part", '"b" as the upright box around it'),
        ("BRUSH_TO_PNG", schema(control("b", "rectanglelabels", "A")), "none", "BrushLabels"),
        ("YOLO_OBB", schema(control("s", "ellipse"), control("n", "labels", "A")), "part", "turned box"),
        ("SPACY", TEXTS, "whole", '"spans" and "mood"'),
        ("CONLL2003", TEXTS, "part", 'leaves out "mood"'),
    ],
)
def test_a_format_says_what_it_holds_of_a_configuration(name: str, given_schema: Any, state: str, said: str) -> None:
    found = fit(FORMATS[name], given_schema)
    assert {"whole": (True, True), "part": (True, False), "none": (False, False)}[state] == (found.fits, found.whole)
    assert said in found.sentence
