"""Forms: a long one with conditions by keyboard only, two answers compared, a list ranked, a PDF classified."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.e2e.records import records

from assay.kit.db import Connection
from assay.projects.templates import samples

FORM = """<View>
  <Text name="letter" value="$text"/>
  <Header value="How does the writer feel?"/>
  <Choices name="mood" toName="letter" required="true"><Choice value="Angry"/><Choice value="Calm"/></Choices>
  <View visibleWhen="choice-selected" whenTagName="mood" whenChoiceValue="Angry">
    <TextArea name="cause" toName="letter" maxSubmissions="1" required="true"/>
  </View>
  <Choices name="topics" toName="letter" choice="multiple"><Choice value="Delivery"/><Choice value="Parts"/></Choices>
  <Choices name="area" toName="letter" choice="multiple" allowNested="true">
    <Choice value="Kitchen"><Choice value="Oven"/><Choice value="Sink"/></Choice><Choice value="Bath"/></Choices>
  <Taxonomy name="thing" toName="letter"><Choice value="Machines"><Choice value="Dishwasher"/></Choice></Taxonomy>
  <Rating name="urgency" toName="letter" required="true"/>
  <Number name="days" toName="letter" min="0" max="60"/>
  <DateTime name="period" toName="letter" only="month,year" max="2026"/>
  <TextArea name="words" toName="letter"/>
  <Choices name="place" toName="letter" layout="select"><Choice value="Home"/><Choice value="Shop"/></Choices>
  <Choices name="calmly" toName="letter" visibleWhen="choice-unselected" whenTagName="mood" whenChoiceValue="Angry">
    <Choice value="Yes"/></Choices>
</View>"""


def answers(db: Connection, project_id: int) -> dict[str, Any]:
    """What was handed in, by control."""
    (record,) = records(db, project_id)
    return {entry["from_name"]: entry["value"] for entry in record.result}


def handed_in(page: Page) -> None:
    expect(page.get_by_text("There is nothing left to label for you")).to_be_visible()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, question: str, role: str = "") -> None:
    """Presses Tab until the focus is within a question, on a field of some kind."""
    inside = """([name, role]) => {
        const active = document.activeElement;
        return active?.closest("fieldset")?.dataset.control === name && (role === "" || active.matches(role));
    }"""
    for _ in range(60):
        if page.evaluate(inside, [question, role]):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not lead to {question}")


def test_a_long_form_by_keyboard_only(visit: Visit, cast: Any, db: Connection) -> None:
    w = world.build(db, cast, data=[{"text": "The fitter came too late."}], config=FORM)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(page.get_by_role("article").get_by_text("The fitter came too late.")).to_be_visible()
    expect(page.get_by_role("group", name="calmly")).to_be_visible()
    # What is missing is said at its question, which takes the focus.
    press(page, "Control+Enter")
    expect(page.get_by_role("group", name="How does the writer feel?")).to_contain_text("This needs an answer.")
    press(page, "1")
    expect(page.get_by_role("group", name="calmly")).to_have_count(0)
    tab_to(page, "cause", "textarea")
    page.keyboard.type("It came too late")
    press(page, "Control+z")
    page.keyboard.type("late, as ever")
    tab_to(page, "topics", "input")
    press(page, "Space", "ArrowDown", "Space")
    tab_to(page, "area", "input")
    press(page, "ArrowDown", "Space")
    tab_to(page, "thing", "input")
    page.keyboard.type("dish")
    press(page, "ArrowDown", "Enter")
    tab_to(page, "urgency")
    press(page, "4")
    tab_to(page, "days", "input")
    page.keyboard.type("90")
    tab_to(page, "period", "select")
    expect(page.get_by_role("group", name="days")).to_contain_text("Enter a number from 0 to 60.")
    page.keyboard.type("May")
    press(page, "Tab")
    page.keyboard.type("2025")
    tab_to(page, "words", "textarea")
    page.keyboard.type("hose")
    press(page, "Enter")
    page.keyboard.type("water")
    tab_to(page, "place", "select")
    page.keyboard.type("Shop")
    # Handing in leads to the number; the right one is the last that was missing.
    press(page, "Control+Enter")
    expect(page.get_by_role("spinbutton", name="days")).to_be_focused()
    press(page, "Control+a")
    page.keyboard.type("2")
    press(page, "Control+Enter")
    handed_in(page)
    assert answers(db, w.project_id) == {
        "mood": {"choices": ["Angry"]},
        "cause": {"text": ["It came too late, as ever"]},
        "topics": {"choices": ["Delivery", "Parts"]},
        "area": {"choices": [["Kitchen", "Oven"]]},
        "thing": {"taxonomy": [["Machines", "Dishwasher"]]},
        "urgency": {"rating": 4},
        "days": {"number": 2},
        "period": {"datetime": "2025-05-01"},
        "words": {"text": ["hose", "water"]},
        "place": {"choices": ["Shop"]},
    }


def test_the_better_one_of_two(visit: Visit, cast: Any, db: Connection) -> None:
    config = """<View><Pairwise name="better" toName="one,two" required="true"/>
      <Text name="one" value="$one"/><Text name="two" value="$two"/></View>"""
    w = world.build(db, cast, data=[{"one": "A short answer.", "two": "A longer answer."}], config=config)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    page.get_by_role("article").get_by_text("A short answer.").click()
    expect(page.get_by_text("Left – chosen")).to_be_visible()
    page.get_by_role("heading").first.click()
    press(page, "ArrowRight")
    expect(page.get_by_text("Right – chosen")).to_be_visible()
    press(page, "Control+Enter")
    handed_in(page)
    assert answers(db, w.project_id) == {"better": {"selected": "right"}}


def test_a_list_is_sorted_by_dragging_and_by_keys(visit: Visit, cast: Any, db: Connection) -> None:
    config = """<View><List name="found" value="$found" title="Results"/>
      <Ranker name="sort" toName="found"><Bucket name="good" title="Good"/><Bucket name="bad" title="Bad"/></Ranker>
    </View>"""
    found = [{"id": name, "title": f"Result {name}"} for name in "abc"]
    w = world.build(db, cast, data=[{"found": found}], config=config)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    good = page.get_by_role("region", name="Good")
    page.get_by_role("button", name="Result a").hover()
    page.mouse.down()
    place = good.bounding_box()
    assert place
    page.mouse.move(place["x"] + 60, place["y"] + 60, steps=8)
    page.mouse.up()
    expect(good).to_contain_text("Result a")
    page.get_by_role("button", name="Result c").focus()
    press(page, "Space", "ArrowRight", "ArrowUp", "Space")
    expect(good.get_by_role("button").first).to_contain_text("Result c")
    press(page, "Control+Enter")
    handed_in(page)
    assert answers(db, w.project_id) == {"sort": {"ranker": {"_": ["b"], "good": ["c", "a"], "bad": []}}}


def test_a_pdf_is_read_and_classified(visit: Visit, cast: Any, db: Connection) -> None:
    config = """<View><Pdf name="paper" value="$pdf"/>
      <Choices name="kind" toName="paper"><Choice value="Invoice"/><Choice value="Letter"/></Choices></View>"""
    w = world.build(db, cast, data=[{"pdf": samples.INVOICE}], config=config)
    page = visit(cast.ann1, f"/projects/{w.project_id}/label")
    expect(page.get_by_text("Invoice no. 2026-0317")).to_be_attached()
    number = page.get_by_role("textbox", name="Page, of 2")
    number.fill("2")
    press(page, "Enter")
    expect(page.get_by_text("Terms of delivery")).to_be_attached()
    expect(number).to_have_value("2")
    page.get_by_role("radio", name="Invoice").check()
    press(page, "Control+Enter")
    handed_in(page)
    assert answers(db, w.project_id) == {"kind": {"choices": ["Invoice"]}}
