import { createStore, type StoreApi } from "zustand/vanilla";
import { codecFor } from "../ls/codecs";
import type { ObjectContext } from "../ls/codecs/codec";
import { objectContexts, readResult } from "../ls/readResult";
import type { LsResultItem } from "../ls/resultItem";
import { type ControlTag, findControl, type LabelSchema } from "../ls/schema";
import { writeResult } from "../ls/writeResult";
import * as edits from "./edits";
import { apply, type Change, EMPTY_HISTORY, type History, record, stepBack, stepForward } from "./history";
import {
  type Answer,
  type BoxShape,
  type Draft,
  type DrawnShape,
  type EditorState,
  isDrawn,
  type Mode,
  type Region,
  type Regions,
  type Tool,
  type Verdict,
} from "./model";
import { problemsOf } from "./problems";
import { takenSuggestion } from "./provenance";
import { randomRegionId } from "./regionId";
import { inOrder, neighbour } from "./selection";
import type { SurfaceHandle } from "./surface";

export interface EditorOptions {
  readonly schema: LabelSchema;
  readonly data: Readonly<Record<string, unknown>>;
  readonly result: readonly LsResultItem[];
  /** A model's result, offered as suggestions. */
  readonly predictions?: readonly LsResultItem[];
  readonly mode: Mode;
  /** Called after every change of the regions, undo and redo included; not for selecting. */
  readonly onChange?: (editor: Editor) => void;
  readonly newId?: () => string;
}

export type Editor = ReturnType<typeof createEditor>;

const TEXT_SIZES = { least: 12, usual: 16, most: 28, step: 2 } as const;

/** The size that was chosen last; it outlives the item, because eyes do not change with it. */
let textSize: number = TEXT_SIZES.usual;

/** The box that was copied last; it outlives the item so that it can be pasted into the next one. */
let clipboard: (Region & { readonly shape: BoxShape }) | null = null;

/** One item under annotation: its regions, what is selected, and every way to change them. */
export function createEditor(options: EditorOptions) {
  const { data, newId = randomRegionId, onChange, schema } = options;
  const contexts = objectContexts(schema, data);
  const surfaces = new Map<string, SurfaceHandle>();
  const store: StoreApi<EditorState> = createStore<EditorState>(() => ({
    schema,
    data,
    mode: options.mode,
    editable: options.mode === "annotate",
    regions: options.result.length > 0 ? read(options.result) : preselected(),
    selectedId: null,
    activeLabels: selectedLabels(schema),
    tool: "select",
    draft: null,
    suggestions: read(options.predictions ?? []),
    ghosts: new Map(),
    verdicts: new Map(),
    solo: false,
    focused: null,
    textSize,
    canUndo: false,
    canRedo: false,
  }));
  let history: History = EMPTY_HISTORY;
  let saved: Change | null = null;
  const { getState: state, setState } = store;

  function read(result: readonly LsResultItem[]): Regions {
    return new Map(readResult(result, schema, data).map((region) => [region.id, region]));
  }

  /** Whole-item answers that the configuration selects for a fresh annotation. */
  function preselected(): Regions {
    let regions: Regions = new Map();
    if (options.mode !== "annotate") return regions;
    for (const control of schema.controls) {
      const choices = control.options.filter((option) => option.selected).map((option) => option.value);
      if (choices.length === 0 || control.perRegion || codecFor(control.type)?.kind !== "answer") continue;
      const answer: Answer = { kind: "choices", choices: control.multiple ? choices : choices.slice(0, 1) };
      regions = apply(regions, edits.answerWhole(regions, control, answer, newId(), edits.nextRank(regions)));
    }
    return regions;
  }

  function commit(title: string, patches: edits.Edit, more: Partial<EditorState> = {}): boolean {
    if (!state().editable || patches.length === 0) return false;
    history = record(history, { title, patches });
    publish(apply(state().regions, patches), more);
    return true;
  }

  function publish(regions: Regions, more: Partial<EditorState> = {}): void {
    const { selectedId } = { ...state(), ...more };
    setState({
      ...more,
      regions,
      selectedId: selectedId !== null && regions.has(selectedId) ? selectedId : null,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
    });
    onChange?.(editor);
  }

  function selected(): Region | null {
    const { regions, selectedId } = state();
    return selectedId === null ? null : (regions.get(selectedId) ?? null);
  }

  /** The label that a new region on an object gets: the active one, or the only one there is. */
  function labelFor(object: string): { control: ControlTag; label: string } | null {
    const controls = edits.labelControls(schema, object);
    for (const control of controls) {
      const label = state().activeLabels.get(control.name);
      if (label !== undefined) return { control, label };
    }
    const [control, ...others] = controls;
    const [only, ...more] = control?.options ?? [];
    return control && only && others.length + more.length === 0 ? { control, label: only.value } : null;
  }

  function create(control: ControlTag, shape: DrawnShape, label: string, select: boolean): void {
    const twin = edits.findTwin(state().regions, control, shape, label);
    if (twin) {
      setState({ draft: null, selectedId: twin.id });
      return;
    }
    const rank = edits.nextRank(state().regions);
    const region = edits.newRegion(control, shape, label, newId(), rank);
    commit("Draw", edits.add(region), { draft: null, selectedId: select ? region.id : null });
  }

  const editor = {
    store,
    state,
    subscribe: store.subscribe,

    result: (): LsResultItem[] => writeResult(state().regions.values(), schema, data),
    /** Replaces everything by another result; nothing before it can be undone. */
    load(result: readonly LsResultItem[]): void {
      history = EMPTY_HISTORY;
      saved = null;
      const regions = read(result);
      setState({ regions, selectedId: null, draft: null, solo: false, canUndo: false, canRedo: false });
    },
    isDirty: (): boolean => (history.past.at(-1) ?? null) !== saved,
    markSaved(): void {
      saved = history.past.at(-1) ?? null;
    },
    problems: (): string[] => problemsOf(schema, state().regions),

    undo(): void {
      const step = state().editable ? stepBack(history, state().regions) : null;
      if (!step) return;
      history = step.history;
      publish(step.regions, { draft: null });
    },
    redo(): void {
      const step = state().editable ? stepForward(history, state().regions) : null;
      if (!step) return;
      history = step.history;
      publish(step.regions, { draft: null });
    },

    selected,
    select(id: string | null): void {
      if (id === state().selectedId) return;
      setState({ selectedId: id !== null && state().regions.has(id) ? id : null, draft: null });
      const region = selected();
      if (region) surfaces.get(region.object)?.reveal?.(region.id);
    },
    ordered: () => inOrder(state().regions, schema.objects),
    neighbour: (step: 1 | -1): Region | null => neighbour(editor.ordered(), state().selectedId, step),

    /**
     * What choosing a label means depends on what is at hand: it completes a draft, changes the
     * selected region, or becomes the label of what is drawn next (chosen again: of nothing).
     */
    chooseLabel(name: string, label: string): void {
      const control = findControl(schema, name);
      const { activeLabels, draft, editable } = state();
      if (!editable || !control?.options.some((option) => option.value === label)) return;
      if (draft?.object === control.to) {
        // Shape first, label second: that one region is in hand, and its label can still be corrected.
        create(control, draft.shape, label, true);
        return;
      }
      const region = selected();
      if (region && isDrawn(region) && edits.canLabel(control, region, schema)) {
        commit("Change label", edits.relabel(region, control, label));
        return;
      }
      const others = [...activeLabels].filter(([each]) => findControl(schema, each)?.to !== control.to);
      const off = activeLabels.get(name) === label;
      setState({
        activeLabels: new Map(off ? others : [...others, [name, label]]),
        tool: off ? "select" : "draw",
      });
    },
    clearActiveLabels(): void {
      setState({ activeLabels: new Map(), tool: "select" });
    },
    /** Gives a drawn shape the active label; without one it waits as a draft for its label. */
    draw(object: string, shape: DrawnShape): void {
      if (!state().editable) return;
      const choice = labelFor(object);
      // Label first: the next key means the next region, so this one is let go.
      if (choice) create(choice.control, shape, choice.label, false);
      else setState({ draft: { object, shape }, selectedId: null });
    },
    setDraft(draft: Draft | null): void {
      if (draft === null || state().editable) setState({ draft, ...(draft && { selectedId: null }) });
    },
    reshape(id: string, shape: DrawnShape): void {
      const region = state().regions.get(id);
      if (region) commit("Reshape", edits.reshape(region, shape));
    },
    remove(id: string): void {
      const region = state().regions.get(id);
      if (region) commit("Delete", edits.remove(region));
    },
    duplicate(id: string): void {
      const region = state().regions.get(id);
      if (!region || !isDrawn(region)) return;
      const copy = edits.copyOf(region, newId(), edits.nextRank(state().regions));
      commit("Duplicate", edits.add(copy), { selectedId: copy.id });
    },
    copy(): void {
      const region = selected();
      if (region?.shape.kind === "box") clipboard = { ...region, shape: region.shape };
    },
    canPaste: (): boolean =>
      clipboard !== null && findControl(schema, clipboard.control)?.to === clipboard.object,
    paste(): void {
      if (!clipboard || !editor.canPaste()) return;
      const copy = edits.copyOf(clipboard, newId(), edits.nextRank(state().regions));
      commit("Paste", edits.add(copy), { selectedId: copy.id });
    },

    /** The choices that hold now: of the selected region for a per-region control, else of the whole item. */
    chosen(control: ControlTag): readonly string[] {
      const region = control.perRegion ? selected() : edits.wholeRegion(state().regions, control.name);
      return region?.answers.get(control.name)?.choices ?? [];
    },
    pickChoice(name: string, value: string): void {
      const control = findControl(schema, name);
      if (!control) return;
      const choices = edits.pickChoice(control, editor.chosen(control), value);
      const answer: Answer | null = choices.length > 0 ? { kind: "choices", choices } : null;
      const { regions } = state();
      if (!control.perRegion) {
        commit("Answer", edits.answerWhole(regions, control, answer, newId(), edits.nextRank(regions)));
        return;
      }
      const region = selected();
      if (region && isDrawn(region)) commit("Answer", edits.answerRegion(region, control, answer));
    },

    /** The suggestion that is offered now. */
    suggestion: (): Region | null => inOrder(state().suggestions, schema.objects)[0] ?? null,
    takeSuggestion(id: string): void {
      const { regions, suggestions } = state();
      const suggestion = suggestions.get(id);
      if (!suggestion) return;
      const left = apply(suggestions, [{ id, before: suggestion, after: null }]);
      const taken = takenSuggestion(suggestion, newId(), edits.nextRank(regions));
      commit("Take suggestion", edits.add(taken), { suggestions: left });
    },
    dismissSuggestion(id: string): void {
      setState({ suggestions: apply(state().suggestions, [{ id, before: null, after: null }]) });
    },

    /** Another revision, drawn dotted behind this one: what changed since. */
    get ghosts(): Regions {
      return state().ghosts;
    },
    setGhosts: (result: readonly LsResultItem[]): void => setState({ ghosts: read(result) }),
    setVerdicts: (verdicts: Readonly<Record<string, Verdict>>): void =>
      setState({ verdicts: new Map(Object.entries(verdicts)) }),
    /** In review regions can be changed only while fixing. */
    setEditable(editable: boolean): void {
      const allowed = state().mode !== "readonly" && editable;
      setState({
        editable: allowed,
        ...(!allowed && { draft: null, tool: "select", activeLabels: new Map() }),
      });
    },
    setTool: (tool: Tool): void => setState({ tool, draft: null }),
    setSolo: (solo: boolean): void => setState({ solo }),
    setTextSize(step: 1 | -1): void {
      const size = state().textSize + step * TEXT_SIZES.step;
      if (size < TEXT_SIZES.least || size > TEXT_SIZES.most) return;
      textSize = size;
      setState({ textSize });
    },
    setFocused: (focused: string | null): void => setState({ focused }),

    /** Text and offsets of an object. */
    context: (object: string): ObjectContext => contexts(object),
    attach(handle: SurfaceHandle): () => void {
      surfaces.set(handle.object, handle);
      return () => {
        if (surfaces.get(handle.object) === handle) surfaces.delete(handle.object);
      };
    },
    /** The surface that commands speak to: the focused one, else the first that is shown. */
    surface(): SurfaceHandle | null {
      const { focused } = state();
      return surfaces.get(focused ?? "") ?? [...surfaces.values()][0] ?? null;
    },
  };
  return editor;
}

function selectedLabels(schema: LabelSchema): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>();
  for (const control of edits.labelControls(schema)) {
    const option = control.options.find((each) => each.selected);
    if (option) chosen.set(control.name, option.value);
  }
  return chosen;
}
