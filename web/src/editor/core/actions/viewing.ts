import type { EditorKit } from "../kit";
import { type DifferenceMark, isDrawn, type Tool } from "../model";
import { inOrder, isInSight, neighbour } from "../selection";
import type { SurfaceHandle } from "../surface";

const TEXT_SIZES = { least: 12, usual: 16, most: 28, step: 2 } as const;

/** The size that was chosen last; it outlives the item, because eyes do not change with it. */
let textSize: number = TEXT_SIZES.usual;

export const startingTextSize = () => textSize;

/**
 * What is selected, shown and looked at. Nothing of it is part of the result. `link` relates two regions: the region
 * that is chosen while a relation waits for its other end is that end.
 */
export function viewing(kit: EditorKit, { link }: { link: (from: string, to: string) => void }) {
  const { schema, selected, store } = kit;
  const { getState: state, setState } = store;
  const surfaces = new Map<string, SurfaceHandle>();

  function setSelection(ids: readonly string[]): void {
    const { linkFrom, regions } = state();
    const known = ids.filter((id) => regions.has(id));
    const selectedId = known.at(-1) ?? null;
    if (selectedId === state().selectedId && known.length === state().selection.size) {
      if (known.every((id) => state().selection.has(id))) return;
    }
    setState({
      selectedId,
      selection: new Set(known),
      draft: null,
      ...(known.length === 0 && linkFrom && { linkFrom: null }),
    });
    const region = selected();
    if (!region) return;
    if (region.item !== null && region.item !== (state().positions.get(region.object) ?? 0)) {
      setState({ positions: new Map(state().positions).set(region.object, region.item) });
    }
    if (region.shape.kind === "link") revealEnd(region.shape.from);
    else surfaces.get(region.object)?.reveal?.(region.id);
  }

  function revealEnd(id: string): void {
    const region = state().regions.get(id);
    if (region) surfaces.get(region.object)?.reveal?.(id);
  }

  function toggled(known: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
    const all = ids.every((id) => known.has(id));
    const next = new Set(known);
    for (const id of ids) {
      if (all) next.delete(id);
      else next.add(id);
    }
    return next;
  }

  const viewer = {
    /** Selects one region, or nothing. It is also the other end of a relation that was begun. */
    select(id: string | null): void {
      const { linkFrom, regions } = state();
      const region = id === null ? undefined : regions.get(id);
      if (linkFrom !== null && region && isDrawn(region) && id !== linkFrom) link(linkFrom, region.id);
      setSelection(id === null ? [] : [id]);
    },
    /** Selects a region and brings it into view, also when it is selected already. */
    goToRegion(id: string): void {
      const wasSelected = state().selectedId === id;
      viewer.select(id);
      if (wasSelected) revealEnd(id);
    },
    /** Selects several regions; the last of them is the one that keys act on. Completes no relation. */
    selectMany: (ids: readonly string[]): void => setSelection(ids),
    /** Adds a region to what is selected, or takes it out. */
    toggleSelected(id: string): void {
      const { selection } = state();
      setSelection(selection.has(id) ? [...selection].filter((each) => each !== id) : [...selection, id]);
    },
    ordered: () => inOrder(state().regions, schema.objects),
    /** The region before or after the selected one, among those in sight. */
    neighbour(step: 1 | -1) {
      const { hidden, selectedId } = state();
      const seen = viewer.ordered().filter((region) => !hidden.has(region.id));
      return neighbour(seen, selectedId, step);
    },
    isInSight: (id: string): boolean => isInSight(id, state()),
    toggleHidden: (...ids: readonly string[]): void => setState({ hidden: toggled(state().hidden, ids) }),
    showAll: (): void => setState({ hidden: new Set() }),
    hideAll(): void {
      const drawn = [...state().regions.values()].filter(isDrawn);
      setState({ hidden: new Set(drawn.map((region) => region.id)) });
    },
    toggleLocked: (...ids: readonly string[]): void => setState({ locked: toggled(state().locked, ids) }),
    setSolo: (solo: boolean): void => setState({ solo }),
    setDifferences: (differences: ReadonlyMap<string, DifferenceMark>): void => setState({ differences }),
    setBalance: (balance: number): void => setState({ balance: Math.min(Math.max(balance, 0), 1) }),
    setTool: (tool: Tool): void => setState({ tool, draft: null }),
    setTextSize(step: 1 | -1): void {
      const size = state().textSize + step * TEXT_SIZES.step;
      if (size < TEXT_SIZES.least || size > TEXT_SIZES.most) return;
      textSize = size;
      setState({ textSize });
    },
    setFocused: (focused: string | null): void => setState({ focused }),
    positionOf: (object: string): number | null => state().positions.get(object) ?? null,
    /** Goes to an entry of a list, a page, a frame or a second of an object. */
    setPosition(object: string, position: number): void {
      if (state().positions.get(object) === position) return;
      setState({ positions: new Map(state().positions).set(object, position) });
    },
    attach(handle: SurfaceHandle): () => void {
      surfaces.set(handle.object, handle);
      return () => {
        if (surfaces.get(handle.object) === handle) surfaces.delete(handle.object);
      };
    },
    /** The surface that commands speak to: the focused one, else that of the selected region, else the first. */
    surface(): SurfaceHandle | null {
      const { focused } = state();
      const own = surfaces.get(focused ?? "") ?? surfaces.get(selected()?.object ?? "");
      return own ?? [...surfaces.values()][0] ?? null;
    },
    surfaceOf: (object: string): SurfaceHandle | null => surfaces.get(object) ?? null,
  };
  return viewer;
}
