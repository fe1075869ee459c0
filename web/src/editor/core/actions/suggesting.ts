import * as edits from "../edits";
import { apply } from "../history";
import type { EditorKit } from "../kit";
import type { Region, Regions } from "../model";
import { scoreOf, takenSuggestion } from "../provenance";
import { inOrder } from "../selection";

/** What models propose: shown with their score, taken one by one or all at once. */
export function suggesting(kit: EditorKit) {
  const { commit, newId, schema, store } = kit;
  const { getState: state, setState } = store;

  /** Those at or above the threshold, in reading order. A suggestion without a score is always among them. */
  function offered(): readonly Region[] {
    const { suggestions, threshold } = state();
    return inOrder(suggestions, schema.objects).filter((region) => (scoreOf(region) ?? 1) >= threshold);
  }

  function take(suggestions: readonly Region[]): void {
    let rank = edits.nextRank(state().regions);
    const left = apply(state().suggestions, suggestions.map(without));
    const taken = suggestions.map((suggestion) => takenSuggestion(suggestion, newId(), rank++));
    const patches = taken.flatMap((region) => [...replaced(region, state().regions), ...edits.add(region)]);
    const title = taken.length === 1 ? "Take suggestion" : `Take ${taken.length} suggestions`;
    commit(title, "create", patches, { suggestions: left });
  }

  return {
    offered,
    /** The suggestion that is looked at, else the one that is offered first. */
    suggestion: (): Region | null =>
      offered().find((region) => region.id === state().suggestedId) ?? offered()[0] ?? null,
    /** Looks at a suggestion: the keys then take and dismiss this one. */
    lookAt: (suggestedId: string | null): void => setState({ suggestedId }),
    takeSuggestion(id: string): void {
      const suggestion = state().suggestions.get(id);
      if (suggestion) take([suggestion]);
    },
    takeAll: (): void => take(offered()),
    dismissSuggestion(id: string): void {
      const suggestion = state().suggestions.get(id);
      if (!suggestion || !state().editable) return;
      setState({ suggestions: apply(state().suggestions, [without(suggestion)]) });
    },
    setThreshold: (threshold: number): void => setState({ threshold: Math.min(Math.max(threshold, 0), 1) }),
    setReveals: (reveals: boolean): void => setState({ reveals }),
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
