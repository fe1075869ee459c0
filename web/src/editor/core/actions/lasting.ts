import * as edits from "../edits";
import type { Patch } from "../history";
import type { EditorKit } from "../kit";
import type { DrawnShape, Region } from "../model";
import { handedOn, originAfterEdit } from "../provenance";

/** How long tracks and ranges last: longer or shorter, two of one, one of two. Each is one gesture. */
export function lasting(kit: EditorKit) {
  const { commit, newId, store } = kit;
  const { getState: state } = store;

  function free(id: string): Region | null {
    const { locked, regions } = state();
    return locked.has(id) ? null : (regions.get(id) ?? null);
  }

  return {
    /** Another extent in time; `title` says what was done. */
    stretch(id: string, title: string, shape: DrawnShape): void {
      const region = free(id);
      if (region) commit(title, "extend", edits.reshape(region, shape));
    },
    /** The region keeps the first shape; a new one with its labels and answers takes the second, and is selected. */
    part(id: string, first: DrawnShape, second: DrawnShape): void {
      const region = free(id);
      if (!region) return;
      const rank = edits.nextRank(state().regions);
      const otherId = newId();
      const sources = handedOn(region.sources, otherId, rank);
      const origin = originAfterEdit(region.origin);
      const other: Region = { ...region, id: otherId, rank, shape: second, origin, sources };
      const patches = [...edits.reshape(region, first), ...edits.add(other)];
      commit("Split", "extend", patches, { selectedId: other.id, selection: new Set([other.id]) });
    },
    /** The region takes the shape of both; the other goes, and what led to it leads to the region that stays. */
    join(id: string, otherId: string, shape: DrawnShape): void {
      const region = free(id);
      const other = free(otherId);
      if (!region || !other) return;
      const answers = new Map([...other.answers, ...region.answers]);
      const patches: Patch[] = [...edits.changed(region, { shape, answers })];
      for (const each of state().regions.values()) patches.push(...redirected(each, id, otherId));
      patches.push({ id: otherId, before: other, after: null });
      commit("Merge", "extend", patches, { selectedId: id, selection: new Set([id]) });
    },
  };
}

/** A link or a part that leads to a region that goes, leading to the one that stays. */
function redirected(region: Region, stays: string, goes: string): readonly Patch[] {
  const { parent, shape } = region;
  if (parent === goes && region.id !== stays) return edits.changed(region, { parent: stays });
  if (shape.kind !== "link" || (shape.from !== goes && shape.to !== goes)) return [];
  const from = shape.from === goes ? stays : shape.from;
  const to = shape.to === goes ? stays : shape.to;
  // Between the two there is nothing left to relate.
  if (from === to) return [{ id: region.id, before: region, after: null }];
  return [{ id: region.id, before: region, after: { ...region, shape: { ...shape, from, to } } }];
}
