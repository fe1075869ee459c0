"""`make bench-editor`: how fast the editor is in a real Chromium, beside the same drawn plainly, in one run.

Each figure is the median of five. Scenes come from `web/src/editor/bench.tsx`, built as the page is built; the label
stream and the review of instances are measured on a real server, with prefetching, outbox and drafts.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench import manual_qa, people
from bench.server import OWNER, Server, running

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "build" / "bench-editor"
INSTALLED = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
SIZE = {"width": 1440, "height": 900}
TIMES = 5
ITEMS = 200
INSTANCES = 2_000
# Longer than that, a key seems to do nothing.
FLUENT = 100
# Milliseconds between two keys, so that one does not pay for the other.
REST = 300
# Thirty frames a second.
SLOWEST_FRAME = 1000 / 30


@dataclass(frozen=True)
class Line:
    """What was measured, how the same does plainly where there is such a thing, and the most that is wanted."""

    what: str
    ours: float
    plain: float | None
    most: float
    unit: str


def median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(TIMES))


def scenes(page: Page) -> Iterator[Line]:
    """Opening and selecting among many regions."""
    for kind, count, ready, select in (
        ("boxes", 1_000, 700, 80),
        ("boxes", 20_000, 2_000, None),
        ("spans", 2_000, 800, 90),
        ("spans", 10_000, 2_500, None),
    ):
        plain = median(lambda kind=kind, count=count: page.evaluate(f"bench.openPlainly('{kind}', {count})"))  # type: ignore[misc]
        ours = median(lambda kind=kind, count=count: page.evaluate(f"bench.open('{kind}', {count})"))  # type: ignore[misc]
        yield Line(f"{count:,} {kind}, until they are on the screen", ours, plain, ready, "ms")
        if select is not None:
            places = iter(range(3, 3 + TIMES))
            took = median(lambda count=count, places=places: press(page, next(places), count))  # type: ignore[misc]
            yield Line(f"{count:,} {kind}, from the press until one is selected", took, None, select, "ms")


def press(page: Page, number: int, count: int) -> float:
    """Clicks on a region that is not selected yet."""
    place = page.evaluate(f"bench.middleOf({number}, {count})")
    page.evaluate("window.selection = bench.nextSelection(); undefined")
    page.mouse.click(place["x"], place["y"])
    return float(page.evaluate("window.selection"))


def documents(page: Page) -> Iterator[Line]:
    """A large HTML document, and scrolling through a PDF."""
    size = 5_000_000
    plain = median(lambda: page.evaluate(f"bench.openPlainly('html', {size})"))
    yield Line(
        "5 MB of HTML, until it is on the screen",
        median(lambda: page.evaluate(f"bench.open('html', {size})")),
        plain,
        4_000,
        "ms",
    )
    places = iter(range(3, 3 + TIMES))
    took = median(lambda: press(page, next(places), size))
    yield Line("5 MB of HTML, from the press until a label is selected", took, None, 90, "ms")
    page.evaluate("bench.open('pages', 500)")
    page.mouse.move(SIZE["width"] / 2, SIZE["height"] / 2)
    late = median(lambda: scroll(page))
    yield Line("500 pages of PDF, the slowest of twenty frames while scrolled", late, None, SLOWEST_FRAME, "ms")


def scroll(page: Page) -> float:
    """Turns the wheel for some seconds; of the frames seen meanwhile, one in twenty takes longer than this."""
    page.evaluate("bench.watchFrames()")
    for _ in range(50):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(30)
    frames = sorted(page.evaluate("bench.framesSeen()"))
    return float(frames[len(frames) * 19 // 20])


def drag(page: Page) -> Line:
    """The slowest frame while one box among many is dragged about."""
    count = 5_000

    def once() -> float:
        page.evaluate(f"bench.open('boxes', {count})")
        place = page.evaluate(f"bench.middleOf({count // 2 + 20}, {count})")
        page.mouse.click(place["x"], place["y"])
        page.mouse.move(place["x"], place["y"])
        page.mouse.down()
        page.mouse.move(place["x"] + 8, place["y"] + 8)
        page.evaluate("bench.watchFrames()")
        for step in range(60):
            page.mouse.move(place["x"] + 8 + 3 * step, place["y"] + 8 + step)
        slowest = max(page.evaluate("bench.framesSeen()"))
        page.mouse.up()
        return float(slowest)

    return Line(f"{count:,} boxes, the slowest frame while one is dragged", median(once), None, SLOWEST_FRAME, "ms")


def stream(browser: Browser, server: Server) -> Iterator[Line]:
    """The label stream: what it loads, how soon the next item is there, and what stays in memory."""
    project = server.project()
    rows = [{"text": f"Message {n}: the parcel came late and the box was wet."} for n in range(ITEMS + 40)]
    server.call("POST", f"/api/projects/{project}/import", rows)
    server.publish(project)
    context = browser.new_context(base_url=server.url, viewport=SIZE)
    known = context.request.post("/api/session/", data={"email": OWNER[1], "password": OWNER[3]})
    assert known.ok, known.text()
    page = context.new_page()
    scripts: list[Request] = []
    page.on("request", lambda request: scripts.append(request) if request.url.endswith(".js") else None)
    page.goto(f"/projects/{project}/label")
    page.get_by_role("button", name="Submit").wait_for()
    page.wait_for_load_state("networkidle")
    yield Line("scripts of the label stream before the surface, gzip", weight(scripts), None, 250, "kB")
    took: list[float] = []
    early, early_nodes = 0, 0
    for number in range(ITEMS):
        page.get_by_text("Next item is ready").wait_for()
        took.append(submit(page))
        if number == ITEMS // 10:
            early, early_nodes = kept(page), nodes(page)
    yield Line("next item on the screen after Submit, prefetched", statistics.median(took), None, 50, "ms")
    page.get_by_text("Next item is ready").wait_for()
    grown = f"after {ITEMS} items against {ITEMS // 10}"
    yield Line(f"what the page keeps in memory {grown}", kept(page) / early, None, 1.02, "times")
    yield Line(f"nodes of its document that are held {grown}", nodes(page) / early_nodes, None, 1.02, "times")
    context.close()


def instances(browser: Browser, server: Server) -> Iterator[Line]:
    """The review of a picture that is full of instances: what many of them at once cost, by key."""
    project = server.project(label_config=manual_qa.CONFIG, preset="manual_qa")
    server.call("POST", f"/api/projects/{project}/import", [{"image": "/static/samples/crossing-01.png"}])
    server.publish(project)
    [(_, author)] = people.add(server.database_url, project, 1, "AN")
    task = server.call("POST", f"/api/projects/{project}/queue/start/", {}, token=author)["task"]
    work = {"result": manual_qa.boxes(INSTANCES), "lead_time": 1}
    server.call("POST", f"/api/tasks/{task}/annotations/", work, token=author)
    context = browser.new_context(base_url=server.url, viewport=SIZE)
    known = context.request.post("/api/session/", data={"email": OWNER[1], "password": OWNER[3]})
    assert known.ok, known.text()
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(f"/projects/{project}/review")
    page.get_by_role("option").first.wait_for()
    about = f"review of {INSTANCES:,}:"
    yield Line(f"{about} until the list stands", (time.perf_counter() - begun) * 1000, None, 2_000, "ms")
    page.get_by_role("status", name="Zoom").get_by_text("%").wait_for()
    page.wait_for_load_state("networkidle")
    steps: tuple[tuple[str, str, str], ...] = (
        ("down to the next", "ArrowDown", ""),
        ("a verdict, and the next", "n", ""),
        ("all in frame", "a", "ArrowDown"),
        ("select all", "Control+a", "ArrowDown"),
    )
    for what, key, after in steps:
        took = median(lambda key=key, after=after: pressed(page, key, after))  # type: ignore[misc]
        yield Line(f"{about} {what}", took, None, FLUENT, "ms")
    verdicts: list[float] = []
    undone: list[float] = []
    for _ in range(TIMES):
        # One stays behind, so that nothing is sent.
        pressed(page, "Control+a")
        page.get_by_role("region", name="Pending").get_by_role("option").nth(1).click(modifiers=["Control"])
        verdicts.append(pressed(page, "n"))
        undone.append(pressed(page, "Control+z"))
    yield Line(f"{about} a verdict on all but one", statistics.median(verdicts), None, FLUENT, "ms")
    yield Line(f"{about} undo of that", statistics.median(undone), None, FLUENT, "ms")
    context.close()


def pressed(page: Page, key: str, after: str = "") -> float:
    """Milliseconds from a key until what it does is on the screen; then another key, if any, and a moment of rest."""
    page.evaluate(
        """() => {
          window.shown = new Promise((resolve) => {
            const begin = () => {
              const start = performance.now();
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
            };
            window.addEventListener('keydown', begin, { capture: true, once: true });
          });
        }"""
    )
    page.keyboard.press(key)
    took = float(page.evaluate("window.shown"))
    if after:
        page.keyboard.press(after)
    page.wait_for_timeout(REST)
    return took


def kept(page: Page) -> int:
    """Bytes of every object, text and function that a snapshot of the page's memory holds.

    Not counted: what the browser compiles, which grows as code warms up and with each line that the bench runs in the
    page, and what it writes down for the developer tools through which it is driven.
    """
    pieces: list[str] = []
    session = page.context.new_cdp_session(page)
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: pieces.append(event["chunk"]))
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    snapshot = json.loads("".join(pieces))
    meta, numbers = snapshot["snapshot"]["meta"], snapshot["nodes"]
    fields, kinds = meta["node_fields"], meta["node_types"][0]
    step, kind, size = len(fields), fields.index("type"), fields.index("self_size")
    outside = {kinds.index("code"), kinds.index("native")}
    each = zip(numbers[kind::step], numbers[size::step], strict=True)
    return sum(taken for of, taken in each if of not in outside)


def nodes(page: Page) -> int:
    """How many nodes of documents there are, those included that are shown nowhere and still held."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    counted = session.send("Memory.getDOMCounters")
    session.detach()
    return int(counted["nodes"])


def weight(scripts: list[Request]) -> float:
    """Kilobytes of every script that was asked for before the surface's own, as gzip sends them."""
    first = next(at for at, script in enumerate(scripts) if "Surface" in script.url)
    answers = [script.response() for script in scripts[:first]]
    return sum(len(gzip.compress(answer.body())) for answer in answers if answer) / 1000


def submit(page: Page) -> float:
    """Answers and submits; milliseconds until another item is on the screen."""
    page.keyboard.press("1")
    page.evaluate(
        """() => {
          const before = document.title;
          let start = 0;
          window.addEventListener('keydown', () => { start = performance.now(); }, { capture: true, once: true });
          window.shown = new Promise((resolve) => {
            const watcher = new MutationObserver(() => {
              if (document.title === before) return;
              watcher.disconnect();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
            });
            watcher.observe(document.head, { subtree: true, childList: true, characterData: true });
          });
        }"""
    )
    page.keyboard.press("Control+Enter")
    return float(page.evaluate("window.shown"))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The built bench page on a port of its own."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nobody reads what a bench was asked for."""

    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def build() -> None:
    """Builds the bench page; NODE and VITE are named by the Makefile."""
    vite = ROOT / "web" / "node_modules" / ".bin" / "vite"
    command = [str(vite), "build", "--config", "vite.bench.config.ts", "--logLevel", "warn"]
    subprocess.run(command, cwd=ROOT / "web", check=True, env=os.environ)


def show(lines: list[Line]) -> None:
    """Prints the table in Markdown."""
    print("| measured | Assay | plainly | ratio | at most | |\n|---|---:|---:|---:|---:|---|")
    for line in lines:
        plain = "–" if line.plain is None else f"{line.plain:.0f} {line.unit}"
        ratio = "–" if not line.plain else f"{line.ours / line.plain:.1f}"
        digits = 3 if line.unit == "times" else 0
        mark = "met" if line.ours <= line.most else "missed"
        ours, most = f"{line.ours:.{digits}f} {line.unit}", f"{line.most:.{digits}f} {line.unit}"
        print(f"| {line.what} | {ours} | {plain} | {ratio} | {most} | {mark} |")


def main() -> None:
    build()
    lines: list[Line] = []
    with sync_playwright() as playwright:
        installed = next((name for name in INSTALLED if Path(name).exists()), None)
        browser = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        with served(BUILT) as url:
            page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
            page.goto(f"{url}/bench.html")
            page.wait_for_function("window.bench !== undefined")
            page.evaluate("bench.open('boxes', 10)")
            lines += scenes(page)
            lines.append(drag(page))
            lines += documents(page)
            page.close()
        with running() as server:
            lines += instances(browser, server)
            lines += stream(browser, server)
        browser.close()
    show(lines)


if __name__ == "__main__":
    main()
