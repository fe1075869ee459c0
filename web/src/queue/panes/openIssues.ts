import type { Editor } from "../../editor";
import { regionOf } from "../instanceKey";
import type { Issue, ReviewItem } from "../shapes";

/** What an issue is about in the editor, and whether it is answered already, by its mark or by deleting that. */
export interface Standing {
  region: string | null;
  isDeleted: boolean;
  isAnswered: boolean;
}

export function standingOf(issue: Issue, items: readonly ReviewItem[] | undefined, editor: Editor): Standing {
  const key = items?.find(({ id }) => id === issue.item)?.key ?? null;
  const region = key === null ? null : (regionOf(editor, key)?.id ?? null);
  const isDeleted = issue.resolution === "deleted" || (key !== null && region === null);
  return { region, isDeleted, isAnswered: issue.is_resolved || isDeleted };
}

/** The issues of an annotation that were not handed in again yet. */
export function owedIssues(
  issues: readonly Issue[] | undefined,
  annotation: number | null,
): readonly Issue[] {
  return issues?.filter((issue) => issue.annotation === annotation && issue.answered_at === null) ?? [];
}

/** How many issues keep an annotation from being handed in again. */
export function openIssues(issues: readonly Issue[] | undefined, annotation: number | null): number {
  return owedIssues(issues, annotation).filter((issue) => !issue.is_resolved).length;
}
