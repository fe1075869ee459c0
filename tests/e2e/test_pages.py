"""Every page for everybody: it says what it is, the keyboard finds its way, the browser has nothing to complain of."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import world
from tests.e2e.conftest import Visit
from tests.world import ENTITIES

from assay.kit.db import Connection

# Who looks, and at what of a project.
OF_PROJECT = [
    ("manager", "summary"),
    ("manager", "tasks"),
    ("manager", "import"),
    ("manager", "export"),
    ("manager", "settings"),
    ("manager", "settings?section=labeling"),
    ("manager", "settings?section=ontology"),
    ("manager", "settings?section=datasets"),
    ("manager", "settings?section=instructions"),
    ("manager", "settings?section=annotation"),
    ("manager", "settings?section=review"),
    ("manager", "settings?section=members"),
    ("manager", "settings?section=danger"),
    ("ann1", "label"),
    ("rev1", "review"),
    ("manager", "tasks/{task}"),
]
ELSEWHERE = [
    ("", "/login"),
    ("", "/join?token=unknown"),
    ("owner", "/projects"),
    ("owner", "/projects/new"),
    ("owner", "/datasets"),
    ("owner", "/ontologies"),
    ("owner", "/ontologies/new"),
    ("owner", "/organization"),
    ("owner", "/account"),
    ("owner", "/nowhere"),
]

# What must not be told apart by colour alone, or cannot be read at all: text whose contrast is below the norm.
FAINT_TEXT = """() => {
  const channels = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r, g, b].map((c, i) => (c * a + [x, y, z][i] * (255 - a)) / 255);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(channels(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const off = element.closest(":disabled, [data-disabled], [aria-disabled=true], [aria-hidden=true], mark");
    if (!text.data.trim() || off || box.width < 2 || style.visibility !== "visible" || style.opacity < 1) continue;
    const below = ground(element);
    const [a, b] = [light(over(channels(style.color), below)), light(below)].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24;
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) faint.push(text.data.trim());
  }
  return [...new Set(faint)];
}"""

NAMELESS = """() => [...document.querySelectorAll(
    "button, a[href], input, select, textarea, [role=button], [tabindex='0']")]
  .filter((element) => element.checkVisibility() && !element.closest("[aria-hidden=true]"))
  .filter((element) => ![element.ariaLabel, element.innerText, element.title, element.placeholder,
    element.getAttribute("aria-labelledby"), ...[...(element.labels ?? [])].map((label) => label.innerText)]
    .some((name) => name?.trim()) && !element.querySelector("[aria-label], img[alt]:not([alt=''])"))
  .map((element) => element.outerHTML.slice(0, 200))"""

FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const look = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  };
  const frame = element.closest("label, [data-focus-frame]") ?? element.parentElement;
  return { visible: look(element) || look(frame) || look(frame.parentElement), what: element.outerHTML.slice(0, 160) };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_a_project(visit: Visit, cast: Any, db: Connection, scheme: str) -> None:
    w = world.build(db, cast, tasks=4, config=ENTITIES)
    submitted = w.submit(cast.ann2, w.next(cast.ann2).json()["id"], [world.span("a", 0, 4)])
    assert submitted.status_code == 201, submitted.text
    for name in dict.fromkeys(who for who, _ in OF_PROJECT):
        page = visit(cast[name], color_scheme=scheme)
        for path in (path for who, path in OF_PROJECT if who == name):
            page.goto(f"/projects/{w.project_id}/{path.format(task=w.task_ids[0])}")
            examine(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_other_pages(visit: Visit, cast: Any, scheme: str) -> None:
    for name in dict.fromkeys(who for who, _ in ELSEWHERE):
        page = visit(
            cast[name] if name else None, "/login", color_scheme=scheme, expecting=["404 .*/api/invites/lookup"]
        )
        for path in (path for who, path in ELSEWHERE if who == name):
            page.goto(path)
            examine(page)


def examine(page: Page) -> None:
    """One heading of the first rank, a title of its own, names for all controls, a focus to be seen."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.wait_for_load_state("networkidle")
    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading.strip()
    assert page.title().endswith("Assay"), page.title()
    assert page.title() != "Assay", page.url
    assert page.evaluate(NAMELESS) == [], page.url
    assert page.evaluate(FAINT_TEXT) == [], page.url
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        if focus := page.evaluate(FOCUS):
            seen.append(focus)
    assert seen, f"Tab reaches nothing on {page.url}"
    assert [focus["what"] for focus in seen if not focus["visible"]] == [], page.url
