import type { StoreApi } from "zustand/vanilla";
import type { Contexts } from "../ls/readResult";
import type { LabelSchema } from "../ls/schema";
import type { Edit } from "./edits";
import type { DecisionPatch } from "./history";
import type { EditorState, Region } from "./model";
import type { Right } from "./rights";

/** What the groups of actions share: the state of one item, and the one door through which it changes. */
export interface EditorKit {
  readonly schema: LabelSchema;
  readonly store: StoreApi<EditorState>;
  readonly contexts: Contexts;
  readonly newId: () => string;
  /**
   * Makes one gesture that can be undone. Nothing happens, and false is given, when it would change nothing, when
   * nothing may be changed now, or when somebody may not change this. Gestures of one `run` are undone together.
   */
  commit(title: string, right: Right, patches: Edit, more?: Partial<EditorState>, run?: string): boolean;
  /** The same for verdicts, which may be given where regions may not be changed. */
  decide(title: string, decisions: readonly DecisionPatch[], patches?: Edit): boolean;
  /** The suggestions that were taken, by the region that each became: undone, they are suggestions again. */
  readonly taken: Map<string, Region>;
  /** The region that keys act on. */
  selected(): Region | null;
  /** The entry of a list that an object shows; null for an object that shows one thing. */
  itemOf(object: string): number | null;
}
