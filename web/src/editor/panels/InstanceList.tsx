import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useRef } from "react";
import { editorCommand } from "../core/commands";
import { labelControls } from "../core/edits";
import { kindOf } from "../core/kinds";
import { isDrawn, type Region, type Verdict } from "../core/model";
import { inOrder } from "../core/selection";
import type { Editor } from "../core/store";
import { answersTitle, labelTitle, mainOption, NO_LABEL_COLOUR, regionTitle } from "../core/titles";
import { useEditor } from "../useEditor";
import { Icon } from "./Icon";
import "./panels.css";

const ROW_HEIGHT = 32;
const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pending: "Pending",
  approved: "Approved",
  fixed: "Fixed",
  rejected: "Rejected",
};

/** Everything that was labelled, one row each, in reading order: the accessible twin of text and canvas. */
export function InstanceList({ editor }: { editor: Editor }) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const regions = useEditor(editor, (state) => state.regions);
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const decisions = useEditor(editor, (state) => state.decisions);
  const { schema } = editor.state();
  const rows = useMemo(() => {
    const ordered = inOrder(regions, schema.objects);
    const rank = (region: Region) =>
      region.shape.kind === "whole" ? 1 : region.shape.kind === "opaque" ? 2 : 0;
    return [...ordered].sort((a, b) => rank(a) - rank(b));
  }, [regions, schema]);
  const selectedRow = rows.findIndex((region) => region.id === selectedId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  useEffect(() => {
    if (selectedRow >= 0) virtual.scrollToIndex(selectedRow, { align: "auto" });
  }, [selectedRow, virtual]);

  if (rows.length === 0) {
    const how = labelControls(schema).length > 0 ? " Choose a label, then draw or select text." : "";
    return <p className="ed-list-empty">Nothing is labelled yet.{how}</p>;
  }
  return (
    <div
      ref={scroller}
      className="ed-list"
      role="listbox"
      tabIndex={0}
      aria-label="Instances"
      aria-activedescendant={selectedRow >= 0 ? `${id}-${selectedRow}` : undefined}
      onKeyDown={(event) => onListKey(event, editor, rows, selectedRow)}
    >
      <div className="ed-list-inner" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const region = rows[item.index];
          if (!region) return null;
          return (
            <InstanceRow
              key={region.id}
              editor={editor}
              region={region}
              id={`${id}-${item.index}`}
              position={item.index + 1}
              count={rows.length}
              top={item.start}
              selected={region.id === selectedId}
              verdict={decisions.get(region.id)?.verdict ?? null}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly editor: Editor;
  readonly region: Region;
  readonly id: string;
  readonly position: number;
  readonly count: number;
  readonly top: number;
  readonly selected: boolean;
  readonly verdict: Verdict | null;
}

function InstanceRow({ count, editor, id, position, region, selected, top, verdict }: RowProps) {
  const { name, value } = wordsOf(region, editor);
  const colour = mainOption(region, editor.state().schema)?.colour ?? NO_LABEL_COLOUR;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list, which holds the focus
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className="ed-row"
      style={{ "--c": colour, transform: `translateY(${top}px)` } as CSSProperties}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={count}
      onClick={() => editor.select(region.id)}
    >
      {verdict ? (
        <span className="ed-verdict" data-verdict={verdict} title={VERDICT_WORDS[verdict]}>
          <Icon name={verdict} />
          <span className="ed-hidden">{VERDICT_WORDS[verdict]}</span>
        </span>
      ) : null}
      {region.shape.kind === "opaque" ? <Icon name="locked" /> : null}
      {isDrawn(region) ? <i className="ed-swatch" /> : null}
      <span className="ed-row-name" dir="auto">
        {name}
      </span>
      <span className="ed-row-value">{value}</span>
    </div>
  );
}

/** What a row says: a box its numbered name, a span its text and label, an answer its question and choices. */
function wordsOf(region: Region, editor: Editor): { name: string; value: string } {
  const { regions, schema } = editor.state();
  if (region.shape.kind === "whole") {
    return { name: region.control, value: answersTitle(region) || "–" };
  }
  const name = regionTitle(region, regions, schema, editor.context(region.object));
  if (region.shape.kind === "opaque")
    return { name, value: region.shape.misplaced ? "cannot be placed" : "kept as it is" };
  const says = kindOf(region.shape).excerpt !== undefined;
  return { name, value: says ? labelTitle(region, schema) || "No label" : "" };
}

function onListKey(event: KeyboardEvent, editor: Editor, rows: readonly Region[], at: number): void {
  const page = 10;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at === -1 ? rows.length - 1 : at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: rows.length - 1,
  };
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
  const remove = editorCommand("edit.delete");
  if (target !== undefined) editor.select(rows[Math.min(Math.max(target, 0), rows.length - 1)]?.id ?? null);
  else if (remove.keys.includes(event.key) && remove.when(editor)) {
    remove.run(editor);
    // Who works through the list goes on with what moved up.
    editor.select((rows[at + 1] ?? rows[at - 1])?.id ?? null);
  } else return;
  event.preventDefault();
}
