import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { labelControls } from "../core/edits";
import { isTree, type ListRow, listRows } from "../core/listing";
import { isDrawn } from "../core/model";
import { inOrder } from "../core/selection";
import type { Editor } from "../core/store";
import { mainOption } from "../core/titles";
import { useEditor } from "../useEditor";
import { usePreference } from "./arrangement";
import { InstanceHead, InstanceRow, type RowPlace } from "./InstanceRow";
import { ListBar } from "./ListBar";
import { onListKey, stretch } from "./listKeys";
import { rowWords } from "./rowWords";
import "./panels.css";

const ROW_HEIGHT = 32;
const NOTHING_CLOSED: ReadonlySet<string> = new Set();

/** Everything that was labelled, one row each: the accessible twin of text and canvas. */
export function InstanceList({ editor }: { editor: Editor }) {
  const [sought, setSought] = useState("");
  const [closed, setClosed] = useState(NOTHING_CLOSED);
  const fold = useCallback((key: string) => {
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const { count, rows, tree } = useRows(editor, sought, closed);
  if (count === 0) {
    const how =
      labelControls(editor.state().schema).length > 0 ? " Choose a label, then draw or select text." : "";
    return <p className="ed-list-empty">Nothing is labelled yet.{how}</p>;
  }
  return (
    <>
      {count > 1 ? <ListBar editor={editor} count={count} sought={sought} onSeek={setSought} /> : null}
      {rows.length === 0 ? (
        <p className="ed-list-empty">
          Nothing has “{sought}” in it.{" "}
          <button type="button" className="ed-button ed-button-framed" onClick={() => setSought("")}>
            Show all
          </button>
        </p>
      ) : (
        <Rows editor={editor} rows={rows} tree={tree} fold={fold} />
      )}
    </>
  );
}

/** The rows as the person wants them, and how many there were before the search. */
function useRows(editor: Editor, sought: string, closed: ReadonlySet<string>) {
  const regions = useEditor(editor, (state) => state.regions);
  const suggestions = useEditor(editor, (state) => state.suggestions);
  const offered = useEditor(editor, () => editor.offered());
  const decisions = useEditor(editor, (state) => state.decisions);
  const { grouping, sorting } = usePreference();
  return useMemo(() => {
    const { schema } = editor.state();
    const ordered = inOrder(regions, schema.objects);
    const wordsOf = (region: (typeof ordered)[number]) => {
      const { name, value } = rowWords(region, editor, suggestions.has(region.id));
      return `${name} ${value} ${region.note ?? ""}`;
    };
    const classOf = (region: (typeof ordered)[number]) => mainOption(region, schema);
    const listed = { regions: ordered, offered, decisions, wordsOf, classOf };
    return {
      count: ordered.length + offered.length,
      rows: listRows(listed, { grouping, closed, sorting, sought }),
      tree: isTree(ordered, { grouping }),
    };
  }, [grouping, closed, decisions, editor, offered, regions, sorting, sought, suggestions]);
}

interface RowsProps {
  readonly editor: Editor;
  readonly rows: readonly ListRow[];
  readonly tree: boolean;
  readonly fold: (key: string) => void;
}

function Rows({ editor, fold, rows, tree }: RowsProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const selection = useEditor(editor, (state) => state.selection);
  const suggestedId = useEditor(editor, (state) => state.suggestedId);
  const { decisions, differences, hidden, locked } = useMarks(editor);
  const [current, setCurrent] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<string | null>(null);
  // What is selected elsewhere is where the list goes on.
  useEffect(() => {
    if (selectedId !== null) setCurrent(selectedId);
  }, [selectedId]);
  const at = rows.findIndex((row) => row.key === current);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // Until it is measured: so the first rows are there at once.
    initialRect: { width: 300, height: 640 },
  });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);

  const goTo = (row: ListRow, keepsAnchor = false) => {
    setCurrent(row.key);
    if (!keepsAnchor) setAnchor(row.key);
  };
  const indexOf = (key: string | null) => rows.findIndex((row) => row.key === key);
  const choose = (row: ListRow, index: number, event: MouseEvent) => {
    if (row.kind === "head") return;
    goTo(row, event.shiftKey);
    if (row.offered) return editor.lookAt(row.region.id);
    if (event.shiftKey)
      return editor.selectMany(stretch(rows, Math.max(indexOf(anchor ?? current), 0), index));
    if (event.ctrlKey || event.metaKey) return editor.toggleSelected(row.region.id);
    editor.select(row.region.id);
  };
  const positions = useMemo(() => positionsOf(rows, tree), [rows, tree]);

  const aria = {
    "aria-label": "Instances",
    "aria-multiselectable": true,
    "aria-activedescendant": at >= 0 ? `${id}-${at}` : undefined,
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a list box, or a tree
    <div
      ref={scroller}
      className="ed-list"
      role={tree ? "tree" : "listbox"}
      {...aria}
      tabIndex={0}
      onKeyDown={(event) => {
        const hand = { editor, rows, at, anchor: indexOf(anchor), goTo, fold };
        if (onListKey(event, hand)) event.preventDefault();
      }}
    >
      <div className="ed-list-inner" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const place: RowPlace = {
            id: `${id}-${item.index}`,
            top: item.start,
            tree,
            current: row.key === current,
            ...(positions[item.index] ?? { position: 1, count: 1 }),
          };
          if (row.kind === "head") {
            return <InstanceHead key={row.key} row={row} {...place} onFold={() => fold(row.key)} />;
          }
          const { region } = row;
          return (
            <InstanceRow
              key={row.key}
              editor={editor}
              row={row}
              {...place}
              selected={row.offered ? region.id === suggestedId : selection.has(region.id)}
              state={{
                verdict: decisions.get(region.id)?.verdict ?? null,
                difference: differences.get(region.id) ?? null,
                hidden: isDrawn(region) && hidden.has(region.id),
                locked: isDrawn(region) && locked.has(region.id),
              }}
              onFold={() => fold(row.key)}
              onChoose={(event) => choose(row, item.index, event)}
            />
          );
        })}
      </div>
    </div>
  );
}

function useMarks(editor: Editor) {
  const decisions = useEditor(editor, (state) => state.decisions);
  const differences = useEditor(editor, (state) => state.differences);
  const hidden = useEditor(editor, (state) => state.hidden);
  const locked = useEditor(editor, (state) => state.locked);
  return { decisions, differences, hidden, locked };
}

/** Where each row stands among those of its level, as screen readers say it; captions do not count. */
function positionsOf(rows: readonly ListRow[], tree: boolean) {
  const groups: { position: number; count: number }[][] = [];
  const open: { position: number; count: number }[][] = [];
  const places = rows.map((row) => {
    const place = { position: 1, count: 1 };
    if (row.kind === "head" && !tree) return place;
    const depth = tree && row.kind === "region" ? row.depth : 0;
    open.length = Math.min(open.length, depth + 1);
    let group = open[depth];
    if (!group) {
      group = [];
      open[depth] = group;
      groups.push(group);
    }
    group.push(place);
    place.position = group.length;
    return place;
  });
  for (const group of groups) for (const place of group) place.count = group.length;
  return places;
}
