import { useVirtualizer } from "@tanstack/react-virtual";
import { type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import {
  addOptions,
  attributeEdits,
  attributeOf,
  canonicalTag,
  changeElement,
  moveEdits,
  type OptionRow,
  optionsBelow,
  pastedWords,
  removeEdits,
  renameOption,
  storedWord,
} from "../../../editor/building";
import classes from "./Builder.module.css";
import { type LineActions, type LineValues, OptionLine } from "./OptionLine";
import styles from "./Options.module.css";
import type { Part } from "./outline";
import { type Usage, usesOf } from "./usage";

interface Props {
  xml: string;
  part: Part;
  parts: readonly Part[];
  usage: Usage;
  keys: ReadonlyMap<string, number>;
  /** Keys that are handed out, by the words of options. */
  automaticKeys: ReadonlyMap<string, string>;
  /** What is wrong, by line of the text. */
  problems: ReadonlyMap<number, string>;
  onChange: (xml: string) => void;
}

const LINE = 34;
/** From so many on only those in sight are on the page. */
const MANY = 60;
const CATEGORIES = 8;

/** The labels or choices of a control: written, coloured, given keys, moved, added by the hundred. */
export function Options({ automaticKeys, keys, onChange, part, parts, problems, usage, xml }: Props) {
  const rows = useMemo(() => optionsBelow(part.element, part.path), [part]);
  const list = useRef<HTMLDivElement>(null);
  const [refocus, setRefocus] = useState<string | null>(null);
  const [drop, setDrop] = useState<number | null>(null);
  const nests = part.tag === "Taxonomy" || attributeOf(part.element, "allowNested") === "true";
  const lines = rows.map((row, index) => lineOf(row, index));

  function lineOf(row: OptionRow, index: number): LineValues {
    const { element } = row;
    const read = (name: string) => attributeOf(element, name);
    const hotkey = read("hotkey");
    return {
      id: row.path.join("."),
      index,
      depth: row.depth,
      tag: canonicalTag(element.tag),
      value: read("value"),
      alias: read("alias"),
      hotkey,
      automaticKey: row.depth === 0 ? (automaticKeys.get(storedWord(element)) ?? "") : "",
      background: read("background"),
      hint: read("hint"),
      maxUsages: read("maxUsages"),
      isSelected: read("selected") === "true",
      automatic: `var(--cat-${((part.labelsBefore + index) % CATEGORIES) + 1})`,
      uses: usesOf(usage, part, row, parts),
      problem: problems.get(element.line) ?? "",
      isKeyTaken: (keys.get(hotkey.trim().toLowerCase()) ?? 0) > 1,
      nests,
    };
  }

  function move(from: number, to: number): void {
    const row = rows[from];
    const target = row && siblingAt(rows, row, to);
    if (!row || target === null || target === undefined) return;
    const parentPath = row.path.slice(0, -1);
    onChange(
      changeElement(xml, parentPath, (parent) => moveEdits(xml, parent, row.path.at(-1) ?? 0, target)),
    );
    setRefocus([...parentPath, target].join("."));
  }

  const actions = useLatest({
    rename(index, value) {
      const row = rows[index];
      if (!row) return;
      onChange(renameOption(xml, row.path, part.path, value, usesOf(usage, part, row, parts) > 0));
    },
    set(index, name, value) {
      const row = rows[index];
      if (row) onChange(changeElement(xml, row.path, (element) => attributeEdits(xml, element, name, value)));
    },
    remove(index) {
      const row = rows[index];
      if (row) onChange(changeElement(xml, row.path, (element) => removeEdits(xml, element)));
    },
    step(index, by) {
      const row = rows[index];
      const beside = row && neighbour(rows, index, by);
      if (beside !== undefined) move(index, beside);
    },
    addBelow(index) {
      const row = rows[index];
      if (row) onChange(addOptions(xml, row.path, part.row?.option ?? "", [freeWord(rows)]));
    },
    grab(index, event) {
      follow(event, list.current, index, rows.length, setDrop, (to) => move(index, to));
    },
  });

  const many = lines.length > MANY;
  const virtual = useVirtualizer({
    count: many ? lines.length : 0,
    getScrollElement: () => list.current,
    estimateSize: () => LINE,
    overscan: 8,
  });
  useLayoutEffect(() => {
    if (refocus === null) return;
    list.current?.querySelector<HTMLElement>(`[data-id="${refocus}"] button`)?.focus();
    setRefocus(null);
  }, [refocus]);
  return (
    <div className={styles.options}>
      <div
        ref={list}
        className={styles.lines}
        data-many={many || undefined}
        data-dropping={drop !== null || undefined}
      >
        <div
          style={many ? { height: virtual.getTotalSize(), position: "relative" } : { position: "relative" }}
        >
          {many
            ? virtual.getVirtualItems().map(({ index, start }) => {
                const line = lines[index];
                return (
                  line && (
                    <div
                      key={line.id}
                      className={styles.placed}
                      style={{ transform: `translateY(${start}px)` }}
                    >
                      <OptionLine line={line} actions={actions} />
                    </div>
                  )
                );
              })
            : lines.map((line) => <OptionLine key={line.id} line={line} actions={actions} />)}
          {drop !== null && <div className={styles.drop} style={{ top: drop * LINE }} />}
        </div>
      </div>
      <AddOptions
        what={
          part.row?.option === "Label" ? "label" : part.row?.option === "Relation" ? "relation" : "choice"
        }
        onAdd={(text) => {
          const words = pastedWords(text, takenWords(rows));
          if (words.length > 0) onChange(addOptions(xml, part.path, part.row?.option ?? "", words));
          return words.length;
        }}
      />
    </div>
  );

  function takenWords(all: readonly OptionRow[]): string[] {
    const own = all.filter((row) => row.depth === 0);
    return own.flatMap(({ element }) => [attributeOf(element, "value"), attributeOf(element, "alias")]);
  }
}

/** The same functions for good, which always do what the last ones given here do: lines need not be drawn for them. */
function useLatest(actions: LineActions): LineActions {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      rename: (...given) => latest.current.rename(...given),
      set: (...given) => latest.current.set(...given),
      remove: (...given) => latest.current.remove(...given),
      step: (...given) => latest.current.step(...given),
      addBelow: (...given) => latest.current.addBelow(...given),
      grab: (...given) => latest.current.grab(...given),
    }),
    [],
  );
}

function AddOptions({ onAdd, what }: { what: string; onAdd: (text: string) => number }) {
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  function add(words: string): void {
    const added = onAdd(words);
    setText("");
    setSaid(
      added > 0 ? (added > 1 ? `${added} added` : "") : words.trim() === "" ? "" : "It is there already.",
    );
  }
  return (
    <form
      className={styles.addOption}
      onSubmit={(event) => {
        event.preventDefault();
        add(text);
      }}
    >
      <input
        className={classes.input}
        aria-label={`Add a ${what}`}
        placeholder={`Add a ${what}, or paste many, one per line`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain");
          if (!pasted.trim().includes("\n")) return;
          event.preventDefault();
          add(pasted);
        }}
      />
      <button type="submit" className={classes.addButton} disabled={text.trim() === ""}>
        Add
      </button>
      <output className={classes.note}>{said}</output>
    </form>
  );
}

/** The place among its siblings that an option would have in the line of another one; null where it cannot go. */
function siblingAt(rows: readonly OptionRow[], row: OptionRow, to: number): number | null {
  const target = rows[Math.max(0, Math.min(to, rows.length - 1))];
  const depth = row.path.length - 1;
  const shares = target && row.path.slice(0, depth).every((step, at) => target.path[at] === step);
  return shares ? (target.path[depth] ?? null) : null;
}

function neighbour(rows: readonly OptionRow[], index: number, by: -1 | 1): number | undefined {
  const row = rows[index];
  if (!row) return undefined;
  for (let at = index + by; at >= 0 && at < rows.length; at += by) {
    const other = rows[at];
    if (other && other.path.length === row.path.length)
      return siblingAt(rows, row, at) === null ? undefined : at;
  }
  return undefined;
}

function freeWord(rows: readonly OptionRow[]): string {
  const taken = new Set(rows.map(({ element }) => attributeOf(element, "value")));
  for (let number = rows.length + 1; ; number += 1)
    if (!taken.has(`Choice ${number}`)) return `Choice ${number}`;
}

/** Follows a pointer from the handle of a line to the line it is let go at. */
function follow(
  event: PointerEvent<HTMLButtonElement>,
  list: HTMLElement | null,
  from: number,
  count: number,
  show: (line: number | null) => void,
  done: (to: number) => void,
): void {
  if (!list || event.button !== 0) return;
  event.preventDefault();
  event.currentTarget.focus();
  const at = (y: number) => {
    const place = (y - list.getBoundingClientRect().top + list.scrollTop) / LINE;
    return Math.max(0, Math.min(Math.floor(place), count - 1));
  };
  let to = from;
  const moved = (move: globalThis.PointerEvent) => {
    to = at(move.clientY);
    show(to > from ? to + 1 : to);
  };
  const end = (last: globalThis.PointerEvent) => {
    window.removeEventListener("pointermove", moved);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
    show(null);
    if (last.type === "pointerup" && to !== from) done(to);
  };
  window.addEventListener("pointermove", moved);
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
}
