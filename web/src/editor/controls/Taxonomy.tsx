import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { holdsPath, type Path, samePath } from "../core/nested";
import { Icon } from "../panels/Icon";
import { useEditor } from "../useEditor";
import type { ControlProps } from "./control";
import { OptionWords } from "./OptionWords";
import { QuestionFrame } from "./QuestionFrame";
import { countOf, type Row, rowsOf, titlesOf } from "./taxonomyTree";
import { useQuestion } from "./useQuestion";
import "./taxonomy.css";

const ROW = 28;

/** Entries of a tree, searched by typing. Only the lines in view are drawn, so ten thousand are as quick as ten. */
export function Taxonomy({ control, editor, title }: ControlProps) {
  const asked = useQuestion(editor, control);
  const chosen = useMemo(
    () => (asked.answer ? editor.chosenPaths(control) : []),
    [asked.answer, editor, control],
  );
  const filter = useEditor(editor, (state) => state.filters.get(control.name) ?? "");
  const [isOpen, setOpen] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const rows = useMemo(() => rowsOf(control.options, opened, filter), [control.options, opened, filter]);
  const count = useMemo(() => countOf(control.options), [control.options]);
  const id = useId();
  const { leafsOnly, maxUsages, pathSeparator = " / ", placeholder, showFullPath } = control.attributes;
  const most = Number(maxUsages || Number.POSITIVE_INFINITY);
  const isFull = chosen.length >= most;
  const current = rows[Math.min(active, rows.length - 1)];

  const mayPick = (row: Row) =>
    !(leafsOnly === "true" && row.option.children.length > 0) && (!isFull || holdsPath(chosen, row.path));

  function toggle(path: Path): void {
    const without = chosen.filter((each) => !samePath(each, path));
    const paths = without.length < chosen.length ? without : [...chosen, path];
    editor.answer(control.name, { kind: "paths", paths });
  }

  function fold(row: Row | undefined, open: boolean): void {
    if (!row) return;
    const next = new Set(opened);
    if (open) next.add(row.key);
    else next.delete(row.key);
    setOpened(next);
  }

  function pick(row: Row): void {
    if (mayPick(row)) toggle(row.path);
    else if (row.option.children.length > 0) fold(row, !row.isOpen);
  }

  function search(text: string): void {
    editor.setFilter(control.name, text);
    setActive(0);
    setOpen(true);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    const last = rows.length - 1;
    if (move !== undefined) {
      setActive(isOpen ? Math.max(0, Math.min(last, Math.min(active, last) + move)) : 0);
      setOpen(true);
    } else if (event.key === "Enter" && isOpen && current) pick(current);
    else if (event.key === "Escape" && (isOpen || filter !== "")) {
      editor.setFilter(control.name, "");
      setOpen(false);
    } else if (event.key === "Backspace" && filter === "" && chosen.length > 0) {
      toggle(chosen.at(-1) ?? []);
    } else if (event.key === "ArrowRight" && filter === "" && isOpen && current) {
      if (current.option.children.length > 0 && !current.isOpen) fold(current, true);
      else if (current.isOpen) setActive(active + 1);
    } else if (event.key === "ArrowLeft" && filter === "" && isOpen && current) {
      if (current.isOpen) fold(current, false);
      else {
        const above = rows.findLastIndex((row, at) => at < active && row.depth < current.depth);
        if (above >= 0) setActive(above);
      }
    } else return;
    event.preventDefault();
  }

  return (
    <QuestionFrame
      {...{ asked, control, editor, title }}
      className="ed-taxonomy"
      hint={Number.isFinite(most) ? `up to ${most}` : ""}
    >
      <div className="ed-taxonomy-box" data-invalid={asked.faultId !== undefined}>
        <div className="ed-taxonomy-field">
          {chosen.map((path) => {
            const titles = titlesOf(control.options, path);
            const full = titles.join(pathSeparator);
            return (
              <span key={full} className="ed-chip" title={full}>
                <span>{showFullPath === "true" ? full : titles.at(-1)}</span>
                <button type="button" aria-label={`Remove ${full}`} onClick={() => toggle(path)}>
                  <Icon name="rejected" size={12} />
                </button>
              </span>
            );
          })}
          <input
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={`${id}-tree`}
            aria-activedescendant={isOpen && current ? `${id}-${current.key}` : undefined}
            aria-label={title ?? control.name}
            aria-describedby={asked.faultId}
            aria-invalid={asked.faultId !== undefined}
            autoComplete="off"
            placeholder={
              chosen.length > 0 ? "" : placeholder || `Search ${count.toLocaleString("en")} entries`
            }
            value={filter}
            onClick={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onChange={(event) => search(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {isOpen ? (
          <Tree
            {...{ chosen, id, mayPick, rows }}
            active={current?.key ?? ""}
            at={rows.indexOf(current as Row)}
            onFold={(row) => fold(row, !row.isOpen)}
            onPick={pick}
          />
        ) : null}
      </div>
    </QuestionFrame>
  );
}

interface TreeProps {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly chosen: readonly Path[];
  readonly active: string;
  readonly at: number;
  readonly mayPick: (row: Row) => boolean;
  readonly onPick: (row: Row) => void;
  readonly onFold: (row: Row) => void;
}

function Tree({ active, at, chosen, id, mayPick, onFold, onPick, rows }: TreeProps) {
  const pane = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 320, height: 260 },
  });
  useEffect(() => {
    if (at >= 0) lines.scrollToIndex(at);
  }, [at, lines]);
  return (
    <div
      ref={pane}
      id={`${id}-tree`}
      className="ed-tree"
      role="tree"
      aria-multiselectable="true"
      tabIndex={-1}
    >
      {rows.length === 0 ? <p className="ed-muted">Nothing has these words.</p> : null}
      <div style={{ height: lines.getTotalSize(), position: "relative" }}>
        {lines.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          const { depth, isOpen, key, option, path, place, size } = row;
          const hasMore = option.children.length > 0;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above moves through the tree and picks
            <div
              key={key}
              id={`${id}-${key}`}
              role="treeitem"
              tabIndex={-1}
              className="ed-tree-row"
              aria-level={depth + 1}
              aria-posinset={place}
              aria-setsize={size}
              aria-expanded={hasMore ? isOpen : undefined}
              aria-selected={holdsPath(chosen, path)}
              aria-disabled={!mayPick(row)}
              data-active={key === active}
              title={option.hint ?? option.title}
              style={{ transform: `translateY(${start}px)`, paddingInlineStart: 6 + depth * 16 }}
              // The search field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(row)}
            >
              <span
                className="ed-tree-fold"
                data-open={isOpen}
                aria-hidden
                onClick={(event) => {
                  if (!hasMore) return;
                  event.stopPropagation();
                  onFold(row);
                }}
              >
                {hasMore ? "›" : ""}
              </span>
              <i className="ed-tree-mark" aria-hidden />
              <span className="ed-tree-title">
                <OptionWords option={option} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
