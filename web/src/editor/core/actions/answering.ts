import { type ControlTag, findControl } from "../../ls/schema";
import type { Answer } from "../answers";
import * as edits from "../edits";
import type { EditorKit } from "../kit";
import { isDrawn } from "../model";

/** Answers to the questions about the item, one entry of it, or the selected region. */
export function answering(kit: EditorKit) {
  const { commit, newId, schema, selected, store } = kit;
  const { getState: state } = store;

  const itemFor = (control: ControlTag) => (control.perItem ? (kit.itemOf(control.to) ?? 0) : null);

  /** The answer that holds now: about the selected region for a per-region control, else about the whole item. */
  function answerOf(control: ControlTag): Answer | null {
    const region = control.perRegion
      ? selected()
      : edits.wholeRegion(state().regions, control.name, itemFor(control));
    return region?.answers.get(control.name) ?? null;
  }

  function answer(name: string, given: Answer | null): void {
    const control = findControl(schema, name);
    if (!control) return;
    const { regions } = state();
    if (!control.perRegion) {
      const place = { control, item: itemFor(control), id: newId(), rank: edits.nextRank(regions) };
      commit("Answer", "answer", edits.answerWhole(regions, place, given));
      return;
    }
    const region = selected();
    if (region && isDrawn(region)) commit("Answer", "answer", edits.answerRegion(region, control, given));
  }

  function chosen(control: ControlTag): readonly string[] {
    const held = answerOf(control);
    return held?.kind === "choices" ? held.choices : [];
  }

  return {
    answerOf,
    /** Gives or takes back the answer of a control. */
    answer,
    chosen,
    pickChoice(name: string, value: string): void {
      const control = findControl(schema, name);
      if (!control) return;
      const choices = edits.pickChoice(control, chosen(control), value);
      answer(name, { kind: "choices", choices });
    },
  };
}
