import { describe, expect, it } from "vitest";
import { htmlSpan } from "../../../src/editor/ls/codecs/texts";
import { htmlTextOf, offsetOf, placesOf, wordsOf } from "../../../src/editor/ls/htmlText";

function paths(html: string): string[] {
  const { pieces, text } = htmlTextOf(html);
  return pieces.map(({ end, path, start }) => `${path} ${text.slice(start, end)}`);
}

describe("the text of a document", () => {
  it.each<[string, string, string[]]>([
    ["bare text", "Lena", ["/text()[1] Lena"]],
    [
      "text around elements is counted by its parent",
      "<p>a <b>b</b> c</p><p>d</p>",
      ["/p[1]/text()[1] a ", "/p[1]/b[1]/text()[1] b", "/p[1]/text()[2]  c", "/p[2]/text()[1] d"],
    ],
    [
      "names in lower case, and numbered by name",
      "<DIV>a</DIV><p>b</p><div>c</div>",
      ["/div[1]/text()[1] a", "/p[1]/text()[1] b", "/div[2]/text()[1] c"],
    ],
    [
      "white space between blocks counts",
      "<p>a</p>\n<p>b</p>",
      ["/p[1]/text()[1] a", "/text()[1] \n", "/p[2]/text()[1] b"],
    ],
    [
      "scripts, frames and comments leave no trace",
      "<p>a<script>1</script>b<!-- c -->d</p><iframe></iframe>e",
      ["/p[1]/text()[1] abd", "/text()[1] e"],
    ],
    [
      "a whole page counts from its body",
      "<html><head><title>t</title></head><body class=x><p>a</p></body></html>",
      ["/p[1]/text()[1] a"],
    ],
    [
      "a style inside of the body counts, as it does in Label Studio",
      "<style>p{}</style><p>a</p><style>b</style>",
      ["/p[1]/text()[1] a", "/style[1]/text()[1] b"],
    ],
    [
      "a table gets the body that browsers give it",
      "<table><tr><td>a</td></tr></table>",
      ["/table[1]/tbody[1]/tr[1]/td[1]/text()[1] a"],
    ],
  ])("%s", (_, html, expected) => {
    expect(paths(html)).toEqual(expected);
  });

  it("counts a line break as one character", () => {
    expect(htmlTextOf("a<br>b<br/>c").text).toBe("a\nb\nc");
  });

  it("of a document that is nested deeper than calls can be is found all the same", () => {
    expect(htmlTextOf(`${"<i>".repeat(400)}deep`).text).toBe("deep");
  });

  it("is not changed by what looks like a style in it", () => {
    expect(htmlTextOf('<p title="a > b" style="color:red">1 < 2 style = x</p>').text).toBe("1 < 2 style = x");
  });
});

const DOCUMENT = "<h1>A 😀 title</h1>\n<p>Ann <b>Lee</b> met <i>é́</i> שלום<br>and\r\nleft.</p>";

describe("places", () => {
  const document = htmlTextOf(DOCUMENT);

  it("of every stretch lead back to it, and count code points", () => {
    const { offsets, pieces, text } = document;
    for (let start = 0; start < offsets.points; start += 1) {
      for (let end = start + 1; end <= offsets.points; end += 1) {
        const range = { start: offsets.toUnits(start), end: offsets.toUnits(end) };
        const places = placesOf(document, range.start, range.end);
        if (!places) throw new Error("no place");
        const from = offsetOf(document, places.start) ?? -1;
        const to = offsetOf(document, places.end) ?? -1;
        // A border at a line break moves to the text beside it: no text node holds the break.
        expect(text.slice(from, to)).toBe(
          text.slice(range.start, range.end).replace(/^\n|\n$/g, (found, at) => {
            const unit = range.start + at;
            return pieces.some((piece) => piece.start <= unit && unit < piece.end) ? found : "";
          }),
        );
      }
    }
  });

  it("begin with what follows and end with what came before", () => {
    const name = document.text.indexOf("Lee");
    expect(placesOf(document, name, name + 3)).toEqual({
      start: { path: "/p[1]/b[1]/text()[1]", offset: 0 },
      end: { path: "/p[1]/b[1]/text()[1]", offset: 3 },
    });
    expect(placesOf(document, 0, 4)?.end).toEqual({ path: "/h1[1]/text()[1]", offset: 3 });
  });

  it.each([
    ["/p[1]/b[1]/text()[1]", 0, "Lee"],
    ["/html[1]/body[1]/p[1]/b[1]/text()[1]", 1, "ee"],
    ["./P/B/text()", 0, "Lee"],
    ["/p[1]/b[1]", 0, "Lee"],
  ])("are understood as others write them: %s + %d", (path, offset, words) => {
    const at = offsetOf(document, { path, offset }) ?? -1;
    expect(document.text.slice(at, at + words.length)).toBe(words);
  });

  it.each([
    ["/p[3]/text()[1]", 0],
    ["/p[1]/b[1]/text()[1]", -1],
    ["/p[1]/b[1]/text()[1]", 0.5],
    ["/p[1]/b[1]/text()[1]", Number.NaN],
    ["/p[1]/b[1]/text()[1]", 900],
    ["//*", 0],
    ["constructor", 0],
  ])("that are not there are not guessed: %s + %d", (path, offset) => {
    expect(offsetOf(document, { path, offset })).toBeNull();
  });

  it("are none where there is no text", () => {
    expect(htmlSpan(htmlTextOf("<hr>"), 0, 0)).toBeNull();
  });
});

describe("words", () => {
  it.each([
    ["<h1>Title</h1><p>Text\n  goes on</p>", "Title\n\nText goes on"],
    ["<div>a</div><div>b</div>", "a\nb"],
    ["<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "one\ntwo"],
    ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"],
    ["a<b>b</b>c<br>d", "abc\nd"],
    ["<pre>a\n  b</pre>", "a\n  b"],
    ["<p>a</p><style>x</style><p>b</p>", "a\n\nb"],
  ])("of %s are read as on a page", (html, expected) => {
    const document = htmlTextOf(html);
    expect(wordsOf(document, 0, document.text.length)).toBe(expected);
  });
});
