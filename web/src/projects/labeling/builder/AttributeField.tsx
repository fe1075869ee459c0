import { Checkbox } from "@mantine/core";
import { useId } from "react";
import type { TagRow } from "../../../editor/building";
import classes from "./Builder.module.css";
import { DraftField } from "./DraftField";
import { MenuField } from "./MenuField";
import { attributeWords, valueWords } from "./words";

interface Props {
  name: string;
  tag: string;
  row: TagRow;
  value: string;
  onChange: (value: string | null) => void;
}

/** What is off unless it is written: a check box says it well. Others have three answers, and get a menu. */
const OFF_BY_DEFAULT = new Set([
  ...["required", "perRegion", "perItem", "allowNested", "allowEmpty", "leafsOnly", "default", "muted"],
  ...["skipDuplicates", "showFullPath", "clickableLinks", "splitchannels", "fixedScale", "showInline"],
  ...["transcription", "selected"],
]);

/** Whether an attribute is a matter of yes or no. */
export function isCheck(name: string, row: TagRow): boolean {
  return OFF_BY_DEFAULT.has(name) && (row.understood?.[name]?.includes("true") ?? false);
}

/** One attribute with the input that suits what it may hold. */
export function AttributeField({ name, onChange, row, tag, value }: Props) {
  const id = useId();
  const values = row.understood?.[name] ?? [];
  const kind = row.kinds?.[name];
  const words = row.lists?.[name];
  const title = attributeWords(name, tag, row.option !== undefined);
  if (isCheck(name, row)) {
    return (
      <Checkbox
        size="xs"
        label={title}
        checked={value === "true"}
        onChange={(event) => onChange(event.currentTarget.checked ? "true" : null)}
      />
    );
  }
  if (words) return <WordsField title={title} words={words} value={value} onChange={onChange} />;
  if (values.length > 0) {
    const options = [
      { value: "", label: "as usual" },
      ...values.map((each) => ({ value: each, label: valueWords(name, each) })),
    ];
    return (
      <MenuField title={title} value={value} options={options} onChange={(next) => onChange(next || null)} />
    );
  }
  const isNumber = kind === "count" || kind === "number";
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{title}</label>
      <DraftField
        id={id}
        className={classes.input}
        inputMode={isNumber ? "decimal" : undefined}
        placeholder={kind === "field" ? "$field" : undefined}
        value={value}
        onCommit={(text) => onChange(text.trim() === "" ? null : kind === "field" ? asField(text) : text)}
      />
    </div>
  );
}

/** People name a field with or without its dollar sign. */
function asField(text: string): string {
  const field = text.trim();
  return field.startsWith("$") ? field : `$${field}`;
}

interface WordsProps {
  title: string;
  words: readonly string[];
  value: string;
  onChange: (value: string | null) => void;
}

/** Several words with commas between them, in the order of the register. */
export function WordsField({ onChange, title, value, words }: WordsProps) {
  const given = value.split(",").map((word) => word.trim());
  const toggle = (word: string) => {
    const next = words.filter((each) => (each === word ? !given.includes(word) : given.includes(each)));
    onChange(next.length > 0 ? next.join(",") : null);
  };
  return (
    <fieldset className={classes.words}>
      <legend>{title}</legend>
      {words.map((word) => (
        <button key={word} type="button" aria-pressed={given.includes(word)} onClick={() => toggle(word)}>
          {word}
        </button>
      ))}
    </fieldset>
  );
}
