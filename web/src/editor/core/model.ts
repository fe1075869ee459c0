import type { LsResultItem } from "../ls/resultItem";
import type { LabelSchema } from "../ls/schema";
import type { Answer } from "./answers";
import type { Media } from "./media";
import type { Rights } from "./rights";
import type { DrawnShape, Shape } from "./shapes";
import type { Pin, Remark } from "./surface";

export type { Answer } from "./answers";
export type { BoxShape, DrawnShape, Shape, ShapeKind, ShapeOf, SpanShape } from "./shapes";

export type Origin = "manual" | "prediction" | "prediction-changed";

/** An item as it was read, with its place, so that what nobody touched is written back as it was. */
export interface SourceItem {
  readonly index: number;
  readonly item: LsResultItem;
}

/**
 * One thing that was labelled. Several result items that share an id make one region: its geometry, its labels, and
 * answers about it.
 */
export interface Region {
  readonly id: string;
  /** The control that drew it and the object it lies on; empty strings when a result names none. */
  readonly control: string;
  readonly object: string;
  /** The control that its labels come from: `control`, or a naming control beside a bare drawing tag. */
  readonly labeller: string;
  readonly shape: Shape;
  readonly labels: readonly string[];
  /** Answers by the name of their control. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly origin: Origin;
  /** Which entry of an object that shows a list; null on objects that show one thing. */
  readonly item: number | null;
  /** The region that it belongs to, as a part of a group; null when it stands by itself. */
  readonly parent: string | null;
  /** What somebody noted about it. */
  readonly note?: string;
  /** Place in the result; a later region ranks higher. */
  readonly rank: number;
  readonly sources: readonly SourceItem[];
}

export type Regions = ReadonlyMap<string, Region>;

export type Mode = "annotate" | "review" | "readonly";

/**
 * What the pointer does. "draw" draws what the chosen label or drawing control draws; the others are for everything.
 * "erase" takes painted pixels away, "reveal" draws over suggestions that wait to be shown.
 */
export type Tool = "select" | "draw" | "pan" | "erase" | "reveal";
export type Verdict = "pending" | "approved" | "fixed" | "rejected";

/** The verdict on one region. What `isMine` was given now, can be undone and is not sent yet. */
export interface Decision {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly text: string;
  /** How what is said is classified: paths in a taxonomy. */
  readonly classes?: readonly (readonly string[])[];
  readonly isMine: boolean;
}

export type Decisions = ReadonlyMap<string, Decision>;

/** What became of a region between two annotations that are compared. */
export type Difference = "same" | "changed" | "added" | "removed";

/** A region of a comparison: what became of it, and which of the two annotations it belongs to. */
export interface DifferenceMark {
  readonly difference: Difference;
  readonly side: "before" | "after";
}

/** A shape that was drawn before its label was chosen. */
export interface Draft {
  readonly object: string;
  readonly shape: DrawnShape;
  readonly item: number | null;
}

export interface EditorState {
  readonly schema: LabelSchema;
  readonly data: Readonly<Record<string, unknown>>;
  /** What is known of the files that the item names, by field. */
  readonly media: Media;
  readonly mode: Mode;
  /** Whether regions may change now: always in annotate, in review only while fixing. */
  readonly editable: boolean;
  /** Which changes are allowed while it is editable. */
  readonly rights: Rights;
  /** The only regions that may change while it is editable; null when all may. */
  readonly only: ReadonlySet<string> | null;
  readonly regions: Regions;
  /** The region whose details are shown and that keys act on. */
  readonly selectedId: string | null;
  /** Everything that is selected, `selectedId` included. */
  readonly selection: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  /** The label that the next drawn region gets, by control. */
  readonly activeLabels: ReadonlyMap<string, string>;
  /** The bare drawing control that was chosen, by object. */
  readonly activeDrawers: ReadonlyMap<string, string>;
  readonly tool: Tool;
  readonly draft: Draft | null;
  /** A link that was begun at this region and waits for its other end. */
  readonly linkFrom: string | null;
  /** Regions proposed by a model and not yet taken. */
  readonly suggestions: Regions;
  /** The suggestion that the person looks at; null: the first one that is offered. */
  readonly suggestedId: string | null;
  /** Suggestions with a lower score are not shown. */
  readonly threshold: number;
  /** Suggestions stay out of sight until something is drawn that overlaps them. */
  readonly reveals: boolean;
  /** The project wants it so: nobody can switch it off. */
  readonly mustReveal: boolean;
  /** What was drawn over last: the suggestions that reach into it are shown. */
  readonly lens: Draft | null;
  /** Regions of another revision, drawn dotted. */
  readonly ghosts: Regions;
  readonly decisions: Decisions;
  /** Places that something is said about. */
  readonly pins: readonly Pin[];
  /** What is said about regions and not settled: at most one for each region. */
  readonly remarks: readonly Remark[];
  /** The region that somebody points at from beside the surface, as at a comment about it. */
  readonly litId: string | null;
  /** The next press on a surface says a place, and nothing else happens there. */
  readonly pinning: boolean;
  /** While annotations are compared: how each region differs. */
  readonly differences: ReadonlyMap<string, DifferenceMark>;
  /** Which side of a comparison is seen: 0 the one before, 1 the one after, 0.5 both alike. */
  readonly balance: number;
  /** Only the selected region is shown. */
  readonly solo: boolean;
  /** The object whose surface holds the keyboard focus. */
  readonly focused: string | null;
  /** Where people are in an object: the entry of a list (from 0), the page, the frame (from 1), the second. */
  readonly positions: ReadonlyMap<string, number>;
  readonly textSize: number;
  /** Questions say what is wrong with their answers: since somebody tried to hand the item in. */
  readonly faultsShown: boolean;
  /** The question that takes the focus next, by the name of its control. */
  readonly attention: string | null;
  /** What is searched for among the options of a control. */
  readonly filters: ReadonlyMap<string, string>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export function isDrawn(region: Region): region is Region & { readonly shape: DrawnShape } {
  const { kind } = region.shape;
  return kind !== "whole" && kind !== "opaque" && kind !== "link";
}

/** Whether a region lies on what an object shows now: the current entry of a list, or the only thing there is. */
export function isOnShow(
  region: Pick<Region, "item" | "object">,
  positions: EditorState["positions"],
): boolean {
  return region.item === null || region.item === (positions.get(region.object) ?? 0);
}
