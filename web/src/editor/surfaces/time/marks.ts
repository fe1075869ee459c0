import { opacityOf } from "../../core/looks";
import type { Difference, DrawnShape, EditorState, Region, Verdict } from "../../core/model";
import { isInSight } from "../../core/selection";
import type { Editor } from "../../core/store";
import { answersTitle, labelTitle, mainOption, NO_LABEL_COLOUR, regionTitle } from "../../core/titles";
import { findControl, findOption } from "../../ls/schema";
import type { Place } from "./place";
import { rowCount, stacked } from "./stack";

export type Look = "label" | Verdict | Difference | "ghost" | "suggestion" | "draft";

/** One region as it is drawn: where, in which row, how. */
export interface Mark {
  readonly id: string;
  readonly place: Place;
  readonly row: number;
  readonly look: Look;
  /** Colour of its label, as CSS. */
  readonly colour: string;
  readonly title: string;
  readonly locked: boolean;
  readonly instant: boolean;
}

export interface Marks {
  readonly all: readonly Mark[];
  readonly byId: ReadonlyMap<string, Mark>;
  readonly rows: number;
  /** Where the next one in the same row begins: names may need more room than their region has. */
  readonly next: ReadonlyMap<string, number>;
}

/** What a surface knows of the shapes that lie on its axis. */
export type PlaceOf = (shape: DrawnShape) => { readonly place: Place; readonly instant: boolean } | null;

type Seen = Pick<
  EditorState,
  | "balance"
  | "decisions"
  | "differences"
  | "draft"
  | "ghosts"
  | "hidden"
  | "locked"
  | "regions"
  | "selectedId"
  | "selection"
  | "solo"
  | "lens"
  | "suggestedId"
  | "suggestions"
  | "threshold"
  | "reveals"
  | "tool"
>;

const SEEN = [
  "balance",
  "decisions",
  "differences",
  "draft",
  "ghosts",
  "hidden",
  "locked",
  "regions",
  "solo",
  "lens",
  "suggestedId",
  "suggestions",
  "threshold",
  "reveals",
] as const satisfies readonly (keyof Seen)[];

/** Whether what is drawn of the regions differs between two states. */
export function looksDifferent(state: EditorState, before: EditorState): boolean {
  if (SEEN.some((key) => state[key] !== before[key])) return true;
  if (state.lens && state.tool !== before.tool) return true;
  return state.solo && state.selection !== before.selection;
}

/** Everything that is drawn on one object. Ghosts and suggestions lie in rows of their own where they would overlap. */
export function marksOf(editor: Editor, object: string, placeOf: PlaceOf): Marks {
  const state = editor.state();
  const found: Omit<Mark, "row">[] = [];
  const add = (region: Region, look: Look, id = region.id) => {
    const placed = region.object === object ? placeOf(region.shape as DrawnShape) : null;
    if (!placed) return;
    const option = mainOption(region, state.schema);
    found.push({
      id,
      ...placed,
      look,
      colour: option?.colour ?? NO_LABEL_COLOUR,
      title: titleOf(region, look, editor),
      locked: state.locked.has(region.id),
    });
  };
  for (const region of state.regions.values()) {
    // What is drawn on the axis of time cannot shine through: the weaker side of a comparison steps back.
    if (!isInSight(region.id, state) || opacityOf(region.id, state) < 0.5) continue;
    const difference = state.differences.get(region.id)?.difference;
    add(region, difference ?? state.decisions.get(region.id)?.verdict ?? "label");
  }
  for (const region of editor.offered()) add(region, "suggestion", suggestedMark(region.id));
  for (const region of state.ghosts.values()) {
    if (!state.solo || state.selection.has(region.id)) add(region, "ghost", `~${region.id}`);
  }
  const { draft, lens, tool } = state;
  const revealed = tool === "reveal" && lens?.object === object ? placeOf(lens.shape) : null;
  if (revealed) {
    const look = { look: "draft", colour: "var(--text-3)", title: "Drawn over", locked: false } as const;
    found.push({ id: "=", ...revealed, ...look });
  }
  const drafted = draft?.object === object ? placeOf(draft.shape) : null;
  if (drafted) {
    found.push({
      id: "+",
      ...drafted,
      look: "draft",
      colour: "var(--accent)",
      title: "Choose a label",
      locked: false,
    });
  }
  const rows = stacked(found.map(({ id, place }) => ({ id, start: place.start, end: place.end })));
  const all = found.map((mark): Mark => ({ ...mark, row: rows.get(mark.id) ?? 0 }));
  return {
    all,
    byId: new Map(all.map((mark) => [mark.id, mark])),
    rows: rowCount(rows),
    next: nextInRow(all),
  };
}

function nextInRow(marks: readonly Mark[]): ReadonlyMap<string, number> {
  const rows = new Map<number, Mark[]>();
  for (const mark of marks) {
    const row = rows.get(mark.row);
    if (row) row.push(mark);
    else rows.set(mark.row, [mark]);
  }
  const next = new Map<string, number>();
  for (const row of rows.values()) {
    row.sort((a, b) => a.place.start - b.place.start);
    row.forEach((mark, at) => {
      const after = row[at + 1];
      if (after) next.set(mark.id, after.place.start);
    });
  }
  return next;
}

const SUGGESTED = "?";

/** The mark of a suggestion. Its region may be there as well, as one that was taken and copied. */
function suggestedMark(id: string): string {
  return `${SUGGESTED}${id}`;
}

/** The suggestion that a mark shows; null for marks of other things. */
export function suggestionOf({ id, look }: Pick<Mark, "id" | "look">): string | null {
  return look === "suggestion" ? id.slice(SUGGESTED.length) : null;
}

/** The colour that the next drawn region will have. */
export function brushColour(editor: Editor, object: string): string {
  const brush = editor.brushFor(object);
  const [label] = brush?.labels ?? [];
  if (!brush || label === undefined) return "var(--accent)";
  const naming = brush.labeller ?? brush.control;
  return findOption(findControl(editor.state().schema, naming.name), label)?.colour ?? NO_LABEL_COLOUR;
}

function titleOf(region: Region, look: Look, editor: Editor): string {
  const { regions, schema } = editor.state();
  if (look === "ghost") return `${labelTitle(region, schema) || "Region"}, last round`;
  if (look === "suggestion") return `${labelTitle(region, schema) || "Region"}?`;
  const title = regionTitle(region, regions, schema, editor.context(region.object));
  // What was said or noted about it is what one looks for: a transcript can be read along the axis.
  const answers = answersTitle(region);
  return answers ? `${title} · ${answers}` : title;
}
