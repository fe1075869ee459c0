import { useMemo } from "react";
import { whatChanged } from "../whatChanged";
import type { InstanceWork } from "./instanceWork";

const NONE: ReadonlyMap<string, string> = new Map();

/** What changed of each instance since the last round, in a few words for its row. */
export function useChangeWords(work: InstanceWork | null): ReadonlyMap<string, string> {
  return useMemo(() => {
    if (!work?.previous) return NONE;
    const { editor, original } = work;
    const words = new Map<string, string>();
    for (const { differences, id, kind } of whatChanged(editor.ghosts, original, editor.context)) {
      if (kind === "added") words.set(id, "New since the last round");
      else if (kind === "changed") {
        words.set(
          id,
          differences.map(({ after, before, name }) => `${name}: ${before} → ${after}`).join(", "),
        );
      }
    }
    return words;
  }, [work]);
}
