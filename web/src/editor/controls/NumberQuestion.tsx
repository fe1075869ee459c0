import { useEffect, useRef, useState } from "react";
import { Icon } from "../panels/Icon";
import { KeyCaps } from "../panels/KeyCaps";
import type { ControlProps } from "./control";
import { QuestionFrame } from "./QuestionFrame";
import { useQuestion } from "./useQuestion";

/** A number between its limits. What is typed is the answer at once; arrows move by one step. */
export function NumberQuestion({ control, editor, title }: ControlProps) {
  const asked = useQuestion(editor, control);
  const { hotkey, max, min, slider, step = "1" } = control.attributes;
  const given = asked.answer?.kind === "number" ? asked.answer.number : null;
  const [typed, setTyped] = useState<string | null>(null);
  // What is typed from entering the field to leaving it is undone at once.
  const visits = useRef(0);
  // "1." and "1,50" are what somebody types: the field keeps their words while they mean the answer.
  const own = typed !== null && numberIn(typed) === given ? typed : null;
  const isWord = own !== null && meaning(own) === null;
  const { setOwnFault } = asked;
  useEffect(() => setOwnFault(isWord ? "Enter a number." : null), [isWord, setOwnFault]);

  function type(text: string, run?: string): void {
    setTyped(text);
    const number = numberIn(text);
    editor.answer(control.name, number === null ? null : { kind: "number", number }, run);
  }

  function stepBy(steps: number): void {
    const from = given ?? Number(min || 0) - (min ? steps * Number(step) : 0);
    const next = Number((from + steps * Number(step)).toPrecision(12));
    const most = max ? Math.min(Number(max), next) : next;
    type(String(min ? Math.max(Number(min), most) : most));
  }

  return (
    <QuestionFrame {...{ asked, control, editor, title }} hint={rangeWords(min, max)}>
      <div className="ed-number">
        <button
          type="button"
          className="ed-button ed-button-framed ed-button-icon"
          tabIndex={-1}
          aria-label="Less"
          onClick={() => stepBy(-1)}
        >
          <Icon name="minus" />
        </button>
        <input
          className="ed-field"
          inputMode="decimal"
          autoComplete="off"
          role="spinbutton"
          aria-label={title ?? control.name}
          aria-valuenow={given ?? undefined}
          aria-valuemin={min ? Number(min) : undefined}
          aria-valuemax={max ? Number(max) : undefined}
          aria-invalid={asked.faultId !== undefined}
          aria-describedby={asked.faultId}
          value={own ?? given?.toString() ?? ""}
          onFocus={() => {
            visits.current += 1;
          }}
          onChange={(event) => type(event.target.value, `${control.name} ${visits.current}`)}
          onKeyDown={(event) => {
            if (event.key === "ArrowUp") stepBy(event.shiftKey ? 10 : 1);
            else if (event.key === "ArrowDown") stepBy(event.shiftKey ? -10 : -1);
            else return;
            event.preventDefault();
          }}
        />
        <button
          type="button"
          className="ed-button ed-button-framed ed-button-icon"
          tabIndex={-1}
          aria-label="More"
          onClick={() => stepBy(1)}
        >
          <Icon name="plus" />
        </button>
        {hotkey ? <KeyCaps keys={hotkey} /> : null}
        {slider === "true" ? (
          <NumberSlider
            name={title ?? control.name}
            number={given}
            {...{ max, min, step }}
            onBegin={() => {
              visits.current += 1;
            }}
            onSlide={(text) => type(text, `${control.name} ${visits.current}`)}
          />
        ) : null}
      </div>
    </QuestionFrame>
  );
}

interface SliderProps {
  readonly name: string;
  readonly number: number | null;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly step: string;
  /** One drag of it is one step of undo. */
  readonly onBegin: () => void;
  readonly onSlide: (text: string) => void;
}

function NumberSlider({ max, min, name, number, onBegin, onSlide, step }: SliderProps) {
  const [least, most] = [min || "0", max || "100"];
  return (
    <span className="ed-range">
      <span className="ed-muted">{least}</span>
      <input
        type="range"
        aria-label={`${name}, slider`}
        min={least}
        max={most}
        step={step}
        data-blank={number === null || undefined}
        value={number ?? (Number(least) + Number(most)) / 2}
        onPointerDown={onBegin}
        onFocus={onBegin}
        onChange={(event) => onSlide(event.target.value)}
      />
      <span className="ed-muted">{most}</span>
    </span>
  );
}

/** The number that somebody typed, "" for nothing, null for what is no number. Commas are understood. */
function meaning(text: string): number | "" | null {
  const trimmed = text.trim().replace(",", ".");
  if (trimmed === "") return "";
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed) ? Number(trimmed) : null;
}

function numberIn(text: string): number | null {
  const number = meaning(text);
  return number === "" ? null : number;
}

function rangeWords(min: string | undefined, max: string | undefined): string {
  if (min && max) return `${min} to ${max}`;
  return min ? `${min} or more` : max ? `${max} or less` : "";
}
