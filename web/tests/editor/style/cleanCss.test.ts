import { describe, expect, it } from "vitest";
import { cleanCss, cleanDeclarations, cleanSelector } from "../../../src/editor/style/cleanCss";

const clean = (css: string) => cleanCss(css, { scope: "#s", important: true }).trim();

describe("a style sheet of a configuration", () => {
  it.each([
    [".box { padding: 20px; background: #fff }", "#s .u-box { padding: 20px; background: #fff; }"],
    ["#a>b + .c~*{color:red}", "#s #u-a > b + .u-c ~ * { color: red; }"],
    [".a, .b:hover::after { content: 'x; } y'; }", "#s .u-a, #s .u-b:hover::after { content: 'x; } y'; }"],
    [
      "p:nth-child(2n + 1) { margin: 0 auto !important }",
      "#s p:nth-child(2n + 1) { margin: 0 auto !important; }",
    ],
    [
      ".a:not(.b, [title='x']) { gap: calc(1px + 2em) }",
      '#s .u-a:not(.u-b, [title="x"]) { gap: calc(1px + 2em); }',
    ],
    [
      "body { font-size: 18px } html body .x {color: red} :root{gap:1px}",
      "#s { font-size: 18px; }\n#s .u-x { color: red; }\n#s { gap: 1px; }",
    ],
    [
      "@media (max-width: 600px) { .a { width: 50% } }",
      "@media (max-width: 600px) {\n#s .u-a { width: 50%; }\n}",
    ],
    ["/* a { */ .a { /* } */ color: red; }", "#s .u-a { color: red; }"],
    [".größe { font-family: 'Noto Sans', serif }", "#s .u-größe { font-family: 'Noto Sans', serif; }"],
    [
      ".a { background: linear-gradient(90deg, rgb(1 2 3 / 50%), hsl(1, 2%, 3%)) }",
      "#s .u-a { background: linear-gradient(90deg, rgb(1 2 3 / 50%), hsl(1, 2%, 3%)); }",
    ],
    [".a { color: red; .b { color: blue } gap: 1px }", "#s .u-a { color: red; gap: 1px; }"],
  ])("keeps %s", (css, kept) => {
    expect(clean(css)).toBe(kept);
  });

  it.each([
    ["imports", "@import 'https://evil.test/x.css'; @import url(https://evil.test);"],
    ["addresses", ".a { background: url(https://evil.test/x) }"],
    ["addresses in quotes", ".a { background: URL('https://evil.test') }"],
    ["escaped letters", ".a { background: u\\72l(https://evil.test) }"],
    ["a comment within a word", ".a { background: ur/**/l(https://evil.test) }"],
    ["image sets", ".a { background: image-set('https://evil.test/x' 1x) }"],
    [
      "other loading functions",
      ".a { background: -webkit-image-set('x' 1x); cursor: element(#x); mask: paint(x) }",
    ],
    ["addresses in variables", ".a { --x: url(https://evil.test); background: var(--x) }"],
    ["variables of ours", ".a { --surface: red }"],
    ["fonts", "@font-face { font-family: x; src: url(https://evil.test/x) }"],
    ["expressions", ".a { width: expression(alert(1)); behavior: url(x.htc); -moz-binding: url(x) }"],
    [
      "what stays on the screen",
      ".a { position: fixed; } .b { position: sticky } .c { POSITION: Fixed !important }",
    ],
    [
      "names of the whole page",
      "@keyframes ed-appear { from { color: red } } @property --x { syntax: '*' } @layer a, b; @namespace x 'y';",
    ],
    ["animations", ".a { animation: ed-appear 1s }"],
    [
      "unknown selectors",
      ":host { color: red } .a:has(b) { color: red } ::part(x) { color: red } a|b { color: red } .a\\2c b { color: red }",
    ],
    [
      "siblings of the scope",
      "html + p { color: red } + p { color: red } > { color: red } p > { color: red }",
    ],
    ["broken ends", ".a { color: red"],
    ["an open comment", ".a { color: red; /* }"],
    ["an open string", ".a { content: 'x } .b { color: red }"],
    ["an early end of the sheet", "</style><script>alert(1)</script>"],
    ["brackets that do not match", ".a { width: calc(1px)) } .b { width: (1px }"],
    ["signs", ".a { color: red<b> ; width: @x; height: {y} }"],
    ["nothing", ""],
    ["too much", `.a { color: red } /*${"x".repeat(300_000)}*/`],
    ["groups in groups without end", `${"@media all {".repeat(50)} .a { color: red } ${"}".repeat(50)}`],
  ])("loses %s", (_, css) => {
    expect(clean(css)).toBe("");
  });

  it("goes on behind what it lost", () => {
    expect(clean("@import 'x'; .a:has(b) { color: red } .b { background: url(x); color: red }")).toBe(
      "#s .u-b { color: red; }",
    );
  });

  it("binds every selector to its scope, whatever is written", () => {
    const pieces = [
      ".a",
      "#b",
      "p",
      "*",
      ">",
      "+",
      "~",
      ",",
      " ",
      ":hover",
      "html",
      "body",
      ":root",
      "[x=y]",
      "{",
      "}",
      "\\",
      "/*",
      "*/",
      "'",
      "(",
      ":is(a, b)",
    ];
    let seed = 3;
    for (let round = 0; round < 5000; round += 1) {
      let selector = "";
      for (let n = 0; n < 6; n += 1) {
        seed = (seed * 48271) % 2147483647;
        selector += pieces[seed % pieces.length];
      }
      const cleaned = cleanSelector(selector, "#s");
      for (const part of cleaned?.split(/,(?![^(]*\))/) ?? []) {
        expect(part.trim()).toMatch(/^#s(?= [^+~]|$| > |[.:[#])/);
        expect(part).not.toMatch(/[{}\\]|\/\*/);
      }
    }
  });
});

describe("a style attribute", () => {
  it.each([
    ["color: red; position: fixed; top: 0", ["color", "top"]],
    ["COLOR : Red !important", ["color"]],
    ["background: url(javascript:alert(1)); width: 100%", ["width"]],
    ["color: red} p { color: blue", []],
    ["font: italic bold .8em/1.2 Arial, sans-serif", ["font"]],
    ["color", []],
    ["width:;height:1px", ["height"]],
  ])("of %s keeps %j", (css, kept) => {
    const declarations = cleanDeclarations(css);
    expect(declarations.map(({ property }) => property)).toEqual(kept);
    expect(declarations.every(({ important }) => !important)).toBe(true);
  });
});
