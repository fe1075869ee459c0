"""An installation that nobody has set up yet, from its first page to somebody who joins by a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, served
from tests.e2e.steps import import_text, invitation, join, name_project, publish, use_template

OPINIONS = ["The hinge came loose after a week.", "Quiet, quick, and it fits.", "It is a lamp. It gives light."]


@pytest.fixture
def new_installation(
    built_page: None, make_database: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A server that has nobody and nothing."""
    with served(make_database("first"), tmp_path_factory.mktemp("first")) as url:
        yield url


def test_from_the_first_page_to_the_first_label(visit: Visit, new_installation: str) -> None:
    owner = visit(base_url=new_installation)
    set_up(owner)
    expect(owner.get_by_role("heading", name="Projects", level=1)).to_be_visible()

    owner.get_by_role("link", name="New project").first.click()
    name_project(owner, "Opinions about lamps")
    import_text(owner, OPINIONS)
    use_template(owner, "Sentiment")
    expect(owner.get_by_text(OPINIONS[0])).to_be_visible()
    owner.get_by_role("button", name="Save and continue").click()
    link = invitation(owner, "Annotator")
    owner.get_by_role("button", name="Continue", exact=True).click()
    publish(owner)
    expect(owner.get_by_text("0% completed")).to_be_visible()

    annotator = visit(base_url=new_installation)
    join(annotator, link, "Noor", "Haddad", "noor@example.org")
    annotator.get_by_role("link", name="Label 3").click()
    expect(annotator.get_by_role("article").get_by_text(OPINIONS[0])).to_be_visible()


def set_up(page: Page) -> None:
    expect(page.get_by_role("heading", name="Set up Assay")).to_be_visible()
    page.get_by_role("button", name="Create organization and owner").click()
    expect(page.get_by_text("Give your organization a name.")).to_be_visible()
    page.get_by_label("Organization").fill("Lamp Testers")
    page.get_by_label("First name").fill("Ines")
    page.get_by_label("Last name").fill("Maro")
    page.get_by_label("E-mail").fill("ines@example.org")
    page.get_by_role("textbox", name="Password").fill("four long quiet words")
    page.get_by_role("button", name="Create organization and owner").click()
