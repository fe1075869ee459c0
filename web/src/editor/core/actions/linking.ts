import { findControl } from "../../ls/schema";
import * as edits from "../edits";
import type { EditorKit } from "../kit";
import type { Region } from "../model";
import type { LinkShape } from "../shapes";

/** Links between regions. */
export function linking(kit: EditorKit) {
  const { commit, newId, schema, store } = kit;
  const { getState: state, setState } = store;
  const relations = schema.controls.find((control) => control.tag === "Relations");

  function links(id?: string): readonly (Region & { readonly shape: LinkShape })[] {
    return [...state().regions.values()].filter(
      (region): region is Region & { readonly shape: LinkShape } =>
        region.shape.kind === "link" &&
        (id === undefined || region.id === id || region.shape.from === id || region.shape.to === id),
    );
  }

  return {
    /** All relations, or those of a region; a relation itself is its own. */
    links,
    /** Begins a link at a region; the next one that is chosen is its other end. Null gives it up. */
    beginLink(id: string | null): void {
      if (id === null || state().editable) setState({ linkFrom: id });
    },
    link(from: string, to: string): void {
      setState({ linkFrom: null });
      const { regions } = state();
      if (from === to || !regions.has(from) || !regions.has(to)) return;
      if (links(from).some(({ shape }) => shape.from === from && shape.to === to)) return;
      const name = relations?.name ?? "";
      const region: Region = {
        id: newId(),
        control: name,
        object: "",
        labeller: name,
        shape: { kind: "link", from, to, direction: "right" },
        labels: [],
        answers: new Map(),
        origin: "manual",
        item: null,
        parent: null,
        rank: edits.nextRank(regions),
        sources: [],
      };
      commit("Relate", "create", edits.add(region));
    },
    setDirection(id: string, direction: LinkShape["direction"]): void {
      const region = state().regions.get(id);
      if (region?.shape.kind !== "link") return;
      commit("Turn relation", "relabel", edits.changed(region, { shape: { ...region.shape, direction } }));
    },
    labelLink(id: string, labels: readonly string[]): void {
      const region = state().regions.get(id);
      const known = findControl(schema, relations?.name ?? "")?.options.map((option) => option.value) ?? [];
      if (region?.shape.kind !== "link" || !labels.every((label) => known.includes(label))) return;
      commit("Name relation", "relabel", edits.changed(region, { labels }));
    },
  };
}
