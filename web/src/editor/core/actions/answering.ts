import { type ControlTag, findControl } from "../../ls/schema";
import type { Answer } from "../answers";
import * as edits from "../edits";
import type { EditorKit } from "../kit";
import { maxRating } from "../limits";
import { isDrawn } from "../model";
import { type Path, pickPath } from "../nested";

/** Answers to the questions about the item, one entry of it, or the selected region. */
export function answering(kit: EditorKit) {
  const { commit, newId, schema, selected, store } = kit;
  const { getState: state, setState } = store;

  const itemFor = (control: ControlTag) => (control.perItem ? (kit.itemOf(control.to) ?? 0) : null);

  /** The answer that holds now: about the selected region for a per-region control, else about the whole item. */
  function answerOf(control: ControlTag): Answer | null {
    const region = control.perRegion
      ? selected()
      : edits.wholeRegion(state().regions, control.name, itemFor(control));
    return region?.answers.get(control.name) ?? null;
  }

  function answer(name: string, given: Answer | null, run?: string): void {
    const control = findControl(schema, name);
    if (!control) return;
    const { regions } = state();
    if (!control.perRegion) {
      const place = { control, item: itemFor(control), id: newId(), rank: edits.nextRank(regions) };
      const patches = edits.answerWhole(regions, place, given);
      // A first answer about the whole item is something new there, and taking the only one back removes it.
      const [patch] = patches;
      commit("Answer", !patch?.before ? "create" : patch.after ? "answer" : "remove", patches, {}, run);
      return;
    }
    const region = selected();
    if (!region || !isDrawn(region)) return;
    commit("Answer", "answer", edits.answerRegion(region, control, given), {}, run);
  }

  function chosen(control: ControlTag): readonly string[] {
    const held = answerOf(control);
    return held?.kind === "choices" ? held.choices : [];
  }

  /** The ways down that were chosen; what scripts wrote as plain words stands at the top. */
  function chosenPaths(control: ControlTag): readonly Path[] {
    const held = answerOf(control);
    if (held?.kind === "paths") return held.paths;
    return held?.kind === "choices" ? held.choices.map((word) => [word]) : [];
  }

  return {
    answerOf,
    /** Gives or takes back the answer of a control; answers of one `run` are undone together. */
    answer,
    /** Notes something about a region; nothing takes the note back. */
    setNote(id: string, note: string): void {
      const region = state().regions.get(id);
      if (!region || (region.note ?? "") === note) return;
      commit("Note", "answer", edits.changed(region, { note }));
    },
    chosen,
    chosenPaths,
    /** The better one of two; the same again takes it back. */
    pickSide(name: string, side: "left" | "right"): void {
      const control = findControl(schema, name);
      const held = control && answerOf(control);
      answer(name, held?.kind === "side" && held.side === side ? null : { kind: "side", side });
    },
    pickPath(name: string, path: Path): void {
      const control = findControl(schema, name);
      if (control) answer(name, { kind: "paths", paths: pickPath(control, chosenPaths(control), path) });
    },
    /** One more; after the most it begins anew. */
    raise(name: string): void {
      const control = findControl(schema, name);
      if (control) answer(name, raised(control, answerOf(control)));
    },
    /** Puts a text at the end of an answer, as a key does while its field is not written in. */
    addText(name: string, text: string): void {
      const control = findControl(schema, name);
      if (!control) return;
      const held = answerOf(control);
      const texts = held?.kind === "texts" ? held.texts : [];
      answer(name, { kind: "texts", texts: [...texts.slice(0, -1), (texts.at(-1) ?? "") + text] });
    },
    /** Brings a question into view and gives it the focus. */
    attend: (attention: string | null): void => setState({ attention }),
    /** Searches among the options of a control. */
    setFilter: (name: string, sought: string): void =>
      setState({ filters: new Map(state().filters).set(name, sought) }),
    pickChoice(name: string, value: string): void {
      const control = findControl(schema, name);
      if (!control) return;
      const choices = edits.pickChoice(control, chosen(control), value);
      answer(name, { kind: "choices", choices });
    },
  };
}

function raised(control: ControlTag, held: Answer | null): Answer | null {
  if (control.type === "rating") {
    const rating = held?.kind === "rating" ? held.rating : 0;
    return rating >= maxRating(control) ? null : { kind: "rating", rating: rating + 1 };
  }
  const { max, min, step } = control.attributes;
  const lowest = Number(min || 0);
  if (held?.kind !== "number") return { kind: "number", number: lowest || Number(step || 1) };
  const next = Number((held.number + Number(step || 1)).toPrecision(12));
  return { kind: "number", number: max && next > Number(max) ? lowest : next };
}
