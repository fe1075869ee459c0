"""Pictures of every page of a running demo, to be looked at: two sizes, light and dark.

    assay demo --port 8080 &
    python tests/e2e/take_shots.py http://127.0.0.1:8080 data/demo-login.txt [folder] [part of a name]

They go into `tests/e2e/shots`, which is not kept under version control.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"wide": (1440, 900), "narrow": (1024, 768)}
SCHEMES = ("light", "dark")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# name, who looks, address, what is done before the picture is taken
Visit = tuple[str, str, str, Callable[[Page], None] | None]


def visits(projects: dict[str, int]) -> Iterator[Visit]:
    """Every page, with a project in place of its name."""
    yield "login", "", "/login", None
    yield "login-wrong", "", "/login", wrong_password
    yield "join-lost", "", "/join?token=nobody", None
    yield "projects", "elif", "/projects", None
    yield "projects-annotator", "mira", "/projects", None
    yield "projects-none-found", "elif", "/projects?search=zebra", None
    yield "palette", "elif", "/projects", lambda page: page.keyboard.press("Control+k")
    yield "shortcuts", "elif", "/projects", lambda page: page.keyboard.press("?")
    yield "organization", "elif", "/organization", None
    yield "invite", "elif", "/organization", invite
    yield "account", "mira", "/account", None
    yield "missing", "elif", "/projects/999999", None
    yield "new", "elif", "/projects/new", None
    first = next(iter(projects.values()))
    for step in ("name", "data", "labeling", "people", "publish"):
        yield f"new-{step}", "elif", f"/projects/new?project={first}&step={step}", None
    for title, number in projects.items():
        mark = re.sub(r"\W+", "-", title).strip("-").lower()
        for tab in ("summary", "tasks", "import", "export"):
            yield f"{mark}-{tab}", "elif", f"/projects/{number}/{tab}", None
        yield f"{mark}-label", "mira", f"/projects/{number}/label", None
        yield f"{mark}-review", "jonas", f"/projects/{number}/review", None
        yield f"{mark}-task", "elif", f"/projects/{number}/tasks", first_task
    for section in ("general", "labeling", "instructions", "annotation", "review", "members", "danger"):
        yield f"settings-{section}", "elif", f"/projects/{first}/settings?section={section}", None


def wrong_password(page: Page) -> None:
    page.get_by_label("E-mail").fill("elif@demo.assay")
    page.get_by_role("textbox", name="Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("You are not signed in").wait_for()


def invite(page: Page) -> None:
    page.get_by_role("button", name="Invite people").click()
    page.get_by_text("By a link for everybody").click()
    page.get_by_role("button", name="Make invitation link").click()
    page.get_by_label("Invitation link").wait_for()


def first_task(page: Page) -> None:
    page.get_by_role("table").get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/tasks/\d+"))


@contextmanager
def signed_in(browser: Browser, address: str, person: str, password: str, size: str, scheme: str) -> Iterator[Page]:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    context.route(
        "**/api/notifications/stream/",
        lambda route: route.fulfill(content_type="text/event-stream", body="retry: 3600000\n\n"),
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    if person:
        page.goto("/login")
        page.get_by_label("E-mail").fill(f"{person}@demo.assay")
        page.get_by_role("textbox", name="Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/projects")
    yield page
    context.close()


def main(address: str, login: Path, folder: Path, part: str) -> None:
    password = login.read_text(encoding="utf-8").split("password:")[1].strip()
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome")
        installed = next((str(path) for name in names if (path := Path("/usr/bin") / name).exists()), None)
        browser = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        with signed_in(browser, address, "elif", password, "wide", "light") as page:
            listed = page.request.get("/api/projects/?page_size=20&ordering=id").json()["results"]
        plan = [visit for visit in visits({row["title"]: row["id"] for row in listed}) if part in visit[0]]
        for scheme in SCHEMES:
            for size in SIZES:
                for person in dict.fromkeys(visit[1] for visit in plan):
                    with signed_in(browser, address, person, password, size, scheme) as page:
                        for name, _, path, act in (visit for visit in plan if visit[1] == person):
                            shoot(page, path, act, folder / f"{name}.{size}.{scheme}.png")
        browser.close()


def shoot(page: Page, path: str, act: Callable[[Page], None] | None, file: Path) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    try:
        if act:
            act(page)
            page.wait_for_load_state("networkidle")
    finally:
        page.wait_for_timeout(300)
        page.screenshot(path=file)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        given[0],
        Path(given[1]),
        Path(given[2]) if len(given) > 2 else Path(__file__).parent / "shots",
        given[3] if len(given) > 3 else "",
    )
