import { describe, expect, it } from "vitest";
import { htmlTextOf } from "../../../src/editor/ls/htmlText";
import { PART } from "../../../src/editor/surfaces/hypertext/parts";
import { isOwnPicture, PIECE, safeHtml } from "../../../src/editor/surfaces/hypertext/safeHtml";

function shown(html: string, clickableLinks = false): HTMLElement {
  const root = document.createElement("div");
  root.append(safeHtml(html, { clickableLinks }).content);
  return root;
}

/** What is left, without the elements that hold its pieces of text. */
function markup(html: string): string {
  return shown(html).innerHTML.replace(new RegExp(`</?${PIECE}[^>]*>`, "g"), "");
}

const ALLOWED = new Set(
  "a,b,i,p,div,span,img,table,tbody,tr,td,h1,ul,li,br,hr,details,summary,blockquote".split(","),
);

describe("hostile HTML", () => {
  it.each<[string, string, string]>([
    ["a script", "a<script>x()</script>b", "ab"],
    ["a script that is not closed", "a<script>x()", "a"],
    ["a handler", '<p onclick="x()" onmouseover=x()>a</p>', "<p>a</p>"],
    [
      "a handler of a picture",
      '<img src="x" onerror="x()">',
      '<span data-blocked="Picture not loaded" title="Only pictures of this server, or in the document itself, are loaded. This one is: x"></span>',
    ],
    ["a name", '<p id="note">a</p>', '<p id="u-note">a</p>'],
    ["a link that runs", '<a href="javascript:x()">a</a>', "<a>a</a>"],
    ["a link that runs, hidden", '<a href=" java&#10;script:x()">a</a>', "<a>a</a>"],
    ["a link with data", '<a href="data:text/html,<script>x()</script>">a</a>', "<a>a</a>"],
    ["a frame", '<iframe src="https://evil.test"></iframe>a', "a"],
    ["a frame with a document", '<iframe srcdoc="<script>x()</script>"></iframe>a', "a"],
    ["a drawing", "<svg onload=x()><script>x()</script><a href='javascript:x()'>a</a></svg>b", "b"],
    ["a formula", '<math><mtext><table><mglyph><style><img src=x onerror="x()"></style></math>b', ""],
    [
      "a nested escape",
      '<noscript><p title="</noscript><img src=x onerror=x()>">a</p></noscript>',
      "<p>a</p>",
    ],
    ["a form", '<form action="https://evil.test"><input name=a><button>b</button>c</form>', "bc"],
    ["an object", '<object data="https://evil.test"></object><embed src="https://evil.test">a', "a"],
    ["a base", '<base href="https://evil.test/">a', "a"],
    ["a refresh", '<meta http-equiv="refresh" content="0;url=https://evil.test">a', "a"],
    ["a style sheet from elsewhere", '<link rel="stylesheet" href="https://evil.test/x.css">a', "a"],
    ["a film", '<video src="https://evil.test" poster="https://evil.test"></video>a', "a"],
    ["sound", "<audio src='https://evil.test' autoplay></audio>a", "a"],
    ["a template", "<template><img src=x onerror=x()></template>a", "a"],
    [
      "a map",
      '<img usemap="#m" src="/static/a.png"><map name=m><area href="https://evil.test"></map>',
      '<img src="/static/a.png">',
    ],
    [
      "a background",
      '<table background="https://evil.test"><tr><td background=https://evil.test>a</td></tr></table>',
      "<table><tbody><tr><td>a</td></tr></tbody></table>",
    ],
    ["an element of its own", "<x-y onclick=x()>a</x-y>", "a"],
    [
      "names that shadow",
      '<p id="body" name="getElementById">a</p><img name="cookie" src="/static/a.png">',
      '<p>a</p><img src="/static/a.png">',
    ],
    [
      "classes of ours",
      '<p class="ed-bar mantine-Modal-root">a</p>',
      '<p class="u-ed-bar u-mantine-Modal-root">a</p>',
    ],
    [
      "places of ours",
      '<p data-line="0" data-start="7" data-scope="1" data-href="https://evil.test">a</p>',
      "<p>a</p>",
    ],
    [
      "editable text",
      '<p contenteditable autofocus tabindex="1" accesskey="x" draggable="true">a</p>',
      "<p>a</p>",
    ],
  ])("loses %s", (_, html, left) => {
    expect(markup(html)).toBe(left);
    for (const element of shown(html).querySelectorAll("*")) {
      if (element.localName !== PIECE) expect(ALLOWED).toContain(element.localName);
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|srcdoc|action|formaction|background|poster/);
        if (name !== "title") expect(value).not.toMatch(/evil|javascript/);
      }
    }
  });

  it.each([
    ["background: url(https://evil.test)", ""],
    ["background: \\75rl(https://evil.test); color: red", "color: red;"],
    ["position: fixed; top: 0px; z-index: 99999", "top: 0px; z-index: 99999;"],
    ["--surface: red; width: 100%", "width: 100%;"],
    ["behavior: url(x); -moz-binding: url(x)", ""],
  ])("keeps of the style %s only %j", (style, kept) => {
    const element = shown(`<p style="${style}">a</p>`).firstElementChild;
    expect(element?.getAttribute("style") ?? "").toBe(kept);
  });

  it("shows no picture of another server, and says so", () => {
    const root = shown('a <img src="https://evil.test/x.png" srcset="https://evil.test/y 2x" alt="a boat">');
    expect(root.querySelector("img")).toBeNull();
    expect(root.querySelector("[data-blocked]")?.getAttribute("data-blocked")).toBe(
      "Picture not loaded: a boat",
    );
  });

  it.each([
    ["/data/upload/3/a.png", true],
    ["/static/samples/harbour-01.png", true],
    ["data:image/png;base64,iVBORw0KGgo=", true],
    ["data:image/svg+xml;base64,PHN2Zz4=", false],
    ["data:text/html,x", false],
    ["//evil.test/data/x.png", false],
    ["https://evil.test/data/x.png", false],
    ["/data/../api/logout", false],
    ["/data/%2e%2e/api/logout", false],
    ["/data/%2", false],
    ["/api/session/", false],
    ["/data\\..\\x", false],
    ["x.png", false],
    ["", false],
  ])("knows whose picture %s is", (address, own) => {
    expect(isOwnPicture(address)).toBe(own);
  });
});

describe("links", () => {
  const html = '<a href="https://example.org/x">a</a><a href="javascript:x()">b</a><a href="#c">c</a>';

  it("lead nowhere, and say where they would", () => {
    const links = [...shown(html).querySelectorAll("a")];
    expect(links.map((link) => [link.getAttribute("href"), link.title])).toEqual([
      [null, "https://example.org/x"],
      [null, ""],
      [null, ""],
    ]);
  });

  it("open another window where the configuration asks for it", () => {
    const links = [...shown(html, true).querySelectorAll("a")];
    expect(links.map((link) => [link.getAttribute("href"), link.target, link.rel])).toEqual([
      ["https://example.org/x", "_blank", "noopener noreferrer"],
      [null, "", ""],
      [null, "", ""],
    ]);
  });
});

describe("what is shown", () => {
  it.each([
    "<p>a <b>b</b></p>\n<table><tr><td> c </td></tr></table>",
    "<form>a<input>b</form><style>p{}</style><svg><text>c</text></svg>d",
    "a<br>b<script>1</script>c<!-- d -->e",
    "<ul>\n<li>a</li>\n</ul>",
  ])("has its text where %s has it", (html) => {
    const { text } = htmlTextOf(html);
    const pieces = [...shown(html).querySelectorAll<HTMLElement>(PIECE)];
    expect(pieces.length).toBeGreaterThan(0);
    for (const piece of pieces) {
      expect(text.slice(Number(piece.dataset.start), Number(piece.dataset.end))).toBe(piece.textContent);
    }
  });

  it("lets nothing come between the rows of a table", () => {
    const table = shown("<table>\n<tr>\n<td>a</td>\n</tr>\n</table>").querySelector("table");
    expect(
      [...(table?.querySelectorAll(PIECE) ?? [])].map((piece) => piece.parentElement?.localName),
    ).toEqual(["td"]);
  });

  it("collects style sheets, to be cleaned", () => {
    const safe = safeHtml("<head><style>a{color:red}</style></head><body><style>b{}</style><p>x</p></body>", {
      clickableLinks: false,
    });
    expect(safe.css).toBe("a{color:red}\nb{}");
    expect(safe.isColoured).toBe(true);
    expect(safeHtml("<p>x</p>", { clickableLinks: false }).isColoured).toBe(false);
  });
});

describe("a long document", () => {
  const paragraphs = Array.from({ length: 60 }, (_, n) => `<p>${`${n} word `.repeat(600)}</p>\n`).join("");

  function shape(html: string) {
    const root = shown(html);
    return { parts: [...root.querySelectorAll(PART)], root };
  }

  it("comes in parts, with every block and all of its text in order", () => {
    const html = `<article><h1>Title</h1>${paragraphs}tail <b>words</b>${paragraphs}</article>`;
    const { parts, root } = shape(html);
    expect(parts.length).toBeGreaterThan(10);
    for (const part of parts) expect(part.textContent?.length).toBeLessThan(25_000);
    expect(root.textContent).toBe(htmlTextOf(html).text);
    expect(root.querySelectorAll("p")).toHaveLength(120);
    const bold = root.querySelector("b");
    expect(bold?.closest(PART)).toBeNull();
  });

  it.each([
    ["is short", `<article>${paragraphs.slice(0, 20_000)}</article>`],
    ["has a style sheet", `<style>article > p { color: red }</style><article>${paragraphs}</article>`],
    ["stands in rows", `<div style="display: grid">${paragraphs}</div>`],
    ["is a list", `<ul>${paragraphs.replaceAll("p>", "li>")}</ul>`],
  ])("stays as it is when it %s", (_, html) => {
    expect(shape(html).parts).toEqual([]);
  });
});
