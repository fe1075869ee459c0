/** A style sheet taken apart without judging it. Only what could be read to its end is there. */
type CssRule =
  | { readonly kind: "style"; readonly prelude: string; readonly body: string }
  | { readonly kind: "group"; readonly name: string; readonly prelude: string; readonly body: string };

/** The rules of a style sheet, or of a group such as `@media`; statements such as `@import` are left out. */
export function readRules(css: string): CssRule[] {
  const rules: CssRule[] = [];
  const text = withoutComments(css);
  let at = 0;
  while (at < text.length) {
    const open = find(text, at, "{;");
    if (open === -1) break;
    const prelude = text.slice(at, open).trim();
    if (text[open] === ";") {
      at = open + 1;
      continue;
    }
    const close = closing(text, open);
    if (close === -1) break;
    const body = text.slice(open + 1, close);
    const group = /^@([a-z-]+)\s*(.*)$/is.exec(prelude);
    if (group) {
      rules.push({ kind: "group", name: (group[1] ?? "").toLowerCase(), prelude: group[2] ?? "", body });
    } else if (prelude !== "" && !prelude.startsWith("@")) rules.push({ kind: "style", prelude, body });
    at = close + 1;
  }
  return rules;
}

/** The declarations of a rule or of a `style` attribute; rules nested in it are left out. */
export function readDeclarations(css: string): [property: string, value: string][] {
  const declarations: [string, string][] = [];
  const text = withoutComments(css);
  let at = 0;
  while (at < text.length) {
    const end = find(text, at, ";{");
    if (end !== -1 && text[end] === "{") {
      const close = closing(text, end);
      if (close === -1) break;
      at = close + 1;
      continue;
    }
    const part = text.slice(at, end === -1 ? text.length : end);
    const colon = part.indexOf(":");
    if (colon > 0) {
      declarations.push([part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim()]);
    }
    at = end === -1 ? text.length : end + 1;
  }
  return declarations;
}

/** Splits at a sign that stands outside of strings and brackets. */
export function splitCss(text: string, sign: string): string[] {
  const parts: string[] = [];
  let at = 0;
  for (let found = find(text, at, sign); found !== -1; found = find(text, at, sign)) {
    parts.push(text.slice(at, found));
    at = found + 1;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Comments become spaces, as between two words; an open one takes the rest with it. */
function withoutComments(css: string): string {
  let kept = "";
  let at = 0;
  while (at < css.length) {
    if (css.startsWith("/*", at)) {
      const end = css.indexOf("*/", at + 2);
      if (end === -1) break;
      kept += " ";
      at = end + 2;
    } else {
      const end = isQuote(css[at]) ? stringEnd(css, at) : at + 1;
      kept += css.slice(at, end);
      at = end;
    }
  }
  return kept;
}

/** The first of some signs outside of strings, round and square brackets; -1 when there is none. */
function find(text: string, from: number, signs: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (isQuote(sign)) at = stringEnd(text, at) - 1;
    else if (sign === "\\") at += 1;
    else if (depth === 0 && signs.includes(sign)) return at;
    else if (sign === "(" || sign === "[") depth += 1;
    else if ((sign === ")" || sign === "]") && depth > 0) depth -= 1;
  }
  return -1;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (isQuote(sign)) at = stringEnd(text, at) - 1;
    else if (sign === "\\") at += 1;
    else if (sign === "{") depth += 1;
    else if (sign === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function isQuote(sign: string | undefined): boolean {
  return sign === '"' || sign === "'";
}

/** The place behind a string; a line break ends one that was not closed, as in browsers. */
function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "\\") at += 1;
    else if (sign === text[open] || sign === "\n") return at + 1;
  }
  return text.length;
}
