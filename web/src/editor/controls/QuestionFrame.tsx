import type { KeyboardEvent, ReactNode } from "react";
import type { Editor } from "../core/store";
import type { ControlTag } from "../ls/schema";
import { Icon } from "../panels/Icon";
import { useEditor } from "../useEditor";
import type { Asked } from "./useQuestion";
import "./question.css";

interface Props {
  readonly editor: Editor;
  readonly control: ControlTag;
  readonly asked: Asked;
  readonly title?: string | undefined;
  /** What is expected, in a few words beside the question. */
  readonly hint?: string;
  readonly className?: string;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLFieldSetElement>) => void;
  readonly children: ReactNode;
}

/** What all questions share: the question, what is expected, what is wrong, and undo where people type. */
export function QuestionFrame({
  asked,
  children,
  className,
  control,
  editor,
  hint,
  onKeyDown,
  title,
}: Props) {
  const { editable, fault, faultId, frame, setWithin } = asked;
  const entry = useEditor(editor, (state) =>
    control.perItem ? (state.positions.get(control.to) ?? 0) + 1 : null,
  );
  const about = entry === null ? "" : `for ${entry} of ${editor.context(control.to).entries}`;
  const words = [about, hint, control.required ? "needed" : ""].filter(Boolean).join(", ");
  return (
    <fieldset
      ref={frame}
      className={`ed-asked ${className ?? ""}`.trimEnd()}
      data-control={control.name}
      data-fault={fault !== null || undefined}
      disabled={!editable}
      aria-describedby={faultId}
      onFocus={() => setWithin(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setWithin(false);
      }}
      onKeyDown={(event) => {
        if (walksHistory(event, editor)) event.preventDefault();
        else onKeyDown?.(event);
      }}
    >
      <legend>
        {title || control.name} {words ? <span className="ed-muted">{words}</span> : null}
      </legend>
      {children}
      {fault === null ? null : (
        <p id={faultId} className="ed-fault" role="alert">
          <Icon name="alert" />
          {fault}
        </p>
      )}
    </fieldset>
  );
}

/** Fields have no undo of their own: what is typed is an answer already, and undone as one. */
function walksHistory(event: KeyboardEvent, editor: Editor): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) editor.undo();
  else if (key === "y" || key === "z") editor.redo();
  else return false;
  return true;
}
