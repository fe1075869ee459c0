/** What stands side by side is looked at together: where one goes, the others go too. */
import { useEffect, useRef } from "react";
import type { Editor } from "../../editor";

/**
 * Keeps entry, page, frame and second of some editors alike. Only the one in use leads: what follows tells of its own
 * place a moment later, and must not pull the first one back. Returns how to name the leader.
 */
export function useInStep(editors: readonly Editor[]): (leader: Editor) => void {
  const leader = useRef<Editor | null>(null);
  useEffect(() => {
    const release = editors.map((editor) =>
      editor.subscribe(({ positions }, before) => {
        if (positions === before.positions || leader.current !== editor) return;
        for (const [object, place] of positions) {
          if (before.positions.get(object) === place) continue;
          for (const other of editors) if (other !== editor) other.setPosition(object, place);
        }
      }),
    );
    return () => {
      for (const stop of release) stop();
    };
  }, [editors]);
  return (chosen) => {
    leader.current = chosen;
  };
}
