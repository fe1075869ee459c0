import { useState } from "react";
import { type DateParts, datetimeOf, fieldsOf, NO_DATE, partsOf } from "../core/dates";
import { MONTHS } from "../ls/timeFormat";
import type { ControlProps } from "./control";
import { QuestionFrame } from "./QuestionFrame";
import { useQuestion } from "./useQuestion";

/** A date, a time, both, or a month and a year. */
export function DateTime({ control, editor, title }: ControlProps) {
  const asked = useQuestion(editor, control);
  const stored = asked.answer?.kind === "datetime" ? asked.answer.datetime : null;
  // Half a date is no answer yet: it is kept here until the other half comes.
  const [half, setHalf] = useState<DateParts>(NO_DATE);
  const read = stored === null ? null : partsOf(control, stored);
  const parts = read ?? half;
  const fields = fieldsOf(control);
  const { max, min } = control.attributes;
  const name = title ?? control.name;
  const described = { "aria-describedby": asked.faultId, "aria-invalid": asked.faultId !== undefined };

  function change(changed: Partial<DateParts>): void {
    const next = { ...parts, ...changed };
    const datetime = datetimeOf(control, next);
    setHalf(next);
    editor.answer(control.name, datetime === null ? null : { kind: "datetime", datetime });
  }

  const isDay = (limit: string | undefined) => limit?.match(/^\d{4}-\d{2}-\d{2}/)?.[0];
  const isTime = (limit: string | undefined) => (fields.date ? undefined : limit?.match(/\d\d:\d\d/)?.[0]);
  const day = parts.year && parts.month && parts.day ? `${parts.year}-${parts.month}-${parts.day}` : "";
  return (
    <QuestionFrame {...{ asked, control, editor, title }} hint={limitWords(min, max)}>
      <div className="ed-date">
        {fields.month ? (
          <select
            className="ed-field"
            aria-label={`${name}: month`}
            {...described}
            value={parts.month}
            onChange={(event) => change({ month: event.target.value })}
          >
            <option value="">Month…</option>
            {MONTHS.map((month, index) => (
              <option key={month} value={String(index + 1).padStart(2, "0")}>
                {month}
              </option>
            ))}
          </select>
        ) : null}
        {fields.year ? (
          <select
            className="ed-field"
            aria-label={`${name}: year`}
            {...described}
            value={parts.year}
            onChange={(event) => change({ year: event.target.value })}
          >
            <option value="">Year…</option>
            {yearsOf(min, max, parts.year).map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        ) : null}
        {fields.date ? (
          <input
            type="date"
            className="ed-field"
            aria-label={fields.time ? `${name}: date` : name}
            {...described}
            min={isDay(min)}
            max={isDay(max) ?? "9999-12-31"}
            value={day}
            onChange={(event) => {
              const [year = "", month = "", date = ""] = event.target.value.split("-");
              change({ year, month, day: date });
            }}
          />
        ) : null}
        {fields.time ? (
          <input
            type="time"
            className="ed-field"
            aria-label={fields.date ? `${name}: time` : name}
            {...described}
            min={isTime(min)}
            max={isTime(max)}
            value={parts.time}
            onChange={(event) => change({ time: event.target.value.slice(0, 5) })}
          />
        ) : null}
        {stored === null ? null : (
          <button
            type="button"
            className="ed-button"
            onClick={() => {
              setHalf(NO_DATE);
              editor.answer(control.name, null);
            }}
          >
            Clear
          </button>
        )}
      </div>
      {stored !== null && read === null ? <p className="ed-muted">Stored as “{stored}”.</p> : null}
    </QuestionFrame>
  );
}

/** From the latest year back to the first; without limits from this one back to 2000, as in Label Studio. */
function yearsOf(min: string | undefined, max: string | undefined, chosen: string): readonly string[] {
  const first = Number(min?.slice(0, 4) || 2000);
  const last = Number(max?.slice(0, 4) || new Date().getFullYear());
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(last - index));
  return chosen === "" || years.includes(chosen) ? years : [chosen, ...years];
}

function limitWords(min: string | undefined, max: string | undefined): string {
  if (min && max) return `${min} to ${max}`;
  return min ? `${min} or later` : max ? `${max} or earlier` : "";
}
