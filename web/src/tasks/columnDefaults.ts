/** The columns that a project gives to tabs which have not chosen their own, as the setting keeps them. */
import { ITEM } from "./tab";

export interface ColumnDefaults {
  explore?: { order?: string[]; visible?: Partial<Record<string, string[]>> };
}

export type Whose = "everybody" | "managers" | "reviewers" | "annotators";

export const WHOSE: readonly { value: Whose; label: string }[] = [
  { value: "everybody", label: "everybody" },
  { value: "managers", label: "managers" },
  { value: "reviewers", label: "reviewers" },
  { value: "annotators", label: "annotators" },
];

const MANAGERS = ["OW", "AD", "MA"];
const ROLES: Record<Whose, readonly string[]> = {
  everybody: [...MANAGERS, "RE", "AN"],
  managers: MANAGERS,
  reviewers: ["RE"],
  annotators: ["AN"],
};

/** The setting with these columns for these people; the order is shared, so other columns follow the ones that are set. */
export function withDefaults(
  { explore }: ColumnDefaults,
  shown: readonly string[],
  whose: Whose,
): ColumnDefaults {
  const names = shown.filter((name) => name !== ITEM).map((name) => `tasks:${name}`);
  const rest = (explore?.order ?? []).filter((name) => !names.includes(name));
  const theirs = Object.fromEntries(ROLES[whose].map((role) => [role, names]));
  return { explore: { order: [...names, ...rest], visible: { ...explore?.visible, ...theirs } } };
}

export function hasDefaults({ explore }: ColumnDefaults): boolean {
  return (explore?.order?.length ?? 0) > 0 || Object.keys(explore?.visible ?? {}).length > 0;
}
