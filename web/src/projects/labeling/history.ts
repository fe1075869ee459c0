/** One history of a text that is changed in several places: by typing, by fields, by buttons. */
export interface TextHistory {
  readonly past: readonly string[];
  readonly present: string;
  readonly future: readonly string[];
  /** What made the last change, and when: more of the same at once is one step. */
  readonly mark: string;
  readonly at: number;
}

const MOST_STEPS = 200;
const TOGETHER_MS = 800;

export function beginHistory(text: string): TextHistory {
  return { past: [], present: text, future: [], mark: "", at: 0 };
}

/** A change with the mark of what made it; typing on within a moment adds to the step before. */
export function recordText(history: TextHistory, text: string, mark: string, at: number): TextHistory {
  if (text === history.present) return history;
  const goesOn = mark !== "" && mark === history.mark && at - history.at < TOGETHER_MS;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present: text, future: [], mark, at };
}

export function undoText(history: TextHistory): TextHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: before, future, mark: "", at: 0 };
}

export function redoText(history: TextHistory): TextHistory {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, mark: "", at: 0 };
}
