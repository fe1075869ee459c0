import { createStore, type StoreApi } from "zustand/vanilla";
import type { ObjectContext } from "../ls/codecs/codec";
import { objectContexts, readResult } from "../ls/readResult";
import { isEntry, type LsResultItem } from "../ls/resultItem";
import { findControl, type LabelSchema } from "../ls/schema";
import { withItemOptions } from "../ls/withItemOptions";
import { writeResult } from "../ls/writeResult";
import { answering } from "./actions/answering";
import { drawing, NOTHING_SELECTED } from "./actions/drawing";
import { lasting } from "./actions/lasting";
import { linking } from "./actions/linking";
import { pinning } from "./actions/pinning";
import { remarking } from "./actions/remarking";
import { reviewing } from "./actions/reviewing";
import { suggesting } from "./actions/suggesting";
import { startingTextSize, viewing } from "./actions/viewing";
import * as edits from "./edits";
import {
  apply,
  type Change,
  EMPTY_HISTORY,
  type History,
  type Patch,
  record,
  type Step,
  stepBack,
  stepForward,
} from "./history";
import { initialAnswer } from "./initial";
import type { EditorKit } from "./kit";
import type { Media } from "./media";
import type { EditorState, Mode, Region, Regions } from "./model";
import { type Fault, faultsOf } from "./problems";
import { randomRegionId } from "./regionId";
import { ALL_RIGHTS } from "./rights";
import { submitted } from "./submitted";

export interface EditorOptions {
  readonly schema: LabelSchema;
  readonly data: Readonly<Record<string, unknown>>;
  readonly result: readonly LsResultItem[];
  /** A model's result, offered as suggestions. */
  readonly predictions?: readonly LsResultItem[];
  /** Suggestions are shown only where somebody draws over them. */
  readonly mustReveal?: boolean;
  /** What is known of the files that the item names, by field. */
  readonly media?: Media;
  readonly mode: Mode;
  /** Called after every change of the regions or verdicts, undo and redo included; not for selecting. */
  readonly onChange?: (editor: Editor) => void;
  readonly newId?: () => string;
}

export type Editor = ReturnType<typeof createEditor>;

/** One item under annotation: its regions, what is selected, and every way to change them. */
export function createEditor(options: EditorOptions) {
  const { data, newId = randomRegionId, onChange } = options;
  const schema = withItemOptions(options.schema, data);
  const contexts = objectContexts(schema, data);
  const store: StoreApi<EditorState> = createStore<EditorState>(() => ({
    schema,
    data,
    media: options.media ?? {},
    mode: options.mode,
    editable: options.mode === "annotate",
    rights: ALL_RIGHTS,
    only: null,
    regions: options.result.length > 0 ? read(options.result) : preselected(),
    ...NOTHING_SELECTED,
    hidden: marked(options.result, "hidden"),
    locked: marked(options.result, "locked"),
    activeLabels: selectedLabels(schema),
    activeDrawers: new Map(),
    tool: "select",
    draft: null,
    linkFrom: null,
    suggestions: untaken(read(options.predictions ?? []), read(options.result)),
    suggestedId: null,
    threshold: 0,
    reveals: options.mustReveal === true,
    mustReveal: options.mustReveal === true,
    lens: null,
    ghosts: new Map(),
    decisions: new Map(),
    pins: [],
    remarks: [],
    litId: null,
    pinning: false,
    differences: new Map(),
    balance: 0.5,
    solo: false,
    focused: null,
    positions: new Map(),
    textSize: startingTextSize(),
    faultsShown: false,
    attention: null,
    filters: new Map(),
    canUndo: false,
    canRedo: false,
  }));
  let history: History = EMPTY_HISTORY;
  let saved: Change | null = null;
  const { getState: state, setState } = store;
  let loaded: Regions = options.result.length > 0 ? state().regions : new Map();

  function read(result: readonly LsResultItem[]): Regions {
    return new Map(readResult(result, schema, data).map((region) => [region.id, region]));
  }

  /** Answers that the configuration gives beforehand for a fresh annotation. */
  function preselected(): Regions {
    let regions: Regions = new Map();
    if (options.mode !== "annotate") return regions;
    for (const control of schema.controls) {
      const answer = control.perRegion ? null : initialAnswer(control, schema, data);
      const items = control.perItem ? [...Array(contexts(control.to).entries).keys()] : [null];
      for (const item of answer ? items : []) {
        const place = { control, item, id: newId(), rank: edits.nextRank(regions) };
        regions = apply(regions, edits.answerWhole(regions, place, answer));
      }
    }
    return regions;
  }

  function publish(content: Step["content"], more: Partial<EditorState> = {}): void {
    const { selectedId, selection } = { ...state(), ...more };
    const kept = [...selection].filter((id) => content.regions.has(id));
    setState({
      ...more,
      ...content,
      selectedId: selectedId !== null && content.regions.has(selectedId) ? selectedId : null,
      selection: kept.length === selection.size ? selection : new Set(kept),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
    });
    onChange?.(editor);
  }

  function walk(step: Step | null): void {
    if (!step) return;
    history = step.history;
    const { regions, suggestions } = state();
    publish(step.content, {
      draft: null,
      suggestions: offeredAgain(suggestions, regions, step.content.regions),
    });
    // Whoever takes a verdict back wants to look at it again.
    const judged = step.change.decisions.map(({ id }) => id).filter((id) => state().regions.has(id));
    if (judged.length > 0) editor.selectMany(judged);
  }

  /** A suggestion whose taking is undone can be taken again; redone, it is gone once more. */
  function offeredAgain(suggestions: Regions, before: Regions, after: Regions): Regions {
    const patches = [...kit.taken].flatMap(([id, suggestion]): Patch[] => {
      if (before.has(id) === after.has(id)) return [];
      const [was, is] = after.has(id) ? [suggestion, null] : [null, suggestion];
      return [{ id: suggestion.id, before: was, after: is }];
    });
    return patches.length > 0 ? apply(suggestions, patches) : suggestions;
  }

  const handedIn = () => submitted(state().regions, loaded, schema);
  const lastEdit = () => history.past.findLast((change) => change.patches.length > 0) ?? null;
  /** Verdicts can be undone where regions cannot be changed: only what one's own hand did is in the history. */
  const mayWalk = () => state().mode !== "readonly";

  const kit: EditorKit = {
    schema,
    store,
    contexts,
    newId,
    taken: new Map(),
    commit(title, right, patches, more = {}, run = undefined) {
      const { editable, only, rights } = state();
      if (!editable || !rights[right] || patches.length === 0) return false;
      if (only && !patches.every(({ id }) => only.has(id))) return false;
      history = record(history, { title, patches, decisions: [], run });
      publish({ regions: apply(state().regions, patches), decisions: state().decisions }, more);
      return true;
    },
    decide(title, decisions, patches = []) {
      if (state().mode !== "review" || decisions.length === 0) return false;
      history = record(history, { title, patches, decisions });
      publish({
        regions: apply(state().regions, patches),
        decisions: apply(state().decisions, decisions),
      });
      return true;
    },
    selected(): Region | null {
      const { regions, selectedId } = state();
      return selectedId === null ? null : (regions.get(selectedId) ?? null);
    },
    itemOf(object) {
      const shown = schema.objects.find((each) => each.name === object);
      return shown?.isList ? (state().positions.get(object) ?? 0) : null;
    },
  };

  const links = linking(kit);
  const editor = {
    store,
    state,
    subscribe: store.subscribe,

    /** What is handed in: without the answers to questions that are not asked any more. */
    result: (): LsResultItem[] => writeResult(handedIn().values(), schema, data),
    /** Replaces everything by another result; nothing before it can be undone. */
    load(result: readonly LsResultItem[]): void {
      history = EMPTY_HISTORY;
      saved = null;
      kit.taken.clear();
      const fresh = { draft: null, lens: null, solo: false, linkFrom: null, canUndo: false, canRedo: false };
      loaded = read(result);
      setState({ regions: loaded, ...NOTHING_SELECTED, ...fresh, faultsShown: false });
    },
    /** Whether the result differs from what was loaded or saved last; verdicts are no part of it. */
    isDirty: (): boolean => lastEdit() !== saved,
    /** Whether a region is not as it was when the result was loaded. */
    isTouched: (id: string): boolean => state().regions.get(id) !== loaded.get(id),
    markSaved(): void {
      saved = lastEdit();
    },
    problems: (): string[] => editor.faults().map(({ message }) => message),
    /** The same, each with the question that it is about. */
    faults: (): readonly Fault[] => faultsOf(schema, handedIn(), contexts),
    /** Questions say from now on what is wrong with their answers, and the first of those takes the focus. */
    showFaults(): void {
      setState({ faultsShown: true });
      const first = editor.faults().find(editor.mayAttend);
      if (first) editor.goToFault(first);
    },
    /** Whether a question can be gone to; labels are missing nowhere in particular. */
    mayAttend({ control }: Fault): boolean {
      const found = findControl(schema, control);
      return found !== undefined && !found.draws && !found.names;
    },
    goToFault({ control, item, region }: Fault): void {
      const object = findControl(schema, control)?.to ?? "";
      if (region !== null) editor.select(region);
      if (item !== null) editor.setPosition(object, item);
      editor.attend(control);
    },
    undo: (): void => walk(mayWalk() ? stepBack(history, state()) : null),
    redo: (): void => walk(mayWalk() ? stepForward(history, state()) : null),

    /** Another revision, drawn dotted behind this one: what changed since. */
    get ghosts(): Regions {
      return state().ghosts;
    },
    /** Other results to propose, such as those of another model. */
    setSuggestions: (result: readonly LsResultItem[]): void =>
      setState({ suggestions: read(result), suggestedId: null, lens: null }),
    setGhosts: (result: readonly LsResultItem[]): void => setState({ ghosts: read(result) }),
    /** Text, offsets and value of an object. */
    context: (object: string): ObjectContext => contexts(object),
    itemOf: kit.itemOf,

    ...drawing(kit),
    ...answering(kit),
    ...links,
    ...lasting(kit),
    ...suggesting(kit),
    ...viewing(kit, links),
    ...reviewing(kit),
    ...pinning(kit),
    ...remarking(kit),
  };
  return editor;
}

/** Suggestions without those that were taken before, as in a draft that is opened again. */
function untaken(suggestions: Regions, regions: Regions): Regions {
  const isTaken = (id: string) => (regions.get(id)?.origin ?? "manual") !== "manual";
  return new Map([...suggestions].filter(([id]) => !isTaken(id)));
}

function selectedLabels(schema: LabelSchema): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>();
  for (const control of edits.labelControls(schema)) {
    const option = control.options.find((each) => each.selected);
    if (option) chosen.set(control.name, option.value);
  }
  return chosen;
}

/** The regions that a result says are hidden or locked. */
function marked(result: readonly LsResultItem[], mark: "hidden" | "locked"): ReadonlySet<string> {
  const found = result.filter((item) => isEntry(item) && item[mark] === true && typeof item.id === "string");
  return new Set(found.map((item) => item.id ?? ""));
}
