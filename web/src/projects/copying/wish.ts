/** What the form of a copy holds, and what is asked of the server. */
import type { CopyWish } from "../../api/contract";
import type { TaskFilter } from "./queries";

export type LabelState = NonNullable<CopyWish["labels"]>["states"][number];

export interface CopyForm extends TaskFilter {
  title: string;
  workspace: string;
  collaborators: boolean;
  /** What becomes of the datasets. */
  data: NonNullable<CopyWish["datasets"]>;
  labels: boolean;
  states: LabelState[];
  /** Whose labels come along: those of all tasks, of those that a filter finds, or of those that are ticked. */
  of: "all" | "filter" | "hand";
  tasks: number[];
}

export function wishOf(form: CopyForm): CopyWish {
  const { collaborators, data, title, workspace } = form;
  return {
    title,
    workspace: workspace === "" ? null : Number(workspace),
    collaborators,
    datasets: data,
    labels: form.labels && data !== "none" ? labelsOf(form) : null,
  };
}

function labelsOf({ datasets, of, search, states, statuses, tasks }: CopyForm): CopyWish["labels"] {
  if (of === "hand") return { states, tasks, search: "" };
  if (of === "all") return { states, search: "" };
  return {
    states,
    search: search.trim(),
    statuses: statuses.length > 0 ? statuses : null,
    datasets: datasets.length > 0 ? datasets : null,
  };
}

/** What is missing, by the field where it is said. */
export function missingIn({ data, labels, of, states, tasks }: CopyForm): Record<string, string> {
  if (!labels || data === "none") return {};
  return {
    ...(states.length === 0 && { states: "Choose at least one." }),
    ...(of === "hand" && tasks.length === 0 && { tasks: "Choose at least one task." }),
  };
}

const FIELDS: Readonly<Record<string, string>> = { datasets: "data" };

/** The errors of the server at the fields of the form: `labels.search` is said at `search`. */
export function atFields(errors: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([field, said]) => {
      const [, inner] = /^labels\.(\w+)/.exec(field) ?? [];
      return [inner ?? FIELDS[field] ?? field, said];
    }),
  );
}
