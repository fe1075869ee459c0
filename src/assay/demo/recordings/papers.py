"""Papers: an invoice as a PDF of two pages, and a receipt as a picture."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

Line = tuple[float, float, float, str, bool]  # left and top in points, the size of the letters, the text, bold
Rule = tuple[float, float, float]  # left, top and right of a horizontal line

_ITEMS = (
    ("Larch planks, 4 m", 12, 38.50),
    ("Copper rivets, box of 500", 3, 24.00),
    ("Caulking cotton, kg", 6, 9.80),
    ("Linseed oil, 5 l", 2, 31.40),
    ("Sail cloth, m", 18, 14.25),
)

_TERMS = """Delivery takes place free to the quay. The goods remain the property of the seller until they are
paid in full. Visible damage has to be noted on the delivery slip while the driver is present,
hidden damage within seven days.

Invoices are due within fourteen days without deduction. For late payment we charge interest of
eight per cent a year and a reminder fee of five euros.

Planks are cut to order and cannot be returned. Unopened boxes of rivets are taken back within
thirty days against a credit note.

Place of jurisdiction is Trieste. Should one of these terms be void, the others stay in force."""


def invoice() -> bytes:
    """An invoice and its terms of delivery."""
    total = sum(count * price for _, count, price in _ITEMS)
    first: list[Line] = [
        (56, 72, 20, "Voss & Daughters", True),
        (56, 90, 9, "Boat builders since 1889 - Canal Grande 14, Trieste", False),
        (56, 150, 10, "Harbour Cooperative", False),
        (56, 164, 10, "Attn. Milo Hartmann", False),
        (56, 178, 10, "Pier 3, 34121 Trieste", False),
        (380, 150, 10, "Invoice no. 2026-0317", True),
        (380, 164, 10, "Date: 17 March 2026", False),
        (380, 178, 10, "Due: 31 March 2026", False),
        (56, 240, 10, "Description", True),
        (330, 240, 10, "Quantity", True),
        (410, 240, 10, "Price", True),
        (490, 240, 10, "Amount", True),
    ]
    top = 264.0
    for name, count, price in _ITEMS:
        first += [
            (56, top, 10, name, False),
            (330, top, 10, str(count), False),
            (410, top, 10, f"{price:.2f}", False),
            (490, top, 10, f"{count * price:.2f}", False),
        ]
        top += 20
    for name, amount in (("Net", total), ("VAT 22 %", total * 0.22), ("Total EUR", total * 1.22)):
        top += 20
        first += [(410, top, 10, name, name.startswith("Total")), (490, top, 10, f"{amount:.2f}", False)]
    first.append((56, top + 80, 10, "Please pay to IBAN IT60 X054 2811 1010 0000 0123 456, naming the invoice.", False))
    second: list[Line] = [(56, 72, 16, "Terms of delivery", True)]
    second += [(56, 104 + 15 * row, 10.5, text, False) for row, text in enumerate(_TERMS.splitlines())]
    rules: list[Rule] = [(56, 246, 539), (56, 264 + 20 * len(_ITEMS) - 8, 539)]
    return _pdf([(first, rules), (second, [(56, 80, 539)])])


def _pdf(pages: list[tuple[list[Line], list[Rule]]]) -> bytes:
    """A PDF of A4 pages with lines of text and horizontal rules, written object by object."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, (lines, rules) in enumerate(pages):
        drawn = [f"0.6 w {left} {842 - top} m {right} {842 - top} l S" for left, top, right in rules]
        drawn += [
            f"BT /{'B' if bold else 'R'} {size} Tf {left} {842 - top} Td ({_escaped(text)}) Tj ET"
            for left, top, size, text, bold in lines
        ]
        content = "\n".join(drawn).encode("cp1252")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    written = io.BytesIO()
    written.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    table = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    written.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    written.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return written.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def receipt() -> bytes:
    """A receipt on a table, for reading what stands on it."""
    rows = (
        ("HARBOUR CAFE", "", 30),
        ("Pier 3 - Trieste", "", 20),
        ("", "", 14),
        ("17.03.2026  08:41", "No. 0412", 20),
        ("- - - - - - - - - - - - - - - - -", "", 20),
        ("2 x Espresso", "3.20", 24),
        ("1 x Apricot bun", "2.40", 24),
        ("1 x Water, still", "1.80", 24),
        ("- - - - - - - - - - - - - - - - -", "", 20),
        ("TOTAL  EUR", "7.40", 30),
        ("Cash", "10.00", 22),
        ("Change", "2.60", 22),
        ("", "", 14),
        ("Thank you for your visit!", "", 20),
    )
    paper = Image.new("RGBA", (460, 640), (250, 248, 242, 255))
    pen = ImageDraw.Draw(paper)
    top = 34.0
    for left, right, size in rows:
        font = ImageFont.load_default(size)
        if not right and not left.startswith("-"):
            pen.text((230, top), left, (40, 42, 50), font, anchor="ma")
        else:
            pen.text((40, top), left, (40, 42, 50), font)
            pen.text((420, top), right, (40, 42, 50), font, anchor="ra")
        top += size * 1.62
    turned = paper.rotate(-3.2, Image.Resampling.BICUBIC, expand=True)
    table = Image.new("RGB", (720, 800), (132, 98, 72))
    grain = ImageDraw.Draw(table)
    for row in range(0, 800, 9):
        shade = 126 + (row * 37) % 17
        grain.line((0, row, 720, row + (row * 13) % 7 - 3), (shade, shade - 33, shade - 58), 3)
    table.paste((60, 42, 30), (118, 74), turned.getchannel("A").point(lambda value: value // 3))
    table.paste(turned, (108, 62), turned)
    written = io.BytesIO()
    table.quantize(64, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()
