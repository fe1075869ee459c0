"""What the templates show as their sample: files that the server gives to everybody, and data that stands here.

The files are made by `assay.demo.recordings` and `assay.demo.pictures` and are in `assay/demo/samples`.
"""

from __future__ import annotations

from collections.abc import Mapping

FOLDER = "/static/samples/"

# Pictures: a street, a harbour, a meadow, and a receipt to read.
CROSSING = f"{FOLDER}crossing-01.png"
HARBOUR = f"{FOLDER}harbour-01.png"
MEADOW = f"{FOLDER}meadow-01.png"
RECEIPT = f"{FOLDER}receipt.png"

# Sounds: two voices that take turns, as in DIALOGUE below; and gulls, a bell, a boat and a horn.
TICKET_COUNTER = f"{FOLDER}ticket-counter.mp3"
QUAY = f"{FOLDER}quay.mp3"

# Films of the crossing: 240 frames at 30 a second; and 90 frames that come at uneven times.
FILM = f"{FOLDER}crossing.mp4"
UNEVEN_FILM = f"{FOLDER}crossing-uneven.mp4"

# Two pages.
INVOICE = f"{FOLDER}invoice.pdf"

# Time series with a header. The wrist: `time` in seconds, `x`, `y`, `z`, `pulse`. The pump: `time` as
# %Y-%m-%d %H:%M:%S, `flow`, `pressure`, `temperature`.
WRIST = f"{FOLDER}wrist.csv"
PUMP = f"{FOLDER}pump.csv"

# The page ARTICLE as a file.
ARTICLE_FILE = f"{FOLDER}article.html"

FILES = (
    CROSSING, HARBOUR, MEADOW, RECEIPT, TICKET_COUNTER, QUAY, FILM, UNEVEN_FILM, INVOICE, WRIST, PUMP, ARTICLE_FILE,
)  # fmt: skip

# What is said in TICKET_COUNTER, with the seconds at which each turn begins and ends.
DIALOGUE: tuple[Mapping[str, str | float], ...] = (
    {
        "author": "Passenger",
        "text": "Good morning, is the ferry to the island running today?",
        "start": 0.5,
        "end": 3.09,
    },
    {"author": "Clerk", "text": "It is, the next one leaves at ten past nine.", "start": 3.54, "end": 6.18},
    {"author": "Passenger", "text": "Then two tickets, please, and one for the dog.", "start": 6.68, "end": 9.32},
    {"author": "Clerk", "text": "Dogs travel free. That makes eighteen forty.", "start": 9.07, "end": 11.63},
    {"author": "Passenger", "text": "Can I pay by card?", "start": 11.98, "end": 12.93},
    {"author": "Clerk", "text": "Of course. The gate closes five minutes before.", "start": 13.33, "end": 16.54},
)

RECORD: Mapping[str, str | int | float | bool] = {
    "Name": "Aurora",
    "Kind": "Passenger ferry",
    "Length (m)": 11.2,
    "Built": 2026,
    "Home port": "Trieste",
    "Owner": "Harbour Cooperative",
    "Insured": True,
    "Last inspection": "2026-02-11",
}

PAIR: tuple[str, str] = (
    "The ferry at nine is cancelled because of the wind. The next one leaves at eleven.",
    "Due to weather the 9 o'clock departure does not take place; please use the one at 11.",
)

QUESTION = "How do I get salt stains out of a wooden deck?"
ANSWERS: tuple[str, str] = (
    "Rinse the deck with fresh water, scrub along the grain with a soft brush and a little vinegar, and rinse again.",
    "Use a pressure washer at full power. Salt comes off quickly, and so do old varnish and loose fibres.",
)

# Search results for ranking: the best is not the first.
RESULTS: tuple[Mapping[str, str], ...] = (
    {"id": "timetable", "title": "Timetable 2026", "body": "All departures from Pier 3, with the summer boats."},
    {"id": "wind", "title": "When the wind is too strong", "body": "Above force seven the small ferries stay in port."},
    {"id": "dogs", "title": "Dogs on board", "body": "They travel free and on the lead."},
    {"id": "history", "title": "A hundred years of ferries", "body": "How the line began with a steam launch."},
)

ARTICLE = """<article>
  <h1>The last boat yard on the canal</h1>
  <p class="lead">In <b>Trieste</b>, four generations of the <i>Voss</i> family have built boats of larch and copper.
  Now <b>Clara Voss</b> hands the keys to her granddaughter.</p>
  <p>The shed smells of linseed oil. “We have never advertised,” says <b>Clara Voss</b>, who began here in
  <i>May 1961</i> with a broom. Her granddaughter <b>Ines Voss</b>, an engineer who left
  <b>Hartmann Marine</b> in <b>Kiel</b> last autumn, wants to keep the planks and change the motors.</p>
  <h2>Three boats a year</h2>
  <ul>
    <li>The <i>Aurora</i>, a ferry of eleven metres for the <b>Harbour Cooperative</b></li>
    <li>The <i>Nina</i>, rebuilt after the storm of <i>October 2024</i></li>
    <li>A rowing boat for the school on <b>Via Mazzini</b></li>
  </ul>
  <table>
    <tr><th>Boat</th><th>Length</th><th>Launch</th></tr>
    <tr><td>Aurora</td><td>11.2 m</td><td>12 June 2026</td></tr>
    <tr><td>Nina</td><td>7.8 m</td><td>3 September 2026</td></tr>
  </table>
  <p>Whether three boats are enough to live on? “For whom?” asks the old lady, and sweeps on.</p>
</article>
"""
