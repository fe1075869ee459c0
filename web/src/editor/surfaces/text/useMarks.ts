import { useMemo, useRef } from "react";
import type { Editor } from "../../core/store";
import { useEditor } from "../../useEditor";
import { lineAt, type Mark, marksByLine, marksInSight } from "./marks";
import type { Prose } from "./prose";

export interface Marks {
  /** By line; a line that did not change has the very list it had before. */
  readonly byLine: readonly (readonly Mark[])[];
  /** The selected regions by line, for the lines that have any. */
  readonly chosen: ReadonlyMap<number, ReadonlySet<string>>;
}

export const NONE_CHOSEN: ReadonlySet<string> = new Set();

/** What is marked on an object, line by line. */
export function useMarks(editor: Editor, object: string, prose: Prose): Marks {
  const regions = useEditor(editor, (state) => state.regions);
  const offered = useEditor(editor, () => editor.offered());
  const ghosts = useEditor(editor, (state) => state.ghosts);
  const decisions = useEditor(editor, (state) => state.decisions);
  const differences = useEditor(editor, (state) => state.differences);
  const balance = useEditor(editor, (state) => state.balance);
  const hidden = useEditor(editor, (state) => state.hidden);
  const selection = useEditor(editor, (state) => state.selection);
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const solo = useEditor(editor, (state) => state.solo);
  // Who is selected changes which regions are shown only while they are looked at alone.
  const alone = solo ? selection : NONE_CHOSEN;
  const aloneId = solo ? selectedId : null;
  const before = useRef<readonly (readonly Mark[])[]>([]);
  const byLine = useMemo(() => {
    const sight = { solo, hidden, selection: alone, selectedId: aloneId };
    const state = {
      ...sight,
      balance,
      decisions,
      differences,
      ghosts,
      offered,
      regions,
    };
    before.current = marksByLine(prose.lines, marksInSight(state, object, prose), before.current);
    return before.current;
  }, [
    prose,
    object,
    solo,
    hidden,
    alone,
    aloneId,
    balance,
    decisions,
    differences,
    ghosts,
    offered,
    regions,
  ]);
  const chosen = useMemo(
    () => chosenByLine(prose, object, regions, selection),
    [prose, object, regions, selection],
  );
  return useMemo(() => ({ byLine, chosen }), [byLine, chosen]);
}

function chosenByLine(
  prose: Prose,
  object: string,
  regions: ReturnType<Editor["state"]>["regions"],
  selection: ReadonlySet<string>,
): Marks["chosen"] {
  const chosen = new Map<number, Set<string>>();
  for (const id of selection) {
    const region = regions.get(id);
    const range = region?.object === object ? prose.rangeOf(region.shape) : null;
    if (!range) continue;
    for (let at = lineAt(prose.lines, range.start); at < prose.lines.length; at += 1) {
      if ((prose.lines[at]?.start ?? 0) >= range.end) break;
      chosen.set(at, (chosen.get(at) ?? new Set()).add(id));
    }
  }
  return chosen;
}
