"""Reading tasks from files: what comes out, and how bad files are refused."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.exchange.formats import decoding, json_reading
from assay.exchange.formats.readers import read
from assay.exchange.formats.rows import Row, RowProblem
from assay.exchange.formats.signatures import image_type
from assay.exchange.formats.sniffing import MEDIA, FileKind, sniff

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 8


def _read(kind: FileKind, content: bytes, **options: Any) -> list[Row | RowProblem]:
    return list(read(kind, io.BytesIO(content), "file", **options))


def _data(kind: FileKind, content: bytes, **options: Any) -> list[tuple[int, Any]]:
    rows = _read(kind, content, **options)
    assert all(isinstance(row, Row) for row in rows), rows
    return [(row.number, dict(row.data)) for row in rows if isinstance(row, Row)]


def _problem(kind: FileKind, content: bytes, **options: Any) -> RowProblem:
    problem = _read(kind, content, **options)[-1]
    assert isinstance(problem, RowProblem)
    assert problem.file == "file"
    assert problem.fix
    return problem


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        (FileKind.JSON, b'[{"text": "a"}, {"data": {"text": "b"}}]', [(1, {"text": "a"}), (2, {"text": "b"})]),
        (FileKind.JSON, b' {"text": "a"} ', [(1, {"text": "a"})]),
        (FileKind.JSON, b'{"text": "a"}\n{"text": "b"}\n', [(1, {"text": "a"}), (2, {"text": "b"})]),
        (FileKind.JSON, b"\xef\xbb\xbf[{}]", [(1, {})]),
        (FileKind.JSON, '[{"text": "ä"}]'.encode("utf-16"), [(1, {"text": "ä"})]),
        (FileKind.JSON_LINES, b'{"text": "a"}\r\n\r\n{"text": "b"}', [(1, {"text": "a"}), (3, {"text": "b"})]),
        (
            FileKind.CSV,
            b'id, text\n1,"a, ""b""\nc"\n\n2,\n',
            [(2, {"id": "1", "text": 'a, "b"\nc'}), (4, {"id": "2", "text": ""})],
        ),
        (FileKind.CSV, b"id;text\n1;a,b\n", [(2, {"id": "1", "text": "a,b"})]),
        (FileKind.CSV, b"text\r\na\r\n", [(2, {"text": "a"})]),
        (FileKind.CSV, "text\nä\n".encode("utf-8-sig"), [(2, {"text": "ä"})]),
        (FileKind.TSV, b"id\ttext\n1\ta,b;c\n", [(2, {"id": "1", "text": "a,b;c"})]),
    ],
)
def test_what_comes_out(kind: FileKind, content: bytes, expected: list[tuple[int, Any]]) -> None:
    assert _data(kind, content) == expected


def test_a_text_gives_one_task_for_each_line_that_is_not_blank() -> None:
    text = "one\r\n\n  \rtwo \x85 still two\nthree".encode()
    assert _data(FileKind.TEXT, text, text_field="body") == [
        (1, {"body": "one"}),
        (4, {"body": "two \x85 still two"}),
        (5, {"body": "three"}),
    ]


def test_what_is_shown_gives_its_address() -> None:
    address = "/data/upload/7/a.png"
    rows = list(read(FileKind.IMAGE, io.BytesIO(PNG), "a.png", file_field="image", address=address))
    assert rows == [Row("a.png", 1, {"image": address})]


def test_a_page_of_html_stands_in_the_data_as_it_is() -> None:
    html = "<p>Zoë</p>\r\n<p>2</p>"
    assert _data(FileKind.HTML, html.encode(), file_field="page") == [(1, {"page": html})]


@pytest.mark.parametrize(
    ("kind", "content", "row", "said"),
    [
        (FileKind.JSON, b"[]", None, "holds no task"),
        (FileKind.JSON, b"  \n", None, "holds no task"),
        (FileKind.CSV, b"text\n", None, "holds no task"),
        (FileKind.JSON, b'"text"', 1, "is not JSON. (line 1, column 1)"),
        (FileKind.JSON, b'[{"a": 1},\n {"a": x}]', 2, "Expecting value. (line 2, column 7)"),
        (FileKind.JSON, b'[{"a": 1}, ]', 2, "a task is missing"),
        (FileKind.JSON, b'[{"a": 1} {"a": 2}]', 2, "a comma or ] is missing"),
        (FileKind.JSON, b'[{"a": 1}', 2, "a comma or ] is missing"),
        (FileKind.JSON, b'[{"a": 1}]\n{}', 2, "goes on after the end of the list. (line 2, column 1)"),
        (FileKind.JSON, b'[{"a": "open', 1, "Unterminated string"),
        (FileKind.JSON, b"[" * 10_000 + b"]" * 10_000, 1, "nested too deep"),
        (FileKind.JSON, b'[{"a": ' + b"1" * 5000 + b"}]", 1, "too many digits"),
        (FileKind.JSON, b'[{"a": "\n\xff"}]', None, "is not valid UTF-8 at line 2, byte 10."),
        (FileKind.JSON, b'[{"a": "\n\x00"}]', None, "null character at line 2"),
        (FileKind.TEXT, b"a\nb\xe4c\n", None, "is not valid UTF-8 at line 2, byte 4."),
        (FileKind.TEXT, b"\xff\xfea\x00\n\x00b", None, "is not valid UTF-16 at line 2, byte 7."),
        (FileKind.CSV, b"a,,c\n1,2,3\n", 1, "no name for column 2"),
        (FileKind.CSV, b"a,b, a\n1,2,3\n", 1, 'two columns named "a"'),
        (FileKind.CSV, b'a\n"1"2\n', 2, "is malformed"),
        (FileKind.CSV, b'a\n"open\n', 2, "is malformed"),
    ],
)
def test_a_file_that_cannot_be_read_on(kind: FileKind, content: bytes, row: int | None, said: str) -> None:
    problem = _problem(kind, content, text_field="text")
    assert problem.fatal
    assert problem.row == row
    assert said in problem.message


@pytest.mark.parametrize(
    ("kind", "content", "row", "said"),
    [
        (FileKind.JSON, b'[{"a": 1}, 5, {"a": 2}]', 2, "is not an object"),
        (FileKind.JSON_LINES, b'{"a": 1}\n{"a": \n{"a": 2}', 2, "malformed JSON"),
        (FileKind.JSON_LINES, b'{"a": 1}\n' + b"[" * 10_000 + b'\n{"a": 2}', 2, "nested too deep"),
        (FileKind.CSV, b"a,b\n1,2\n3\n4,5\n", 3, "has 1 cells, but the header names 2 columns."),
        (FileKind.CSV, b"a,b\n1,2\n3,4,5\n4,5\n", 3, "has 3 cells, but the header names 2 columns."),
    ],
)
def test_a_bad_row_is_named_and_reading_goes_on(kind: FileKind, content: bytes, row: int, said: str) -> None:
    before, problem, after = _read(kind, content)
    assert isinstance(before, Row)
    assert isinstance(after, Row)
    assert isinstance(problem, RowProblem)
    assert (problem.row, problem.fatal) == (row, False)
    assert said in problem.message


def test_text_and_files_need_to_know_their_field() -> None:
    assert "not show just one text" in _problem(FileKind.TEXT, b"a").message
    for kind in (FileKind.IMAGE, FileKind.HTML):
        assert "can be shown by no tag" in _problem(kind, PNG).message


class _Trickle(io.BytesIO):
    """Gives a byte at a time, as a slow connection might."""

    def read(self, _size: int | None = -1, /) -> bytes:
        return super().read(1)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FileKind.JSON, '[{"text": "a ä € 🌍 \\ud83c\\udf0d", "n": -1.5e10}, {"deep": [[1, true, null]]}]'.encode()),
        (FileKind.JSON, '[{"text": "ä"}]'.encode("utf-16")),
        (FileKind.JSON_LINES, '{"text": "ä"}\r\n{"text": "€"}\r\n'.encode("utf-8-sig")),
        (FileKind.CSV, 'text;n\r\n"ä;\n""b""";1\r\n'.encode()),
        (FileKind.TEXT, "ä\r\nb\r\rc".encode()),
    ],
)
def test_where_the_pieces_of_a_stream_end_does_not_matter(kind: FileKind, content: bytes) -> None:
    trickled = list(read(kind, _Trickle(content), "file", text_field="text"))
    assert trickled == _read(kind, content, text_field="text")
    assert all(isinstance(row, Row) for row in trickled)


def test_a_wrong_byte_is_found_wherever_the_pieces_end() -> None:
    problem = list(read(FileKind.TEXT, _Trickle(b"a\n\xe2\x82b"), "file", text_field="text"))[-1]
    assert isinstance(problem, RowProblem)
    assert "line 2, byte 3" in problem.message


def test_memory_is_bounded_by_the_largest_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_reading, "MAX_VALUE", 1000)
    monkeypatch.setattr(decoding, "CHUNK", 100)
    assert "larger than" in _problem(FileKind.JSON, b'[{"a": "' + b"b" * 5000 + b'"}]').message
    monkeypatch.setattr(decoding, "MAX_LINE", 1000)
    assert "longer than" in _problem(FileKind.TEXT, b"b" * 5000, text_field="text").message


def test_a_mistake_early_in_a_large_file_is_told_without_reading_the_rest() -> None:
    def pieces() -> Iterator[str]:
        yield '[{"a": 1}, {"a" 2}' + " " * 100
        pytest.fail("read on")

    with pytest.raises(json_reading.Unreadable):
        list(json_reading.json_values(pieces()))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
_tasks = st.lists(
    st.dictionaries(st.text().filter(lambda key: key not in {"data", "annotations", "completions"}), _json)
)


@given(_tasks, st.sampled_from([None, 2]), st.integers(1, 40), st.booleans())
def test_json_comes_back_as_it_was_written(tasks: list[Any], indent: int | None, size: int, ascii_only: bool) -> None:
    text = json.dumps(tasks, indent=indent, ensure_ascii=ascii_only)
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    assert list(json_reading.json_values(pieces)) == tasks


@given(st.text())
def test_any_text_ends_in_rows_or_problems(text: str) -> None:
    for kind in (FileKind.JSON, FileKind.JSON_LINES, FileKind.CSV, FileKind.TSV, FileKind.TEXT):
        assert _read(kind, text.encode(errors="surrogatepass"), text_field="text")


@given(st.binary())
def test_any_bytes_end_in_rows_or_problems(content: bytes) -> None:
    for name in ("a.json", "a.csv", "a.txt", "a.png", "a.svg", "a"):
        kind = sniff(name, content)
        if isinstance(kind, FileKind) and kind not in MEDIA:
            assert _read(kind, content, text_field="text")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.json", FileKind.JSON),
        ("A.JSON", FileKind.JSON),
        ("a.jsonl", FileKind.JSON_LINES),
        ("a.ndjson", FileKind.JSON_LINES),
        ("a.b.csv", FileKind.CSV),
        ("a.tsv", FileKind.TSV),
        ("notes.txt", FileKind.TEXT),
    ],
)
def test_the_name_tells_the_kind_of_a_text(name: str, kind: FileKind) -> None:
    assert sniff(name, b"text") is kind
    assert sniff(name, "text".encode("utf-16")) is kind


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0....JFIF", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x01\x02\x03\x04WEBPVP8 ", "image/webp"),
        (b"BM\x01\x02\x03\x04\x00\x00\x00\x00", "image/bmp"),
        (b"BMW is a make of cars", None),
        (b"RIFF\x01\x02\x03\x04WAVE", None),
    ],
)
def test_pictures_are_known_by_their_content(head: bytes, media_type: str | None) -> None:
    assert image_type(head) == media_type
    assert (sniff("a.png", head) is FileKind.IMAGE) == (media_type is not None)


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"a\x00b", "null bytes"),
        ("a.txt", PNG, "is a picture (image/png)"),
        ("a.csv", b"PK\x03\x04....", "ZIP archive"),
        ("a.json", b"\x1f\x8b\x08", "gzip"),
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.png", b"<script>alert(1)</script>", "no picture"),
        ("a.svg", b"<svg/>", "can carry scripts"),
        ("a.xlsx", b"PK\x03\x04....", "office document"),
        ("a.exe", b"MZ", 'unknown extension ".exe"'),
        ("a", b"text", 'unknown extension ""'),
    ],
)
def test_files_that_are_not_taken(name: str, head: bytes, said: str) -> None:
    problem = sniff(name, head)
    assert isinstance(problem, RowProblem)
    assert said in problem.message
    assert problem.fatal
    assert problem.fix
