import type { LabelSchema, Region } from "../../editor";
import { regionFinder } from "../instanceKey";
import type { Issue, ReviewItem } from "../shapes";

/** What an issue is about in the editor, and whether it is answered already, by its mark or by deleting that. */
export interface Standing {
  readonly region: string | null;
  readonly isDeleted: boolean;
  readonly isAnswered: boolean;
}

/** Issues by what became of them, each looked up once: returned work may have thousands. */
export type Standings = (issue: Issue) => Standing;

/** Until it is known what the items are, nothing is taken for deleted. */
export function standingsOf(
  items: readonly ReviewItem[] | undefined,
  regions: ReadonlyMap<string, Region>,
  schema: LabelSchema,
): Standings {
  const keys = new Map(items?.map(({ id, key }) => [id, key]));
  const find = regionFinder(regions, schema);
  return ({ is_resolved, item, resolution }) => {
    const key = item === null ? undefined : keys.get(item);
    const region = key === undefined ? null : (find(key)?.id ?? null);
    const isDeleted = resolution === "deleted" || (key !== undefined && region === null);
    return { region, isDeleted, isAnswered: is_resolved || isDeleted };
  };
}

/** The issues of an annotation that were not handed in again yet. */
export function owedIssues(
  issues: readonly Issue[] | undefined,
  annotation: number | null,
): readonly Issue[] {
  return issues?.filter((issue) => issue.annotation === annotation && issue.answered_at === null) ?? [];
}

/** The one to go on with: the next below that is not answered, else the first of them; null when all are. */
export function nextOpen(owed: readonly Issue[], standings: Standings, after: number | null): Issue | null {
  const at = owed.findIndex(({ id }) => id === after);
  const isOpen = (issue: Issue) => issue.id !== after && !standings(issue).isAnswered;
  return owed.slice(at + 1).find(isOpen) ?? owed.find(isOpen) ?? null;
}
