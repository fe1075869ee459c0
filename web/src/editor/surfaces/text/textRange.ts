import { type Line, lineAt } from "./marks";

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Between offsets of the text and places in the page. Lines and segments carry their offset in
 * `data-start`; labels are drawn by CSS, so every character of the page is a character of the text.
 */
export function offsetAt(root: HTMLElement, node: Node, offset: number): number | null {
  if (!root.contains(node)) return null;
  if (node instanceof Text) {
    const start = startOf(node.parentElement);
    return start === null ? null : start + offset;
  }
  const child = node.childNodes[offset];
  const inside = child instanceof HTMLElement ? child : child?.parentElement;
  if (inside && inside !== root) return startOf(inside);
  const last = node === root ? root.querySelector<HTMLElement>(":scope > [data-end]:last-of-type") : node;
  const line = last instanceof HTMLElement ? last.closest<HTMLElement>("[data-end]") : null;
  return line ? Number(line.dataset.end) : null;
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
  while (start < end && text[start] === "\n") start += 1;
  while (end > start && text[end - 1] === "\n") end -= 1;
  return start < end ? { start, end } : null;
}

/** The place in the page of an offset of the text. */
export function placeOf(
  root: HTMLElement,
  lines: readonly Line[],
  offset: number,
): { node: Node; offset: number; element: HTMLElement } | null {
  const line = root.children[lineAt(lines, offset)];
  if (!(line instanceof HTMLElement)) return null;
  let found: HTMLElement | null = null;
  for (const segment of line.querySelectorAll<HTMLElement>("[data-start]")) {
    if (Number(segment.dataset.start) > offset) break;
    found = segment;
  }
  const textNode = found?.firstChild;
  if (!found || !(textNode instanceof Text)) return { node: line, offset: 0, element: line };
  const within = Math.min(offset - Number(found.dataset.start), textNode.length);
  return { node: textNode, offset: within, element: found };
}

function startOf(element: HTMLElement | null | undefined): number | null {
  const start = element?.closest<HTMLElement>("[data-start]")?.dataset.start;
  return start === undefined ? null : Number(start);
}
