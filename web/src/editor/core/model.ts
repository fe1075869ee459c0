import type { LsResultItem } from "../ls/resultItem";
import type { LabelSchema } from "../ls/schema";

/** A rectangle in percent of the picture; `rotation` in degrees about its top left corner. */
export interface BoxShape {
  readonly kind: "box";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  /** Size in pixels of the picture it was drawn on. */
  readonly picture: { readonly width: number; readonly height: number };
}

/** A stretch of text, in UTF-16 units as JavaScript counts; results store code points. */
export interface SpanShape {
  readonly kind: "span";
  readonly start: number;
  readonly end: number;
}

/** No geometry: the region carries answers about the whole item. */
export interface WholeShape {
  readonly kind: "whole";
}

/** A result of a kind this editor cannot draw: listed, never changed. `reason` says why. */
export interface OpaqueShape {
  readonly kind: "opaque";
  readonly reason: string;
}

export type Shape = BoxShape | SpanShape | WholeShape | OpaqueShape;
export type DrawnShape = BoxShape | SpanShape;

export interface ChoicesAnswer {
  readonly kind: "choices";
  readonly choices: readonly string[];
}

export type Answer = ChoicesAnswer;

export type Origin = "manual" | "prediction" | "prediction-changed";

/** An item as it was read, with its place, so that what nobody touched is written back as it was. */
export interface SourceItem {
  readonly index: number;
  readonly item: LsResultItem;
}

/**
 * One thing that was labelled. Several result items that share an id make one region:
 * its geometry with labels, and answers about it.
 */
export interface Region {
  readonly id: string;
  /** The control that drew it and the object it lies on; empty strings when a result names none. */
  readonly control: string;
  readonly object: string;
  readonly shape: Shape;
  readonly labels: readonly string[];
  /** Answers by the name of their control. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly origin: Origin;
  /** Place in the result; a later region ranks higher. */
  readonly rank: number;
  readonly sources: readonly SourceItem[];
}

export type Regions = ReadonlyMap<string, Region>;

export type Mode = "annotate" | "review" | "readonly";
export type Tool = "select" | "draw" | "pan";
export type Verdict = "pending" | "approved" | "fixed" | "rejected";

/** A shape that was drawn before its label was chosen. */
export interface Draft {
  readonly object: string;
  readonly shape: DrawnShape;
}

export interface EditorState {
  readonly schema: LabelSchema;
  readonly data: Readonly<Record<string, unknown>>;
  readonly mode: Mode;
  /** Whether regions may change now: always in annotate, in review only while fixing. */
  readonly editable: boolean;
  readonly regions: Regions;
  readonly selectedId: string | null;
  /** The label that the next drawn region gets, by control. */
  readonly activeLabels: ReadonlyMap<string, string>;
  readonly tool: Tool;
  readonly draft: Draft | null;
  /** Regions proposed by a model and not yet taken. */
  readonly suggestions: Regions;
  /** Regions of another revision, drawn dotted. */
  readonly ghosts: Regions;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Only the selected region is shown. */
  readonly solo: boolean;
  /** The object whose surface holds the keyboard focus. */
  readonly focused: string | null;
  readonly textSize: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export function isDrawn(region: Region): region is Region & { readonly shape: DrawnShape } {
  return region.shape.kind === "box" || region.shape.kind === "span";
}
