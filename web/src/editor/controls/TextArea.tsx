import { type KeyboardEvent, useRef, useState } from "react";
import { Icon } from "../panels/Icon";
import { strokeOf } from "../useEditorHotkeys";
import type { ControlProps } from "./control";
import { QuestionFrame } from "./QuestionFrame";
import { ShortcutBar, shortcutFor } from "./ShortcutBar";
import { isTwin, mostTexts, nextToTranscribe, typingRun } from "./texts";
import { useQuestion } from "./useQuestion";
import "./textarea.css";

/**
 * One text or several. What is typed is the answer at once, so that nothing can be lost; undo takes it back word by
 * word. With several texts Enter closes the one that is written and begins the next.
 */
export function TextArea({ control, editor, title }: ControlProps) {
  const asked = useQuestion(editor, control);
  const texts = asked.answer?.kind === "texts" ? asked.answer.texts : NO_TEXTS;
  const most = mostTexts(control);
  // The text that is being written, by its place; the texts before it are closed.
  const [writing, setWriting] = useState<number | null>(null);
  const last = useRef<HTMLTextAreaElement | null>(null);
  const run = useRef(typingRun());
  const { attributes } = control;
  const rows = Number(attributes.rows ?? 1);
  const open = most === 1 ? 0 : (writing ?? texts.length);
  const closed = most === 1 ? [] : texts.filter((_, index) => index !== open);
  const isFull = closed.length >= most;
  const name = title ?? control.name;

  function put(place: number, text: string): void {
    const before = texts[place] ?? "";
    const next = [...texts];
    if (place < next.length) next[place] = text;
    else next.push(text);
    const given = next.filter((each) => each !== "");
    editor.answer(
      control.name,
      { kind: "texts", texts: given },
      `${control.name} ${run.current(before, text)}`,
    );
  }

  function write(text: string): void {
    put(open, text);
    setWriting(text === "" ? null : open);
    asked.setOwnFault(null);
  }

  /** Closes the text that is written; the next one begins in the same field. */
  function close(): void {
    const text = texts[open] ?? "";
    if (text.trim() === "") return;
    if (attributes.skipDuplicates === "true" && isTwin(closed, text)) {
      asked.setOwnFault("This text is there already. Write another one.");
      return;
    }
    asked.setOwnFault(null);
    setWriting(null);
  }

  function insert(text: string): void {
    const field = last.current;
    if (!field?.isConnected) {
      write((texts[open] ?? "") + text);
      return;
    }
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    // React hears of a change only by the event that typing makes.
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>, isOpen: boolean): void {
    const shortcut = shortcutFor(control, strokeOf(event.nativeEvent));
    if (shortcut !== null) insert(shortcut);
    else if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    else if (event.ctrlKey || event.metaKey) {
      const next = nextToTranscribe(editor, control);
      if (!next) return;
      editor.select(next);
      editor.attend(control.name);
    } else if (isOpen && most > 1 && rows <= 1 !== event.shiftKey) close();
    else return;
    event.preventDefault();
  }

  const field = {
    rows,
    placeholder: attributes.placeholder,
    "aria-describedby": asked.faultId,
    "aria-invalid": asked.faultId !== undefined,
    onFocus: (event: { currentTarget: HTMLTextAreaElement }) => {
      last.current = event.currentTarget;
    },
  };
  return (
    <QuestionFrame {...{ asked, control, editor, title }} className="ed-texts" hint={countWords(most)}>
      <ShortcutBar control={control} onInsert={insert} />
      {closed.length > 0 ? (
        <ol className="ed-text-list">
          {closed.map((text, index) => {
            const place = index < open ? index : index + 1;
            return (
              // Texts have no identity but their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={index}>
                {attributes.editable === "true" ? (
                  <textarea
                    {...field}
                    className="ed-field ed-textarea"
                    aria-label={`${name}: text ${index + 1}`}
                    value={text}
                    onChange={(event) => put(place, event.target.value)}
                    onKeyDown={(event) => onKeyDown(event, false)}
                  />
                ) : (
                  <p dir="auto">{text}</p>
                )}
                <button
                  type="button"
                  className="ed-button ed-button-icon"
                  aria-label={`Remove text ${index + 1}`}
                  onClick={() => put(place, "")}
                >
                  <Icon name="trash" />
                </button>
              </li>
            );
          })}
        </ol>
      ) : null}
      {isFull ? null : (
        <div className="ed-text-open">
          <textarea
            {...field}
            className="ed-field ed-textarea"
            dir="auto"
            aria-label={name}
            value={texts[open] ?? ""}
            onChange={(event) => write(event.target.value)}
            onKeyDown={(event) => onKeyDown(event, true)}
          />
          {most > 1 && attributes.showSubmitButton !== "false" ? (
            <button
              type="button"
              className="ed-button ed-button-framed"
              disabled={(texts[open] ?? "").trim() === ""}
              onClick={() => {
                close();
                last.current?.focus();
              }}
            >
              Add
            </button>
          ) : null}
        </div>
      )}
    </QuestionFrame>
  );
}

const NO_TEXTS: readonly string[] = [];

function countWords(most: number): string {
  if (most === 1) return "";
  return Number.isFinite(most) ? `up to ${most} texts` : "several texts";
}
