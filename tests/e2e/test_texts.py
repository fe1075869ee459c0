"""Documents and dialogues: labelled by mouse and by keyboard, whatever hostile people wrote into them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, Request, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection

DOCUMENTS = """<View>
  <Style>.note { padding: 8px; } @import url(https://evil.test/config.css);
    body { background: url(https://evil.test/config.png); position: fixed }</Style>
  <View className="note"><HyperTextLabels name="entity" toName="page">
    <Label value="Person"/><Label value="Place"/></HyperTextLabels></View>
  <HyperText name="page" value="$html"/>
</View>"""

DOCUMENT = """<html><head>
  <style>p { color: #333; } @import "https://evil.test/head.css";
    h1 { background: url(https://evil.test/h1.png) }</style>
  <link rel="stylesheet" href="https://evil.test/link.css"><base href="https://evil.test/">
  <meta http-equiv="refresh" content="0;url=https://evil.test/refresh">
</head><body onload="document.title = 'hacked'">
<h1 style="background: url(https://evil.test/style.png); color: navy">The 😀 yard</h1>
<script>document.title = "hacked"; fetch("https://evil.test/script")</script>
<p onclick="document.title = 'hacked'">Ann <b>Voss</b> lives in <i>Triest</i>e<!-- a comment -->.</p>
<p>She <a href="https://evil.test/link">left</a> <a href="javascript:document.title = 'hacked'">early</a>.</p>
<img src="https://evil.test/a.png" onerror="document.title = 'hacked'" alt="a boat">
<img src="x:y" onerror="document.title = 'hacked'"><svg onload="document.title = 'hacked'"><script>1</script></svg>
<iframe src="https://evil.test/frame" srcdoc="<script>parent.document.title = 'hacked'</script>"></iframe>
<form action="https://evil.test/form"><input autofocus onfocus="document.title = 'hacked'"><button>Send</button></form>
<div style="position: fixed; inset: 0; z-index: 2147483647; background: red">A cover</div>
</body></html>"""

DIALOGUES = """<View>
  <ParagraphLabels name="act" toName="talk"><Label value="Question"/><Label value="Answer"/></ParagraphLabels>
  <Paragraphs name="talk" value="$talk" layout="dialogue"/>
</View>"""

DIALOGUE = [
    {"author": "Passenger", "text": "Does 😀 the ferry run today?"},
    {"author": "Clerk", "text": "It does. The next one leaves soon."},
    {"author": "Passenger", "text": "Two tickets, please."},
]


def sweep(page: Page, first: str, last: str) -> None:
    """Selects with the mouse from before some words to behind others."""
    place = """(article, [words, side]) => {
        const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            const { left, right, top, bottom } = range.getBoundingClientRect();
            return { x: side === "start" ? left + 1 : right - 1, y: (top + bottom) / 2 };
        }
    }"""
    article = page.get_by_role("article")
    start, end = article.evaluate(place, [first, "start"]), article.evaluate(place, [last, "end"])
    page.mouse.move(start["x"], start["y"])
    page.mouse.down()
    page.mouse.move(end["x"], end["y"], steps=8)
    page.mouse.up()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def enter_text(page: Page) -> None:
    """Goes into the text with the keyboard."""
    article = page.get_by_role("article")
    expect(article).not_to_be_empty()
    for _ in range(40):
        page.keyboard.press("Tab")
        if article.evaluate("article => article === document.activeElement"):
            return
    raise AssertionError("Tab does not lead into the text.")


def submitted(page: Page, db: Connection, project_id: int) -> list[dict[str, Any]]:
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    (record,) = records(db, project_id)
    return sorted((item["value"] for item in record.result), key=lambda value: str(value["start"]))


def test_a_hostile_document_is_labelled_and_does_nothing(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"html": DOCUMENT}], config=DOCUMENTS)
    page = visit(cast.ann1)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(f"/projects/{w.project_id}/label")
    article = page.get_by_role("article")
    expect(article).to_contain_text("A cover")
    page.get_by_role("button", name="Person").click()
    sweep(page, "Ann", "Voss")
    page.get_by_role("button", name="Place").click()
    sweep(page, "Triest", "e.")
    expect(page.get_by_role("option")).to_have_count(2)
    article.get_by_text("left").click()
    article.get_by_text("early").click()
    assert page.get_by_role("button", name="Submit").is_enabled(), "nothing lies over the page"
    assert "hacked" not in page.title()
    place, person = submitted(page, db, w.project_id)
    assert not [url for url in asked if "evil" in url or "x:y" in url]
    assert person == {
        "start": "/p[1]/text()[1]",
        "startOffset": 0,
        "end": "/p[1]/b[1]/text()[1]",
        "endOffset": 4,
        "globalOffsets": person["globalOffsets"],
        "text": "Ann Voss",
        "hypertextlabels": ["Person"],
    }
    assert place == {
        "start": "/p[1]/i[1]/text()[1]",
        "startOffset": 0,
        "end": "/p[1]/text()[3]",
        "endOffset": 2,
        "globalOffsets": place["globalOffsets"],
        "text": "Trieste.",
        "hypertextlabels": ["Place"],
    }


def test_a_document_with_the_keyboard_only(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"html": "<h1>A 😀 yard</h1><p>Ann <b>Voss</b> left.</p>"}], config=DOCUMENTS)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    enter_text(page)
    # The first key shows the cursor at the beginning.
    press(page, "ArrowDown", "ArrowDown", "Home", "Control+Shift+ArrowRight", "1")
    expect(page.get_by_role("option", name="Ann")).to_be_visible()
    # The border of the region goes on into the next element.
    press(page, *["Alt+ArrowRight"] * 5)
    expect(page.get_by_role("option", name="Ann Voss")).to_be_visible()
    press(page, "Control+Enter")
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()
    (record,) = records(db, w.project_id)
    (item,) = record.result
    assert item["value"] == {
        "start": "/p[1]/text()[1]",
        "startOffset": 0,
        "end": "/p[1]/b[1]/text()[1]",
        "endOffset": 4,
        "globalOffsets": {"start": 8, "end": 16},
        "text": "Ann Voss",
        "hypertextlabels": ["Person"],
    }


def test_a_dialogue_by_mouse_and_keyboard(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"talk": DIALOGUE}], config=DIALOGUES)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    page.get_by_role("button", name="Question").click()
    sweep(page, "the ferry", "today?")
    page.get_by_role("button", name="Question").click()
    sweep(page, "The next one", "Two tickets")
    press(page, "2")
    expect(page.get_by_role("option")).to_have_count(2)
    press(page, "Escape", "ArrowUp", "ArrowUp", "ArrowUp", "Home", "Shift+ArrowRight", "Shift+ArrowRight", "2")
    expect(page.get_by_role("option")).to_have_count(3)
    values = submitted(page, db, w.project_id)
    assert [(value["start"], value["end"]) for value in values] == [("0", "0"), ("0", "0"), ("1", "2")]
    said = next(value for value in values if value["text"] == "the ferry run today?")
    # Label Studio counts UTF-16 units in dialogues: the emoji is two of them.
    assert [said["start"], said["startOffset"], said["endOffset"]] == ["0", 8, 28]
    across = next(value for value in values if value["start"] != value["end"])
    assert across == {
        "start": "1",
        "end": "2",
        "startOffset": 9,
        "endOffset": 11,
        "text": "The next one leaves soon.\nTwo tickets",
        "paragraphlabels": ["Answer"],
    }
