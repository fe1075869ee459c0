import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { reviewItemsQuery } from "../queries";
import type { Work } from "../work/work";
import { givenBefore, rowsOf } from "./rows";

/** Shows the verdicts on the instances of an annotation where it is only read; says how many wait for one. */
export function useInstanceVerdicts({ annotation, editor }: Work, wanted: boolean): number {
  const items = useQuery({ ...reviewItemsQuery(annotation?.id ?? 0), enabled: wanted }).data;
  useEffect(() => {
    if (!items) return;
    editor.setDecisions(givenBefore(rowsOf(items, editor.ordered(), editor.state().schema, null)));
  }, [items, editor]);
  return items?.filter(({ state }) => state === "pending" || state === "expert_pending").length ?? 0;
}
