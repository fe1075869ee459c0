"""Steps that several journeys have in common, each as a person takes it: by what the page says."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page, expect
from tests.cast import Person
from tests.world import World

PATIENCE_S = 45


def name_project(page: Page, title: str) -> None:
    """The first step of a new project."""
    expect(page.get_by_role("heading", name="What is the project called?")).to_be_visible()
    page.get_by_role("textbox", name="Name").fill(title)
    page.get_by_role("button", name="Create and continue").click()


def import_text(page: Page, lines: Sequence[str]) -> None:
    """The second one: one item for each line."""
    page.get_by_text("Paste", exact=True).click()
    page.get_by_role("textbox", name="Text").fill("\n".join(lines))
    page.get_by_role("button", name="Check the data").click()
    page.get_by_role("button", name=f"Import {len(lines)} tasks").click()
    expect(page.get_by_text(f"{len(lines)} tasks imported.")).to_be_visible()
    page.get_by_role("button", name="Continue", exact=True).click()


def use_template(page: Page, title: str) -> None:
    """The third one; the preview is left on the screen."""
    page.get_by_role("button", name=title).first.click()


def invitation(page: Page, role: str) -> str:
    """The fourth one, for one role; the link to send."""
    again = page.get_by_role("button", name="Make another link")
    if again.is_visible():
        again.click()
    page.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name=role, exact=True).click()
    page.get_by_role("button", name="Make invitation link").click()
    return page.get_by_label("Invitation link").input_value()


def publish(page: Page, overlap: int = 1) -> None:
    """The last one. Where several people label each item, each of their annotations shall get a verdict."""
    page.get_by_label("Annotations per task").fill(str(overlap))
    if overlap > 1:
        page.get_by_role("combobox", name="When a task is reviewed").click()
        page.get_by_role("option", name="Every annotation needs a verdict").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def join(page: Page, link: str, first_name: str, last_name: str, email: str) -> None:
    """Somebody new follows an invitation."""
    page.goto(link)
    page.get_by_label("First name").fill(first_name)
    page.get_by_label("Last name").fill(last_name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("textbox", name="Password").fill("words that nobody guesses")
    page.get_by_role("button", name="Create account and join").click()
    expect(page.get_by_role("heading", name="Projects", level=1)).to_be_visible()


def until_compared(w: World, task_id: int, *, pairs: int, score: float) -> None:
    """The job process compares a moment after a submission. Only once a browser is there: it starts the server."""
    end = time.monotonic() + PATIENCE_S
    found: dict[str, Any] = {}
    while time.monotonic() < end:
        found = w.cast.manager.client.get(f"/api/tasks/{task_id}/agreement-pairs/").json()
        if found["is_current"] and len(found["pairs"]) == pairs:
            assert found["agreement"] == score
            return
        time.sleep(0.2)
    raise AssertionError(found)


def sign_in(page: Page, person: Person) -> None:
    """From the login page to the list of projects."""
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_role("textbox", name="Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Projects", level=1)).to_be_visible()
