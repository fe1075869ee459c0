/** Whose agreement the columns show: pairs of people and models, or one of them against the ground truth. */
import type { NamedPerson } from "../api/contract";
import type { TabData } from "./tab";

export interface Group {
  all: boolean;
  ids: string[];
}

/** As the server keeps it in a tab. */
export interface AgreementSelected {
  annotators: Group;
  models: Group;
  ground_truth: boolean;
}

export type Mode = "task" | "pairs" | "truth";

const NOBODY: Group = { all: false, ids: [] };
export const EVERYBODY: AgreementSelected = {
  annotators: { all: true, ids: [] },
  models: NOBODY,
  ground_truth: false,
};
const NOBODY_YET: AgreementSelected = { annotators: NOBODY, models: NOBODY, ground_truth: true };

export function modeOf(selected: AgreementSelected | undefined): Mode {
  if (!selected) return "task";
  return selected.ground_truth ? "truth" : "pairs";
}

/** What a tab has selected. Scripts may leave out the parts in which nobody is. */
export function selectedOf({ agreement_selected: found }: TabData): AgreementSelected | undefined {
  if (!found) return undefined;
  const part = (given: Partial<Group> | undefined): Group => ({
    all: given?.all ?? false,
    ids: given?.ids?.map(String) ?? [],
  });
  const [annotators, models] = [part(found.annotators), part(found.models)];
  const somebody = [annotators, models].some(({ all, ids }) => all || ids.length > 0);
  return somebody ? { annotators, models, ground_truth: found.ground_truth ?? false } : undefined;
}

/** What a mode begins with. */
export function startOf(mode: Mode): AgreementSelected | undefined {
  if (mode === "task") return undefined;
  return mode === "truth" ? NOBODY_YET : EVERYBODY;
}

export function withAll(selected: AgreementSelected, part: "annotators" | "models", all: boolean) {
  return { ...selected, [part]: { all, ids: [] } };
}

export function withToggled(selected: AgreementSelected, part: "annotators" | "models", id: string) {
  const { ids } = selected[part];
  const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
  return { ...selected, [part]: { all: false, ids: next } };
}

/** The one who is compared with the ground truth. */
export function withOne(part: "annotators" | "models", id: string): AgreementSelected {
  return { ...NOBODY_YET, [part]: { all: false, ids: [id] } };
}

/** What is missing before there is something to compare, in the words of the form. */
export function missingIn(selected: AgreementSelected | undefined): string | undefined {
  if (!selected) return undefined;
  const { annotators, ground_truth, models } = selected;
  const named = annotators.ids.length + models.ids.length;
  if (ground_truth) return named === 1 ? undefined : "Choose one annotator or one model.";
  if (!annotators.all && annotators.ids.length === 0)
    return "Choose annotators: models are compared with them.";
  if (!annotators.all && !models.all && named < 2) return "Choose at least two.";
  return undefined;
}

/** Who is compared, in a few words for the head of a column; undefined for the score of the task itself. */
export function wordsOf(
  selected: AgreementSelected | undefined,
  people: readonly NamedPerson[],
): string | undefined {
  if (!selected) return undefined;
  const { annotators, ground_truth, models } = selected;
  const name = (id: string) =>
    people.find((one) => String(one.id) === id)?.name.split(" ")[0] ?? `person ${id}`;
  const words = [
    ...(annotators.all ? ["all annotators"] : annotators.ids.map(name)),
    ...(models.all ? ["all models"] : models.ids.map((id) => id || "(no name)")),
    ...(ground_truth ? ["ground truth"] : []),
  ];
  return words.join(", ");
}

export function withAgreement(data: TabData, selected: AgreementSelected | undefined): TabData {
  const { agreement_selected: _, ...rest } = data;
  // A key that is missing would be kept by the server, so a tab says that nobody is selected.
  return selected || data.agreement_selected ? { ...rest, agreement_selected: selected ?? null } : rest;
}
