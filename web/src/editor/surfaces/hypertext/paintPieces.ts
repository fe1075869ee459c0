import type { LabelSchema } from "../../ls/schema";
import { lookOf } from "../text/look";
import { type Line, type Mark, segmentsOf } from "../text/marks";
import { offsetAt, placeOf } from "../text/textRange";

/** What was painted into a piece: painting the same again would only disturb a selection. */
interface Painted {
  readonly marks: readonly Mark[];
  readonly chosen: ReadonlySet<string>;
}

/** Paints marks into the pieces of a document, of which only the changed ones are touched. */
export class PiecePainter {
  private readonly hosts = new Map<number, HTMLElement>();
  private readonly painted = new Map<number, Painted>();

  constructor(
    private readonly root: HTMLElement,
    private readonly lines: readonly Line[],
    private readonly text: string,
    private readonly schema: LabelSchema,
  ) {
    for (const host of root.querySelectorAll<HTMLElement>("[data-line]")) {
      this.hosts.set(Number(host.dataset.line), host);
    }
  }

  paint(byLine: readonly (readonly Mark[])[], chosen: ReadonlyMap<number, ReadonlySet<string>>): void {
    const changed: { host: HTMLElement; number: number; next: Painted }[] = [];
    for (const [number, host] of this.hosts) {
      const marks = byLine[number] ?? [];
      const next = { marks, chosen: chosen.get(number) ?? NONE };
      const before = this.painted.get(number) ?? NOTHING;
      if (marks.length === 0 && before.marks.length === 0) continue;
      if (marks === before.marks && sameIds(next.chosen, before.chosen)) continue;
      changed.push({ host, number, next });
    }
    if (changed.length === 0) return;
    const selected = this.selection();
    for (const { host, next, number } of changed) {
      this.painted.set(number, next);
      this.fill(host, number, next);
    }
    if (selected) this.select(selected);
  }

  /** Where a selection begins and ends in the text: what is painted anew takes its own ends with it. */
  private selection(): readonly [anchor: number, focus: number] | null {
    const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = window.getSelection() ?? {};
    const anchor = anchorNode ? offsetAt(this.root, anchorNode, anchorOffset) : null;
    const focus = focusNode ? offsetAt(this.root, focusNode, focusOffset) : null;
    return anchor === null || focus === null ? null : [anchor, focus];
  }

  private select([anchor, focus]: readonly [number, number]): void {
    const from = placeOf(this.root, this.lines, anchor);
    const to = placeOf(this.root, this.lines, focus);
    if (from && to) window.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  private fill(host: HTMLElement, number: number, { chosen, marks }: Painted): void {
    const line = this.lines[number];
    if (!line) return;
    if (marks.length === 0) {
      host.replaceChildren(this.text.slice(line.start, line.end));
      return;
    }
    host.replaceChildren(
      ...segmentsOf(line, marks).map((segment) => {
        const element = document.createElement(segment.marks.length > 0 ? "mark" : "ed-piece");
        element.dataset.start = `${segment.start}`;
        element.textContent = this.text.slice(segment.start, segment.end);
        if (segment.marks.length === 0) return element;
        const { attributes, style } = lookOf(segment, chosen, this.schema);
        element.className = "ed-mark";
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value);
        return element;
      }),
    );
  }
}

const NONE: ReadonlySet<string> = new Set();
const NOTHING: Painted = { marks: [], chosen: NONE };

function sameIds(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
