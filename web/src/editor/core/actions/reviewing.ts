import { equal } from "../equal";
import type { DecisionPatch } from "../history";
import type { EditorKit } from "../kit";
import type { Decision, Regions, Verdict } from "../model";
import type { Rights } from "../rights";

/** Verdicts on single regions, and what a reviewer may change meanwhile. */
export function reviewing(kit: EditorKit) {
  const { store } = kit;
  const { getState: state, setState } = store;

  return {
    /** What was decided before; it cannot be undone here. */
    setDecisions: (decisions: Readonly<Record<string, Decision>>): void =>
      setState({ decisions: new Map(Object.entries(decisions)) }),
    /** The same, for verdicts without reasons. */
    setVerdicts: (verdicts: Readonly<Record<string, Verdict>>): void =>
      setState({
        decisions: new Map(
          Object.entries(verdicts).map(([id, verdict]) => [
            id,
            { verdict, reason: "", text: "", isMine: false },
          ]),
        ),
      }),
    /**
     * Gives some regions the same verdict, as one gesture. With `original` they become again what they were there,
     * because a rejection keeps no corrections.
     */
    decide(
      ids: readonly string[],
      verdict: Verdict | ((id: string) => Verdict),
      why: Partial<Pick<Decision, "reason" | "text" | "classes">> = {},
      original?: Regions,
    ): boolean {
      const { decisions, regions } = state();
      const verdictOn = typeof verdict === "function" ? verdict : () => verdict;
      const given = ids
        .map((id): DecisionPatch => {
          const after: Decision = { verdict: verdictOn(id), reason: "", text: "", ...why, isMine: true };
          return { id, before: decisions.get(id) ?? null, after };
        })
        .filter(({ after, before }) => !equal(before, after));
      const restored = ids.flatMap((id) => {
        const [before, was] = [regions.get(id), original?.get(id)];
        return before && was && before !== was ? [{ id, before, after: was }] : [];
      });
      const words = verdict === "rejected" ? "Reject" : verdict === "pending" ? "Take back" : "Approve";
      return kit.decide(ids.length === 1 ? words : `${words} ${ids.length}`, given, restored);
    },
    /** In review regions can be changed only while fixing; `rights` says what exactly, `only` which of them. */
    setEditable(editable: boolean, rights?: Rights, only: ReadonlySet<string> | null = null): void {
      const allowed = state().mode !== "readonly" && editable;
      setState({
        editable: allowed,
        only,
        ...(rights && { rights }),
        ...(!allowed && { draft: null, tool: "select", activeLabels: new Map() }),
      });
    },
  };
}
