"""`make pictures`: draws the pictures of the gallery, every template with its sample and its example, in a Chromium.

They go into `web/src/projects/labeling/pictures`, in light and dark, and are kept with the code.

    make pictures
    python -m docs.pictures sentiment object-detection
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from assay.page import SAMPLES
from assay.projects.templates import TEMPLATES, Template

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "build" / "pictures"
FOLDER = ROOT / "web" / "src" / "projects" / "labeling" / "pictures"
INSTALLED = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")

# What is photographed, and how large it is kept: twice the size of a card.
WINDOW: ViewportSize = {"width": 640, "height": 384}
# Films and documents need room before anything is seen of them.
LARGE_WINDOW: ViewportSize = {"width": 960, "height": 576}
NEED_ROOM = ("<Video", "<Pdf")
SIZE = (480, 288)
SCHEMES = ("light", "dark")
QUALITY = 78
MOST_BYTES = 25_000
# Pictures and recordings take their time, and some surfaces draw a moment after that.
SETTLE_MS = 1_500


def draw_all(names: Sequence[str]) -> None:
    """Draws the templates of these names, or all of them."""
    FOLDER.mkdir(exist_ok=True)
    wanted = [template for template in TEMPLATES if not names or template.id in names]
    with served() as address, sync_playwright() as playwright:
        installed = next((name for name in INSTALLED if Path(name).exists()), None)
        browser = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        page = browser.new_page(viewport=WINDOW, reduced_motion="reduce")
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(f"{address}/pictures.html")
        for template in wanted:
            for scheme in SCHEMES:
                picture = draw(page, template, scheme)
                if failures:
                    raise RuntimeError(f"The page failed while it drew {template.id}: {failures[0]}")
                (FOLDER / f"{template.id}-{scheme}.webp").write_bytes(picture)
        browser.close()


def draw(page: Page, template: Template, scheme: str) -> bytes:
    """One picture as WebP, no larger than `MOST_BYTES`."""
    drawing = {
        "config": template.config,
        "data": template.sample,
        "result": template.example,
        "scheme": scheme,
    }
    page.set_viewport_size(LARGE_WINDOW if any(tag in template.config for tag in NEED_ROOM) else WINDOW)
    page.evaluate(f"draw({json.dumps(drawing)})")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLE_MS)
    photograph = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    for quality in range(QUALITY, 0, -10):
        kept = io.BytesIO()
        photograph.save(kept, "WEBP", quality=quality, method=6)
        if kept.tell() <= MOST_BYTES:
            return kept.getvalue()
    raise ValueError(f"The picture of {template.id} is too large.")


@contextmanager
def served() -> Iterator[str]:
    """The built page and the samples; its address."""
    vite = ROOT / "web" / "node_modules" / ".bin" / "vite"
    command = [str(vite), "build", "--config", "vite.pictures.config.ts", "--logLevel", "warn"]
    subprocess.run(command, cwd=ROOT / "web", check=True, env=os.environ)
    samples = Mount("/static/samples", StaticFiles(directory=SAMPLES))
    app = Starlette(routes=[samples, Mount("/", StaticFiles(directory=BUILT))])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    draw_all(sys.argv[1:])
