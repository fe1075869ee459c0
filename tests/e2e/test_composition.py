"""Manual QA from a dataset and an ontology that are made on the way, up to the first label; then taken apart."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect
from tests.cast import Cast
from tests.e2e.conftest import Visit
from tests.exchange.sending import picture
from tests.world import SENTIMENT

# Two minutes, as people are promised, on a machine that does other things too.
SOON_S = 120


def test_from_nothing_to_the_first_label_of_manual_qa(cast: Cast, visit: Visit) -> None:
    page = visit(cast.manager)
    started = time.monotonic()
    page.goto("/projects/new")
    page.get_by_role("radio", name="Manual QA (single instances)").check()
    page.get_by_role("textbox", name="Name", exact=True).fill("Crossings")
    tags = page.get_by_role("combobox", name="Tags")
    for title in ("Pilot", "Night"):
        tags.fill(title)
        tags.press("Enter")
    page.get_by_role("button", name="Create and continue").click()
    page.get_by_role("button", name="New dataset").click()
    dialog = page.get_by_role("dialog", name="New dataset")
    dialog.get_by_role("textbox", name="Name", exact=True).fill("Street scenes")
    dialog.get_by_role("button", name="Create dataset").click()
    files = [{"name": f"{name}.png", "mimeType": "image/png", "buffer": picture()} for name in "ab"]
    page.get_by_label("Files to import").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="Add 2 files").click()
    expect(page.get_by_text("Street scenes: 2 pictures, 2 tasks")).to_be_visible()
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="Object detection").first.click()
    page.get_by_role("textbox", name="Name of the ontology").fill("Road users")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Who works on it?")).to_be_visible()
    [ontology] = cast.manager.client.get("/api/ontologies/").json()["results"]
    assert (ontology["title"], ontology["version"], ontology["project_count"]) == ("Road users", 1, 1)
    project = int(page.url.split("project=")[1].split("&")[0])
    tagged = cast.manager.client.get(f"/api/projects/{project}/").json()["tags"]
    assert [tag["title"] for tag in tagged] == ["Night", "Pilot"]
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.goto(f"/projects/{project}/label")
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    assert time.monotonic() - started < SOON_S
    _take_apart(page, project)


def _take_apart(page: Page, project: int) -> None:
    """What goes is said first; the items stay."""
    page.goto(f"/projects/{project}/settings?section=datasets")
    page.get_by_role("button", name="Detach").click()
    dialog = page.get_by_role("dialog", name="Detach Street scenes?")
    expect(dialog.get_by_text("2 tasks are removed from this project for good.")).to_be_visible()
    dialog.get_by_role("button", name="Detach").click()
    expect(page.get_by_text("No dataset is attached, and nothing was imported yet.")).to_be_visible()
    page.goto("/datasets")
    page.get_by_role("link", name="Street scenes").click()
    expect(page.get_by_role("button", name="a.png")).to_be_visible()


def test_an_ontology_gets_a_version_and_a_project_is_switched(cast: Cast, visit: Visit) -> None:
    manager = cast.manager.client
    body = {"title": "Opinions", "label_config": SENTIMENT}
    ontology = manager.post("/api/ontologies/", json=body).json()["id"]
    project = manager.post("/api/projects/", json={"title": "Letters", "ontology": ontology}).json()["id"]
    page = visit(cast.manager)
    page.goto(f"/ontologies/{ontology}")
    page.get_by_text("XML", exact=True).click()
    text = page.get_by_label("Labeling configuration, XML")
    text.fill(SENTIMENT.replace("Negative", "Bad"))
    page.get_by_role("textbox", name="What is different").fill("A plainer word.")
    page.get_by_role("button", name="Save as version 2").click()
    page.get_by_text("Versions", exact=True).click()
    expect(page.get_by_text("A plainer word.")).to_be_visible()
    expect(page.get_by_text("1 line gone, 1 line new")).to_be_visible()
    page.goto(f"/projects/{project}/settings?section=ontology")
    page.get_by_role("button", name="See what it changes").click()
    dialog = page.get_by_role("dialog", name="Switch the ontology")
    expect(dialog.get_by_text("All data can be shown")).to_be_visible()
    dialog.get_by_role("button", name="Switch", exact=True).click()
    expect(page.get_by_text("Version 2 of 2")).to_be_visible()
