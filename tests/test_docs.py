"""The documentation says what the code does: generated pages are current, links lead somewhere, routes exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from docs import generate

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_ROUTE = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`\s?]*)[^`]*`")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The places in a page that a link can name, spelled as GitHub spells them."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(prose(page)))
    return {heading.replace(" ", "-") for heading in words}


@pytest.mark.parametrize("path", sorted(generate.pages()))
def test_generated_pages_are_current(path: str) -> None:
    written = (DOCS / path).read_text(encoding="utf-8")
    assert written == generate.pages()[path], f"docs/{path} is stale: run make docs"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(prose(page)):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name(page)} links to {link}, which is not there"
        assert target.is_relative_to(ROOT), f"{name(page)} links to {link}, outside of the project"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{name(page)} links to {link}, which has no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_routes_that_are_named_exist(page: Path) -> None:
    paths = json.loads((DOCS / "reference" / "openapi.json").read_bytes())["paths"]
    known = {(method.upper(), _shape(path)) for path, methods in paths.items() for method in methods}
    named = {(method, _shape(path)) for method, path in _ROUTE.findall(prose(page))}
    assert named <= known, f"{name(page)} names routes that are not served: {sorted(named - known)}"


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")


# ---------------------------------------------------------------- Label Studio Enterprise, row by row

ENTERPRISE = (DOCS / "reference" / "label-studio-enterprise.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (\d+(?:\.\d+)+)([^|]*)\|([^|]*)\| (.*) \|$", re.MULTILINE)
_TEST = re.compile(r"`([\w/.]+\.(?:py|tsx?))(?:::(\w+))?`")
ROWS = [("".join(row[:2]).strip(), row[0], row[3]) for row in _ROW.findall(ENTERPRISE)]


@pytest.mark.parametrize(("row", "here"), [(row, here) for row, _, here in ROWS])
def test_what_enterprise_does_is_tested_or_decided_or_not_offered(row: str, here: str) -> None:
    check_row(row, here)


def check_row(row: str, here: str) -> None:
    """A row of a table of promises names tests or a decision that exist, or says why it is not offered."""
    if here.startswith("Works: "):
        named = _TEST.findall(here)
        assert named, f"{row} works, and no test says so"
        for path, test in named:
            file = next(
                (file for file in (ROOT / "tests" / path, ROOT / "web" / "tests" / path) if file.is_file()), None
            )
            assert file is not None, f"{row} names {path}, which is not there"
            if file.suffix == ".py":
                known = re.findall(r"^ *(?:async )?def (\w+)\(", file.read_text(encoding="utf-8"), re.MULTILINE)
                assert test in known, f"{row} names {path}::{test}, which is not there"
    elif here.startswith("Decided: "):
        assert re.search(r"\]\(\.\./decisions/\d{4}-", here), f"{row} names no decision"
    else:
        assert re.match(r"Not offered: .{10,}", here), f"{row} neither works nor says why not"


def test_no_number_of_enterprise_is_left_out_or_there_twice() -> None:
    keys = [row for row, _, _ in ROWS]
    assert len(keys) == len(set(keys)), "a row is there twice"
    lines = [line for line in ENTERPRISE.splitlines() if re.match(r"\| \d", line)]
    assert len(ROWS) == len(lines), "a row does not have three cells"
    told = [row for row in ROWS if not row[1].startswith(("12.", "18."))]
    numbers = {tuple(map(int, number.split("."))) for row, number, _ in told if "-" not in row}
    for row, number, _ in told:
        if "-" in row:  # "7.2.1-7.2.5"
            *above, first = map(int, number.split("."))
            numbers |= {(*above, each) for each in range(first, int(row.rsplit(".", 1)[1]) + 1)}
    numbers |= {number[:length] for number in numbers for length in range(2, len(number))}
    missing = {
        ".".join(map(str, (*number[:-1], last)))
        for number in numbers
        for last in range(1, number[-1])
        if (*number[:-1], last) not in numbers
    }
    assert not missing, f"left out: {', '.join(sorted(missing))}"


# ---------------------------------------------------------------- manual QA, row by row

MANUAL_QA = (DOCS / "reference" / "manual-qa.md").read_text(encoding="utf-8")
_NUMBERED = re.compile(r"^\| ([TU]?\d+|A\.\d+) \|([^|]*)\| (.*) \|$", re.MULTILINE)
NUMBERED = [(row[0], row[2]) for row in _NUMBERED.findall(MANUAL_QA)]


@pytest.mark.parametrize(("row", "here"), NUMBERED)
def test_what_manual_qa_does_is_tested_or_decided_or_not_offered(row: str, here: str) -> None:
    check_row(row, here)


def test_no_number_of_manual_qa_is_left_out_or_there_twice() -> None:
    numbers = [*map(str, range(1, 90)), *(f"T{n}" for n in range(1, 18)), *(f"U{n}" for n in range(1, 23))]
    assert [row for row, _ in NUMBERED if not row.startswith("A.")] == numbers


def test_every_decision_is_in_the_index() -> None:
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = sorted(page.name for page in (DOCS / "decisions").glob("[0-9]*.md"))
    assert re.findall(r"\((\d{4}-[^)]+\.md)\)", index) == pages
    assert [int(page[:4]) for page in pages] == list(range(1, len(pages) + 1))
