import { type OffsetMap, offsetMap } from "./offsets";
import { STYLE_SHEET, tameHtml } from "./tameHtml";

/** A text node of a document: where it stands in the tree, and in the text of the whole document (UTF-16 units). */
interface TextPiece {
  readonly node: Text;
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** The text of an HTML document, counted as results count it: every text node as it is, and one for every `<br>`. */
export interface HtmlText {
  readonly text: string;
  readonly offsets: OffsetMap;
  readonly pieces: readonly TextPiece[];
  /** Where each element and text node begins, by its path. */
  readonly begins: ReadonlyMap<string, number>;
}

/** A place as results name it: the path of a text node, and code points from its beginning. */
interface TextPlace {
  readonly path: string;
  readonly offset: number;
}

/** What Label Studio takes out of a document before it counts: paths and offsets know nothing of them. */
const UNCOUNTED = "script, iframe";

/**
 * Parses HTML into a document that runs and loads nothing, in the form that paths of results are written for:
 * without scripts, frames and comments, and with the text around them as one node.
 */
export function parseHtml(html: string): HTMLElement {
  const parsed = new DOMParser().parseFromString(tameHtml(html), "text/html");
  for (const element of parsed.querySelectorAll(UNCOUNTED)) element.remove();
  const comments: Node[] = [];
  const walker = parsed.createTreeWalker(parsed, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
  parsed.body.normalize();
  return parsed.body;
}

export function textOfHtml(body: HTMLElement): HtmlText {
  const pieces: TextPiece[] = [];
  const begins = new Map<string, number>([["", 0]]);
  const parts: string[] = [];
  let length = 0;
  // Documents can be nested deeper than calls can be.
  const stack: { node: Node | null; path: string; counts: Map<string, number> }[] = [
    { node: body.firstChild, path: "", counts: new Map() },
  ];
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const { counts, node, path: above } = level;
    if (!node) {
      stack.pop();
      continue;
    }
    level.node = node.nextSibling;
    const isText = node.nodeType === Node.TEXT_NODE;
    const name = isText ? "text()" : nameOf(node);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const path = `${above}/${name}[${count}]`;
    begins.set(path, length);
    const content = isText ? (node as Text).data : name === "br" ? "\n" : "";
    if (isText) pieces.push({ node: node as Text, path, start: length, end: length + content.length });
    if (content !== "") parts.push(content);
    length += content.length;
    if (node.firstChild) stack.push({ node: node.firstChild, path, counts: new Map() });
  }
  const text = parts.join("");
  return { text, offsets: offsetMap(text), pieces, begins };
}

function nameOf(node: Node): string {
  const isSheet = node instanceof Element && node.hasAttribute(STYLE_SHEET);
  return isSheet ? "style" : node.nodeName.toLowerCase();
}

const MOST_KEPT = 8;
const KEPT = new Map<string, HtmlText>();

/** The text of the HTML of an item; every region on it asks, so that the last few documents are kept. */
export function htmlTextOf(html: string): HtmlText {
  let known = KEPT.get(html);
  if (!known) {
    known = textOfHtml(parseHtml(html));
    const [oldest] = KEPT.keys();
    if (KEPT.size >= MOST_KEPT && oldest !== undefined) KEPT.delete(oldest);
    KEPT.set(html, known);
  }
  return known;
}

/** The two ends of a stretch: it begins at the start of what follows and ends at the end of what came before. */
export function placesOf(
  document: HtmlText,
  start: number,
  end: number,
): { readonly start: TextPlace; readonly end: TextPlace } | null {
  const { offsets, pieces } = document;
  const first = pieces[pieceAt(pieces, start, "end")];
  const last = pieces[pieceAt(pieces, end, "start")];
  if (!first || !last) return null;
  const from = (piece: TextPiece, at: number) => offsets.toPoints(at) - offsets.toPoints(piece.start);
  return {
    start: { path: first.path, offset: from(first, Math.max(start, first.start)) },
    end: { path: last.path, offset: from(last, Math.min(end, last.end)) },
  };
}

/** The offset in the whole text that a place means; null when there is no such place. */
export function offsetOf(document: HtmlText, { offset, path }: TextPlace): number | null {
  const { begins, offsets } = document;
  const begin = begins.get(normalPath(path));
  if (begin === undefined || !Number.isInteger(offset) || offset < 0) return null;
  const points = offsets.toPoints(begin) + offset;
  return points > offsets.points ? null : offsets.toUnits(points);
}

/** `/html[1]/body[1]/DIV/p[2]/text()` says the same as `/div[1]/p[2]/text()[1]`. */
function normalPath(path: string): string {
  const steps = path
    .trim()
    .replace(/^\./, "")
    .split("/")
    .filter((step) => step !== "" && step !== ".")
    .map((step) => (step.endsWith("]") ? step : `${step}[1]`).toLowerCase());
  if (steps[0] === "html[1]" && steps[1] === "body[1]") steps.splice(0, 2);
  return steps.map((step) => `/${step}`).join("");
}

/**
 * The first piece that ends at or after an offset and is not passed by it ("end"), or the first that holds it
 * and does not begin there ("start"); an empty piece is neither. -1 when there is none.
 */
function pieceAt(pieces: readonly TextPiece[], offset: number, avoid: "start" | "end"): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = pieces[middle]?.end ?? 0;
    if (avoid === "end" ? end > offset : end >= offset) high = middle;
    else low = middle + 1;
  }
  // What ends here may have begun here too, or lie behind a line break: then what came before it is meant.
  if (avoid === "end") return low < pieces.length ? low : -1;
  for (let at = Math.min(low, pieces.length - 1); at >= 0; at -= 1) {
    const piece = pieces[at];
    if (piece && piece.start < offset) return at;
  }
  return -1;
}

/** Elements that stand on lines of their own; those of the second list keep a blank line around them. */
const BLOCKS = new Set(
  "address article aside dd details div dt figcaption footer header li main nav section summary table tr".split(
    " ",
  ),
);
const SPACED = new Set("blockquote dl figure h1 h2 h3 h4 h5 h6 hr ol p pre ul".split(" "));

/** The words of a stretch as they are read: white space as one space, a break between blocks. */
export function wordsOf(document: HtmlText, start: number, end: number): string {
  const { pieces, text } = document;
  let words = "";
  let before: TextPiece | null = null;
  for (let at = Math.max(pieceAt(pieces, start, "end"), 0); at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (!piece || piece.start >= end) break;
    const part = text.slice(Math.max(piece.start, start), Math.min(piece.end, end));
    if (isHidden(piece.node)) continue;
    const kept = piece.node.parentElement?.closest("pre") ? part : part.replace(/\s+/g, " ");
    if (before) words = words.trimEnd() === "" ? words : joined(words, gapBetween(before, piece, text));
    words += /\s$/.test(words) || words === "" ? kept.replace(/^ /, "") : kept;
    if (part.trim() !== "") before = piece;
  }
  return words.trim();
}

function joined(words: string, gap: string): string {
  return gap === "" ? words : words.trimEnd() + gap;
}

function isHidden(node: Text): boolean {
  return node.parentElement?.closest("noframes, template, noscript, title, textarea, select") != null;
}

function gapBetween(before: TextPiece, after: TextPiece, text: string): string {
  const common = ancestors(before.node);
  let gap = text.slice(before.end, after.start).includes("\n") && after.start > before.end ? "\n" : "";
  const apart = [...ancestors(after.node)].filter((node) => !common.has(node));
  const left = [...common].filter((node) => !node.contains(after.node));
  const names = [...apart, ...left].map((node) => node.nodeName.toLowerCase());
  if (names.some((name) => BLOCKS.has(name))) gap = "\n";
  if (names.some((name) => SPACED.has(name))) gap = "\n\n";
  if (gap === "" && names.some((name) => name === "td" || name === "th")) gap = "\t";
  return gap;
}

function ancestors(node: Node): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (let above = node.parentNode; above; above = above.parentNode) found.add(above);
  return found;
}
