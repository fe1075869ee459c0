import { type ControlTag, findControl } from "../../ls/schema";
import * as edits from "../edits";
import { initialAnswer } from "../initial";
import type { EditorKit } from "../kit";
import { type Draft, type DrawnShape, isDrawn, type Region, type ShapeKind } from "../model";
import { handedOn } from "../provenance";
import { labelsLeft } from "../usages";
import { isAskedAbout } from "../visibility";

/** What a new region on an object will be: who draws it, who names it, and how. */
export interface Brush {
  readonly control: ControlTag;
  readonly labeller: ControlTag | null;
  readonly labels: readonly string[];
}

/** On a video the gesture decides what is drawn: a box on the picture, or a stretch of the timeline. */
const ONLY_DRAWER: Readonly<Partial<Record<ShapeKind, string>>> = {
  track: "VideoRectangle",
  timeline: "TimelineLabels",
};

/** Regions that were copied last; they outlive the item so that they can be pasted into the next one. */
let clipboard: readonly (Region & { readonly shape: DrawnShape })[] = [];

/** Drawing and changing regions. */
export function drawing(kit: EditorKit) {
  const { commit, newId, schema, selected, store } = kit;
  const { getState: state, setState } = store;

  /**
   * The control that draws on an object next: that of the chosen label, the chosen bare one, else the first. With
   * the kind of a shape it is one that draws such shapes.
   */
  function drawerFor(object: string, kind?: ShapeKind): ControlTag | null {
    const tag = kind && ONLY_DRAWER[kind];
    const drawers = edits.drawControls(schema, object).filter((control) => !tag || control.tag === tag);
    const { activeDrawers, activeLabels } = state();
    const named = drawers.find((control) => activeLabels.has(control.name));
    const chosen = drawers.find((control) => control.name === activeDrawers.get(object));
    return named ?? chosen ?? drawers[0] ?? null;
  }

  /** What the next region on an object will be; null while a label has still to be chosen. */
  function brushFor(object: string, kind?: ShapeKind): Brush | null {
    const drawer = drawerFor(object, kind);
    if (!drawer) return null;
    if (drawer.names) {
      const label = state().activeLabels.get(drawer.name) ?? onlyLabel(schema, object, drawer);
      return label === undefined ? null : { control: drawer, labeller: drawer, labels: [label] };
    }
    const naming = edits.labelControls(schema, object).filter((control) => !control.draws);
    for (const labeller of naming) {
      const label = state().activeLabels.get(labeller.name);
      if (label !== undefined) return { control: drawer, labeller, labels: [label] };
    }
    const [labeller] = naming;
    // Without anybody to name it, a bare shape is the whole answer.
    if (!labeller) return { control: drawer, labeller: null, labels: [] };
    const only = labeller.options.length === 1 ? labeller.options[0] : undefined;
    return only ? { control: drawer, labeller, labels: [only.value] } : null;
  }

  function create(brush: Brush, shape: DrawnShape, item: number | null, select: boolean): string | null {
    const twin = edits.findTwin(state().regions, { ...brush, shape });
    if (twin) {
      setState({ draft: null, selectedId: twin.id, selection: new Set([twin.id]) });
      return twin.id;
    }
    const rank = edits.nextRank(state().regions);
    const region = withDefaults(edits.newRegion({ ...brush, shape, item, id: newId(), rank }), kit);
    const chosen = select ? { selectedId: region.id, selection: new Set([region.id]) } : NOTHING_SELECTED;
    return commit("Draw", "create", edits.add(region), { draft: null, ...chosen }) ? region.id : null;
  }

  /** Whether one more region may have these labels: when they are used up, what is drawn waits for another. */
  function hasUses({ labeller, labels }: Brush): boolean {
    return labels.every((label) => !labeller || labelsLeft(labeller, label, state().regions) > 0);
  }

  return {
    drawerFor,
    brushFor,
    /** Chooses a bare drawing control of an object, such as <Rectangle> beside <Labels>. */
    chooseDrawer(name: string): void {
      const control = findControl(schema, name);
      if (!control?.draws || !state().editable) return;
      const labels = [...state().activeLabels].filter(([each]) => {
        const other = findControl(schema, each);
        // The label of another drawing control would draw in its own way.
        return other?.to !== control.to || !other.draws;
      });
      setState({
        activeDrawers: new Map(state().activeDrawers).set(control.to, name),
        activeLabels: new Map(labels),
        tool: "draw",
      });
    },
    /**
     * What choosing a label means depends on what is at hand: it completes a draft, changes the
     * selected regions, or becomes the label of what is drawn next (chosen again: of nothing).
     */
    chooseLabel(name: string, label: string): void {
      const control = findControl(schema, name);
      const { activeLabels, draft, editable, regions, selection } = state();
      if (!editable || !control?.options.some((option) => option.value === label)) return;
      const left = labelsLeft(control, label, regions);
      const waiting = draft && drawerFor(draft.object, draft.shape.kind);
      if (draft && draft.object === control.to && completes(control, draft, waiting)) {
        const drawer = control.draws ? control : waiting;
        // Shape first, label second: that one region is in hand, and its label can still be corrected.
        if (drawer && left > 0)
          create({ control: drawer, labeller: control, labels: [label] }, draft.shape, draft.item, true);
        return;
      }
      const chosen = [...selection]
        .map((id) => regions.get(id))
        .filter(
          (region) => region !== undefined && isDrawn(region) && edits.canLabel(control, region, schema),
        );
      if (chosen.length > 0) {
        const gaining = chosen.filter((each) => !(each?.labeller === name && each.labels.includes(label)));
        if (gaining.length > left) return;
        const patches = chosen.flatMap((region) => (region ? edits.relabel(region, control, label) : []));
        commit("Change label", "relabel", patches);
        return;
      }
      const others = [...activeLabels].filter(([each]) => findControl(schema, each)?.to !== control.to);
      const off = activeLabels.get(name) === label;
      if (left < 1 && !off) return;
      setState({
        activeLabels: new Map(off ? others : [...others, [name, label]]),
        tool: off ? "select" : "draw",
      });
    },
    clearActiveLabels(): void {
      setState({ activeLabels: new Map(), tool: "select" });
    },
    /** Gives a drawn shape the active label; without one it waits as a draft for its label. Gives the region's id. */
    draw(object: string, shape: DrawnShape): string | null {
      if (!state().editable || !state().rights.create) return null;
      const item = kit.itemOf(object);
      if (state().reveals) setState({ lens: { object, shape, item } });
      if (state().tool === "reveal") return null;
      const brush = brushFor(object, shape.kind);
      // Label first: the next key means the next region, so this one is let go.
      if (brush && hasUses(brush)) return create(brush, shape, item, false);
      const drawer = drawerFor(object, shape.kind);
      // It may stay without a label; the next one chosen is its own.
      if (drawer?.names && drawer.attributes.allowEmpty === "true")
        return create({ control: drawer, labeller: drawer, labels: [] }, shape, item, true);
      setState({ draft: { object, shape, item }, ...NOTHING_SELECTED });
      return null;
    },
    setDraft(draft: Draft | null): void {
      const { editable, reveals, tool } = state();
      if (draft !== null && !editable) return;
      const waiting = tool === "reveal" ? null : draft;
      setState({
        draft: waiting,
        ...(waiting && NOTHING_SELECTED),
        ...(draft && reveals && { lens: draft }),
      });
    },
    reshape(id: string, shape: DrawnShape): void {
      const region = state().regions.get(id);
      if (region && !state().locked.has(id)) commit("Reshape", "reshape", edits.reshape(region, shape));
    },
    /** Several regions at once, as one gesture. */
    reshapeAll(shapes: ReadonlyMap<string, DrawnShape>): void {
      const { locked, regions } = state();
      const patches = [...shapes].flatMap(([id, shape]) => {
        const region = regions.get(id);
        return region && !locked.has(id) ? edits.reshape(region, shape) : [];
      });
      commit(patches.length > 1 ? `Reshape ${patches.length}` : "Reshape", "reshape", patches);
    },
    /** A change of how long tracks and ranges last, or of which there are: `title` says what was done. */
    extend(title: string, patches: edits.Edit, selectId?: string): void {
      const chosen = selectId ? { selectedId: selectId, selection: new Set([selectId]) } : {};
      commit(title, "extend", patches, chosen);
    },
    remove(...ids: readonly string[]): void {
      const free = ids.filter((id) => !state().locked.has(id));
      commit("Delete", "remove", edits.remove(state().regions, free));
    },
    /** Copies regions, a little aside; the copies are what is selected then. */
    duplicate(...ids: readonly string[]): void {
      let rank = edits.nextRank(state().regions);
      const copies = ids
        .map((id) => state().regions.get(id))
        .filter((region) => region !== undefined)
        .filter(isDrawn)
        .map((region) => edits.copyOf(region, newId(), rank++));
      const last = copies.at(-1);
      if (!last) return;
      const chosen = { selectedId: last.id, selection: new Set(copies.map(({ id }) => id)) };
      commit(
        copies.length > 1 ? `Duplicate ${copies.length}` : "Duplicate",
        "create",
        edits.add(...copies),
        chosen,
      );
    },
    copy(): void {
      const { regions, selection } = state();
      const chosen = [...selection].map((id) => regions.get(id)).filter((region) => region !== undefined);
      const drawn = chosen.filter(isDrawn);
      if (drawn.length > 0) clipboard = drawn;
    },
    canPaste: (): boolean =>
      clipboard.some((region) => findControl(schema, region.control)?.to === region.object),
    paste(): void {
      let rank = edits.nextRank(state().regions);
      const copies = clipboard
        .filter((region) => findControl(schema, region.control)?.to === region.object)
        .map((region) => ({ ...edits.copyOf(region, newId(), rank++), item: kit.itemOf(region.object) }));
      const [first] = copies;
      if (!first) return;
      const chosen = { selectedId: first.id, selection: new Set(copies.map(({ id }) => id)) };
      commit("Paste", "create", edits.add(...copies), chosen);
    },
    /** Takes a region of another annotation over into this one. */
    takeOver(region: Region): void {
      if (!isDrawn(region)) return;
      const id = state().regions.has(region.id) ? newId() : region.id;
      const rank = edits.nextRank(state().regions);
      const sources = handedOn(region.sources, id, rank);
      const taken: Region = { ...region, id, rank, parent: null, sources };
      commit("Take over", "create", edits.add(taken), { selectedId: id, selection: new Set([id]) });
    },
    group(): void {
      const { regions, selectedId, selection } = state();
      const others = [...selection].filter((id) => id !== selectedId);
      if (selectedId !== null) commit("Group", "relabel", edits.group(regions, [selectedId, ...others]));
    },
    ungroup(): void {
      commit("Ungroup", "relabel", edits.ungroup(state().regions, [...state().selection]));
    },
    selected,
  };
}

export const NOTHING_SELECTED = { selectedId: null, selection: new Set<string>() } as const;

function onlyLabel(schema: EditorKit["schema"], object: string, drawer: ControlTag): string | undefined {
  const all = edits.labelControls(schema, object).flatMap((control) => control.options);
  return all.length === 1 ? drawer.options[0]?.value : undefined;
}

/** Whether a label can complete a draft: it belongs to what draws such shapes, or names what bare controls draw. */
function completes(control: ControlTag, draft: Draft, drawer: ControlTag | null): boolean {
  if (!control.draws) return drawer !== null && !drawer.names;
  // A shape that was drawn as one kind does not become another by its label.
  return drawer === null || control.tag === drawer.tag || drawer.to !== draft.object;
}

/** A new region with the answers that the configuration gives beforehand to the questions about it. */
function withDefaults(region: Region, { schema, store }: EditorKit): Region {
  const { data, regions } = store.getState();
  const situation = { regions: new Map(regions).set(region.id, region), selectedId: region.id };
  const answers = new Map(region.answers);
  for (const control of schema.controls) {
    if (!control.perRegion || !isAskedAbout(control, region, schema, situation)) continue;
    const answer = initialAnswer(control, schema, data);
    if (answer) answers.set(control.name, answer);
  }
  return answers.size > 0 ? { ...region, answers } : region;
}
