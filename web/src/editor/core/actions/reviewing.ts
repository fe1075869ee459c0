import type { DecisionPatch } from "../history";
import type { EditorKit } from "../kit";
import type { Decision, Verdict } from "../model";
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
    /** Gives some regions the same verdict, as one gesture. */
    decide(ids: readonly string[], verdict: Verdict, reason = "", text = ""): boolean {
      const after: Decision = { verdict, reason, text, isMine: true };
      const patches = ids.map(
        (id): DecisionPatch => ({ id, before: state().decisions.get(id) ?? null, after }),
      );
      const words = verdict === "rejected" ? "Reject" : verdict === "pending" ? "Take back" : "Approve";
      return kit.decide(ids.length === 1 ? words : `${words} ${ids.length}`, patches);
    },
    /** In review regions can be changed only while fixing; `rights` says what exactly. */
    setEditable(editable: boolean, rights?: Rights): void {
      const allowed = state().mode !== "readonly" && editable;
      setState({
        editable: allowed,
        ...(rights && { rights }),
        ...(!allowed && { draft: null, tool: "select", activeLabels: new Map() }),
      });
    },
  };
}
