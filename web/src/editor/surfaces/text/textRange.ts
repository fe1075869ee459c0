import { type Line, lineAt } from "./marks";

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Between offsets of the text and places on the page. What holds text carries its offset in `data-start`, the whole
 * line also its number and end; labels are drawn by CSS, so every character in there is a character of the text.
 */
export function offsetAt(root: HTMLElement, node: Node, offset: number): number | null {
  if (!root.contains(node)) return null;
  const element = node instanceof Text ? node.parentElement : node;
  const holder = element instanceof HTMLElement ? element.closest<HTMLElement>(HOLDERS) : null;
  if (node instanceof Text) return holder ? Number(holder.dataset.start) + offset : startFrom(root, node);
  const child = node.childNodes[offset];
  if (child && !(holder && isBare(child))) return startFrom(root, child) ?? endOf(root);
  // The line break of an empty line is no character.
  if (child) return Number(holder?.dataset.start);
  if (!holder) return startBehind(root, node) ?? endOf(root);
  const { end, start } = holder.dataset;
  return end === undefined ? Number(start) + (holder.textContent?.length ?? 0) : Number(end);
}

function isBare(child: Node): boolean {
  return child instanceof HTMLElement && child.dataset.start === undefined;
}

/** Lines, and the pieces that marks cut them into; the blocks around lines hold no text of their own. */
const HOLDERS = "[data-start]:not([data-block])";

/** Where the text begins that stands at a node or behind it; null when none follows. */
function startFrom(root: HTMLElement, node: Node): number | null {
  if (node instanceof Text) {
    const holder = node.parentElement?.closest<HTMLElement>(HOLDERS);
    if (holder) return Number(holder.dataset.start);
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  walker.currentNode = node;
  for (let at: Node | null = node; at; at = walker.nextNode()) {
    if (at instanceof HTMLElement && at.dataset.start !== undefined) return Number(at.dataset.start);
  }
  return null;
}

function startBehind(root: HTMLElement, node: Node): number | null {
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) {
    if (at.nextSibling) return startFrom(root, at.nextSibling);
  }
  return null;
}

function endOf(root: HTMLElement): number | null {
  const last = [...root.querySelectorAll<HTMLElement>("[data-end]")].at(-1);
  return last ? Number(last.dataset.end) : null;
}

/** The selected stretch of the text, line breaks at its ends left out; null when nothing of it is selected. */
export function selectedRange(root: HTMLElement, text: string): TextRange | null {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const { endContainer, endOffset, startContainer, startOffset } = selection.getRangeAt(0);
  const from = offsetAt(root, startContainer, startOffset);
  const to = offsetAt(root, endContainer, endOffset);
  if (from === null && to === null) return null;
  // A selection that runs out of the text goes as far as the text does.
  let start = from ?? 0;
  let end = to ?? text.length;
  while (start < end && isBreak(text[start])) start += 1;
  while (end > start && isBreak(text[end - 1])) end -= 1;
  return start < end ? { start, end } : null;
}

function isBreak(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}

interface PagePlace {
  readonly node: Node;
  readonly offset: number;
  readonly element: HTMLElement;
}

/** The place on the page of an offset of the text; null while its line is not on the page. */
export function placeOf(root: HTMLElement, lines: readonly Line[], offset: number): PagePlace | null {
  const number = lineAt(lines, offset);
  const line = root.querySelector<HTMLElement>(`[data-line="${number}"]`);
  if (!line) return null;
  let found = line;
  for (const segment of line.querySelectorAll<HTMLElement>("[data-start]")) {
    if (Number(segment.dataset.start) > offset) break;
    found = segment;
  }
  const textNode = found.firstChild;
  if (!(textNode instanceof Text)) return { node: line, offset: 0, element: line };
  const within = Math.min(Math.max(offset - Number(found.dataset.start), 0), textNode.length);
  return { node: textNode, offset: within, element: found };
}

/** A stretch as a range of the page, as far as its lines are there; null when none of them is. */
export function pageRange(root: HTMLElement, lines: readonly Line[], range: TextRange): Range | null {
  const start = placeOf(root, lines, range.start);
  // An end at the beginning of a line belongs to the line before it.
  const end = range.end > range.start ? placeBefore(root, lines, range.end) : start;
  if (!start || !end) return null;
  const found = document.createRange();
  found.setStart(start.node, start.offset);
  found.setEnd(end.node, end.offset);
  return found;
}

function placeBefore(root: HTMLElement, lines: readonly Line[], offset: number): PagePlace | null {
  const place = placeOf(root, lines, offset - 1);
  if (!(place?.node instanceof Text)) return place;
  return { ...place, offset: Math.min(place.offset + 1, place.node.length) };
}
