import { readDeclarations, readRules, splitCss } from "./readCss";
import { STRANGERS } from "./strangers";

export interface CleanOptions {
  /** A selector of the element that holds all that may be styled. */
  readonly scope: string;
  /** Whether `!important` is left. */
  readonly important?: boolean;
}

/** Longer than any that was written by hand; what comes in megabytes is an attack on the reader. */
const LONGEST = 200_000;
const DEEPEST = 3;

/**
 * A style sheet that somebody else wrote, so that it styles nothing outside of `scope`, loads nothing and covers
 * nothing. It is written anew from what is known to be harmless: what is not understood is left out.
 */
export function cleanCss(css: string, options: CleanOptions): string {
  return css.length > LONGEST ? "" : cleanRules(css, options, 0);
}

function cleanRules(css: string, options: CleanOptions, depth: number): string {
  if (depth > DEEPEST) return "";
  return readRules(css)
    .map((rule) => {
      if (rule.kind === "group") {
        const known = GROUPS.has(rule.name) && /^[\w\s():<>=.,/-]*$/.test(rule.prelude);
        const body = known ? cleanRules(rule.body, options, depth + 1) : "";
        return body === "" ? "" : `@${rule.name} ${rule.prelude} {\n${body}}\n`;
      }
      const selector = cleanSelector(rule.prelude, options.scope);
      const declarations = cleanDeclarations(rule.body, options.important ?? false);
      if (selector === null || declarations.length === 0) return "";
      const lines = declarations.map(
        ({ important, property, value }) => `${property}: ${value}${important ? " !important" : ""};`,
      );
      return `${selector} { ${lines.join(" ")} }\n`;
    })
    .join("");
}

const GROUPS = new Set(["media", "supports", "container"]);

interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

/** The harmless ones among the declarations of a rule or of a `style` attribute. */
export function cleanDeclarations(css: string, important = false): Declaration[] {
  if (css.length > LONGEST) return [];
  return readDeclarations(css).flatMap(([property, written]) => {
    const value = written.replace(/\s*!\s*important\s*$/i, "");
    if (!isHarmless(property, value)) return [];
    return [{ property, value, important: important && value !== written }];
  });
}

/** Properties that run or load something, reach out of the scope, or need what is left out (keyframes, variables). */
const REFUSED =
  /^(--|behavior$|-moz-binding$|-ms-|src$|animation|view-transition|timeline|scroll-timeline|anchor|container-name)/;

/** Functions that compute. Whatever else is called could load something: `url`, `image-set`, `src`, `element`... */
const FUNCTIONS = new Set(
  (
    "calc min max clamp rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark linear-gradient " +
    "radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient " +
    "translate translatex translatey scale scalex scaley rotate skew skewx skewy matrix minmax repeat fit-content " +
    "cubic-bezier steps blur brightness contrast grayscale hue-rotate invert opacity saturate sepia drop-shadow " +
    "counter counters circle ellipse inset polygon"
  ).split(" "),
);

function isHarmless(property: string, value: string): boolean {
  if (!/^-?[a-z][a-z0-9-]*$/.test(property) || REFUSED.test(property) || value === "") return false;
  // A backslash can hide any letter: no value that people write needs one.
  const bare = value.replace(/"[^"\\\n<]*"|'[^'\\\n<]*'/g, "''");
  if (!/^[\w\s#%.,()+*/'-]*$/.test(bare) || !isBalanced(bare)) return false;
  const called = [...bare.matchAll(/([\w-]*)\(/g)].map((match) => (match[1] ?? "").toLowerCase());
  if (!called.every((name) => name === "" || FUNCTIONS.has(name))) return false;
  return property !== "position" || /^(static|relative|absolute)$/i.test(value);
}

function isBalanced(value: string): boolean {
  let depth = 0;
  for (const sign of value) {
    if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (depth < 0) return false;
  }
  // Quotes come in pairs: those that are left over were no strings.
  return depth === 0 && (value.match(/'/g)?.length ?? 0) % 2 === 0;
}

/** A list of selectors bound to a scope; those that are not understood are left out, null when none is left. */
export function cleanSelector(selectors: string, scope: string): string | null {
  const kept = splitCss(selectors, ",").flatMap((selector) => {
    const bound = boundSelector(selector.trim(), scope);
    return bound === null ? [] : [bound];
  });
  return kept.length > 0 ? kept.join(", ") : null;
}

const NAME = "-?[a-zA-Z_\\u00a0-\\uffff][\\w\\u00a0-\\uffff-]*";
const PARTS: readonly [RegExp, (found: RegExpExecArray) => string | null][] = [
  [/^\s*([>+~])\s*/, (found) => ` ${found[1]} `],
  [/^\s+/, () => " "],
  [/^\*/, () => "*"],
  [new RegExp(`^([.#])(${NAME})`), (found) => `${found[1]}${STRANGERS}${found[2]}`],
  [/^[a-zA-Z][a-zA-Z0-9-]*/, (found) => found[0]],
  [/^\[([a-z-]+)(?:([~|^$*]?=)(?:"([\w\s.:/-]*)"|'([\w\s.:/-]*)'|([\w-]+)))?\]/i, attribute],
  [/^::?(before|after|first-line|first-letter|marker|selection)\b(?!-)/i, (found) => `::${found[1]}`],
  [/^:(nth-(?:last-)?(?:child|of-type))\(\s*([\w\s+-]+)\)/i, (found) => `:${found[1]}(${found[2]})`],
  [/^:(not|is|where)\(([^()]*)\)/i, inner],
  [
    /^:(hover|focus|focus-within|focus-visible|active|first-child|last-child|only-child|first-of-type|last-of-type|only-of-type|empty|checked|disabled|enabled)\b(?!-)/i,
    (found) => found[0],
  ],
];

function attribute([, name, operator, double, single, bare]: RegExpExecArray): string | null {
  if (name?.toLowerCase() === "style") return null;
  return operator === undefined ? `[${name}]` : `[${name}${operator}"${double ?? single ?? bare ?? ""}"]`;
}

function inner(found: RegExpExecArray): string | null {
  const list = (found[2] ?? "").split(",").map((each) => rewritten(each.trim()));
  return list.every((each) => each !== null) ? `:${found[1]}(${list.join(", ")})` : null;
}

function boundSelector(selector: string, scope: string): string | null {
  // What is meant for the whole page is for all of its part here.
  const whole = /^(?:html\s+body|html|body|:root)(?![\w*-])/i.exec(selector);
  const rest = rewritten(whole ? selector.slice(whole[0].length) : selector);
  if (rest === null || (!whole && rest.trim() === "")) return null;
  // A sibling of the scope would lie outside of it.
  if (/^\s*[+~]/.test(rest)) return null;
  return whole ? scope + rest : `${scope} ${rest.trim()}`;
}

function rewritten(selector: string): string | null {
  let left = selector;
  let kept = "";
  while (left !== "") {
    const [pattern, write] = PARTS.find(([each]) => each.test(left)) ?? [];
    const found = pattern?.exec(left);
    const part = found && write ? write(found) : null;
    if (!found || part === null) return null;
    kept += part;
    left = left.slice(found[0].length);
  }
  return /[>+~]\s*$/.test(kept) ? null : kept;
}
