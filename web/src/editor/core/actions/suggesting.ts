import * as edits from "../edits";
import { apply } from "../history";
import type { EditorKit } from "../kit";
import type { Region, Regions } from "../model";
import { takenSuggestion } from "../provenance";
import { isOffered, nearestTo } from "../revealing";
import { inOrder } from "../selection";

/** What models propose: shown with their score, taken one by one or all at once. */
export function suggesting(kit: EditorKit) {
  const { commit, newId, schema, store } = kit;
  const { getState: state, setState } = store;
  let known: { readonly key: readonly unknown[]; readonly offered: readonly Region[] } | null = null;

  /**
   * Those at or above the threshold, in reading order. A suggestion without a score is always among them. Where they
   * wait to be revealed, those that lie in what was drawn over.
   */
  function offered(): readonly Region[] {
    const now = state();
    const { lens, regions, reveals, suggestions, threshold } = now;
    // What is revealed of relations follows from the regions that are there.
    const key = [suggestions, threshold, reveals, lens, reveals && regions];
    if (!known?.key.every((part, at) => part === key[at])) {
      const found = suggestions.size === 0 ? [] : inOrder(suggestions, schema.objects);
      known = { key, offered: found.filter((region) => isOffered(region, now)) };
    }
    return known.offered;
  }

  function take(suggestions: readonly Region[]): void {
    const { regions } = state();
    const ids = new Map(suggestions.map(({ id }) => [id, regions.has(id) ? newId() : id]));
    const isThere = (id: string) => regions.has(id) || ids.has(id);
    let rank = edits.nextRank(regions);
    const taken = suggestions.flatMap((suggestion): readonly Region[] => {
      const own = takenSuggestion(suggestion, ids.get(suggestion.id) ?? suggestion.id, rank);
      rank += Math.max(own.sources.length, 1);
      const { parent, shape } = own;
      if (shape.kind === "link") {
        // A relation between regions that nobody took would lead nowhere.
        if (!isThere(shape.from) || !isThere(shape.to)) return [];
        const from = ids.get(shape.from) ?? shape.from;
        const to = ids.get(shape.to) ?? shape.to;
        return [{ ...own, shape: { ...shape, from, to } }];
      }
      return [{ ...own, parent: parent !== null && isThere(parent) ? (ids.get(parent) ?? parent) : null }];
    });
    const left = apply(state().suggestions, suggestions.map(without));
    const patches = taken.flatMap((region) => [...replaced(region, regions), ...edits.add(region)]);
    const title = taken.length === 1 ? "Take suggestion" : `Take ${taken.length} suggestions`;
    if (commit(title, "create", patches, { suggestions: left, draft: null })) {
      for (const suggestion of suggestions) kit.taken.set(ids.get(suggestion.id) ?? "", suggestion);
    }
  }

  /** A relation comes with the regions that it relates. */
  function withEnds(suggestion: Region): readonly Region[] {
    const { shape } = suggestion;
    if (shape.kind !== "link") return [suggestion];
    const { suggestions } = state();
    const ends = [shape.from, shape.to].map((id) => suggestions.get(id));
    return [...new Set([...ends.filter((end) => end !== undefined), suggestion])];
  }

  return {
    offered,
    /** The suggestion that is looked at, else the one nearest to what was drawn over, else the first. */
    suggestion(): Region | null {
      const all = offered();
      const { lens, suggestedId } = state();
      const looked = all.find(({ id }) => id === suggestedId);
      return looked ?? (lens && nearestTo(lens, all)) ?? all[0] ?? null;
    },
    /** Looks at a suggestion: the keys then take and dismiss this one. */
    lookAt(suggestedId: string | null): void {
      if (state().suggestedId !== suggestedId) setState({ suggestedId });
    },
    /**
     * Whether a click on a suggestion takes it: nothing of one's own lies over it, or suggestions are what one looks
     * for.
     */
    takesAt(isCovered: boolean): boolean {
      const { editable, linkFrom, rights, suggestions, tool } = state();
      const may = editable && rights.create && linkFrom === null && suggestions.size > 0;
      return may && (!isCovered || tool === "reveal");
    },
    takeSuggestion(id: string): void {
      const suggestion = state().suggestions.get(id);
      if (suggestion) take(withEnds(suggestion));
    },
    takeAll: (): void => take(offered()),
    dismissSuggestion(id: string): void {
      const suggestion = state().suggestions.get(id);
      if (!suggestion || !state().editable) return;
      setState({ suggestions: apply(state().suggestions, [without(suggestion)]) });
    },
    setThreshold: (threshold: number): void => setState({ threshold: Math.min(Math.max(threshold, 0), 1) }),
    /** Whether suggestions wait until something is drawn over them. */
    setReveals(reveals: boolean): void {
      const { mustReveal, tool } = state();
      if (mustReveal && !reveals) return;
      setState({ reveals, lens: null, tool: !reveals && tool === "reveal" ? "select" : tool });
    },
    /** Nothing is drawn over any more: what was revealed waits again. */
    closeLens: (): void => setState({ lens: null }),
  };
}

function without(region: Region) {
  return { id: region.id, before: region, after: null };
}

/** A suggested answer takes the place of the one that is there: a question has one answer. */
function replaced(taken: Region, regions: Regions): edits.Edit {
  if (taken.shape.kind !== "whole") return [];
  const control = [...taken.answers.keys()][0] ?? "";
  const before = edits.wholeRegion(regions, control, taken.item);
  return before ? [{ id: before.id, before, after: null }] : [];
}
