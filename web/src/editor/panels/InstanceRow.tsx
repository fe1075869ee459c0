import type { CSSProperties, MouseEvent } from "react";
import type { HeadRow, RegionRow } from "../core/listing";
import { DIFFERENCE_LOOKS } from "../core/looks";
import { isDrawn } from "../core/model";
import { scoreOf } from "../core/provenance";
import type { Editor } from "../core/store";
import { mainOption, NO_LABEL_COLOUR } from "../core/titles";
import { Icon } from "./Icon";
import { type RowState, rowSentence, rowWords, VERDICT_WORDS } from "./rowWords";

/** Where a row stands, for the screen and for those who do not see it. */
export interface RowPlace {
  readonly id: string;
  readonly top: number;
  readonly tree: boolean;
  readonly current: boolean;
  readonly position: number;
  readonly count: number;
}

interface Props extends RowPlace {
  readonly editor: Editor;
  readonly row: RegionRow;
  readonly selected: boolean;
  readonly state: RowState;
  readonly onFold: () => void;
  readonly onChoose: (event: MouseEvent) => void;
}

const INDENT = 14;

export function InstanceRow(props: Props) {
  const { count, current, editor, id, onChoose, onFold, position, row, selected, state, top, tree } = props;
  const { region } = row;
  const words = rowWords(region, editor, row.offered);
  const colour = mainOption(region, editor.state().schema)?.colour ?? NO_LABEL_COLOUR;
  const score = scoreOf(region);
  const aria = {
    "aria-label": rowSentence(words, region, state, row.offered),
    "aria-selected": selected,
    "aria-level": tree ? row.depth + 1 : undefined,
    "aria-expanded": row.parts > 0 ? row.open : undefined,
    "aria-posinset": position,
    "aria-setsize": count,
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list, which holds the focus
    // biome-ignore lint/a11y/noStaticElementInteractions: it is an option, or a branch of a tree
    <div
      id={id}
      role={tree ? "treeitem" : "option"}
      {...aria}
      tabIndex={-1}
      className="ed-row"
      style={rowStyle(top, row.depth, colour)}
      data-current={current || undefined}
      data-hidden={state.hidden || undefined}
      data-offered={row.offered || undefined}
      title={region.note || undefined}
      onClick={onChoose}
      onDoubleClick={() => editor.surfaceOf(region.object)?.zoomTo?.(region.id)}
    >
      {row.parts > 0 ? <Fold open={row.open} onFold={onFold} /> : null}
      <RowMarks row={row} state={state} />
      <span className="ed-row-name" dir="auto">
        {words.name}
      </span>
      {words.value ? <span className="ed-row-value">{words.value}</span> : null}
      {score === null ? null : <span className="ed-row-score">{score.toFixed(2)}</span>}
      {row.offered ? <SuggestionTools editor={editor} id={region.id} /> : null}
      {!row.offered && isDrawn(region) ? <RegionTools editor={editor} id={region.id} state={state} /> : null}
    </div>
  );
}

/** What the row is and what became of it, before its name. */
function RowMarks({ row, state }: Pick<Props, "row" | "state">) {
  const { region } = row;
  const { difference, verdict } = state;
  const look = difference && DIFFERENCE_LOOKS[difference.difference];
  return (
    <>
      {verdict ? (
        <span className="ed-verdict" data-verdict={verdict} title={VERDICT_WORDS[verdict]}>
          <Icon name={verdict} />
        </span>
      ) : null}
      {look ? (
        <span className="ed-row-mark" title={look.word} style={{ color: look.colour }}>
          <Icon name={look.icon} />
        </span>
      ) : null}
      {region.shape.kind === "opaque" ? (
        <span className="ed-row-mark" title={region.shape.reason}>
          <Icon name={region.shape.misplaced ? "alert" : "locked"} />
        </span>
      ) : null}
      {region.shape.kind === "link" ? <Icon name="link" /> : null}
      {isDrawn(region) ? <i className="ed-swatch" /> : null}
    </>
  );
}

function RegionTools({ editor, id, state }: { editor: Editor; id: string; state: RowState }) {
  const mayLock = editor.state().mode === "annotate";
  return (
    <span className="ed-row-tools">
      <RowTool
        icon={state.hidden ? "hidden" : "shown"}
        word={state.hidden ? "Show" : "Hide"}
        on={state.hidden}
        run={() => editor.toggleHidden(id)}
      />
      {mayLock || state.locked ? (
        <RowTool
          icon={state.locked ? "locked" : "unlocked"}
          word={state.locked ? "Unlock" : "Lock"}
          on={state.locked}
          disabled={!mayLock}
          run={() => editor.toggleLocked(id)}
        />
      ) : null}
    </span>
  );
}

function SuggestionTools({ editor, id }: { editor: Editor; id: string }) {
  if (!editor.state().editable) return null;
  return (
    <span className="ed-row-tools">
      <RowTool icon="approved" word="Take" run={() => editor.takeSuggestion(id)} />
      <RowTool icon="rejected" word="Dismiss" run={() => editor.dismissSuggestion(id)} />
    </span>
  );
}

interface ToolProps {
  readonly icon: string;
  readonly word: string;
  /** It is in force: then it is seen without the pointer too. */
  readonly on?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** A button in a row, for the pointer; the keys of the commands do the same. */
function RowTool({ disabled, icon, on = false, run, word }: ToolProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className="ed-row-tool"
      aria-label={word}
      title={word}
      data-on={on || undefined}
      disabled={disabled}
      // The list keeps the focus, so that its keys go on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        run();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}

function Fold({ onFold, open }: { open: boolean; onFold: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className="ed-fold"
      data-open={open}
      aria-label={open ? "Close" : "Open"}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        onFold();
      }}
    >
      <Icon name="fold" />
    </button>
  );
}

interface HeadProps extends RowPlace {
  readonly row: HeadRow;
  readonly onFold: () => void;
}

/** The name of a class or a section: it opens and closes in a tree, and is a mere caption in a plain list. */
export function InstanceHead({ count, current, id, onFold, position, row, top, tree }: HeadProps) {
  const content = (
    <>
      {row.folds ? <Fold open={row.open} onFold={onFold} /> : null}
      {row.colour ? <i className="ed-swatch" /> : null}
      <span className="ed-row-name">{row.title}</span>
      <span className="ed-row-count">{row.count}</span>
    </>
  );
  const style = rowStyle(top, 0, row.colour ?? NO_LABEL_COLOUR);
  if (!tree) {
    return (
      <div className="ed-head" style={style} aria-hidden>
        {content}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list, which holds the focus
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      className="ed-head"
      style={style}
      aria-label={`${row.title}, ${row.count}`}
      aria-selected={false}
      aria-level={1}
      aria-expanded={row.open}
      aria-posinset={position}
      aria-setsize={count}
      data-current={current || undefined}
      onClick={onFold}
    >
      {content}
    </div>
  );
}

function rowStyle(top: number, depth: number, colour: string): CSSProperties {
  const paddingInlineStart = depth > 0 ? 14 + depth * INDENT : undefined;
  return { "--c": colour, transform: `translateY(${top}px)`, paddingInlineStart } as CSSProperties;
}
