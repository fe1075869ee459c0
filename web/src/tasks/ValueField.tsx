import { MultiSelect, NativeSelect, NumberInput, TagsInput, TextInput } from "@mantine/core";
import type { DataColumn, NamedPerson } from "../api/contract";
import classes from "./Conditions.module.css";
import { wordOf } from "./words";

interface Props {
  column: DataColumn;
  operator: string;
  takes: string;
  type: string;
  value: unknown;
  people: readonly NamedPerson[];
  onChange: (value: unknown) => void;
}

const YES_NO = [
  { value: "true", label: "yes" },
  { value: "false", label: "no" },
];

/** The value of a condition, asked for as its column and operator want it. */
export function ValueField({ column, operator, takes, type, value, people, onChange }: Props) {
  if (takes === "yes_no" || column.type === "Boolean") {
    return (
      <NativeSelect
        size="xs"
        aria-label="Value"
        data={YES_NO}
        value={String(value ?? "true")}
        onChange={(event) => onChange(event.currentTarget.value === "true")}
      />
    );
  }
  if (takes === "range") return <RangeField type={type} value={value} onChange={onChange} />;
  if (column.holds === "people") {
    const chosen = Array.isArray(value) ? value.map(String) : value == null ? [] : [String(value)];
    return (
      <MultiSelect
        classNames={{ inputField: classes.inner }}
        size="xs"
        aria-label="People"
        placeholder={chosen.length === 0 ? "Choose people" : undefined}
        searchable
        comboboxProps={{ withinPortal: false }}
        data={people.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={chosen}
        onChange={(ids) => onChange(ids.length > 0 ? ids.map(Number) : null)}
      />
    );
  }
  const choices = column.choices.map((choice) => ({ value: choice, label: wordOf(column.name, choice) }));
  if (takes === "several" || column.type === "List") {
    const chosen = Array.isArray(value) ? value.map(String) : value == null ? [] : [String(value)];
    const tell = (texts: string[]) =>
      onChange(
        texts.length > 0 ? (type === "Number" ? texts.map(Number).filter(Number.isFinite) : texts) : null,
      );
    return choices.length > 0 ? (
      <MultiSelect
        classNames={{ inputField: classes.inner }}
        size="xs"
        aria-label="Values"
        placeholder={chosen.length === 0 ? "Choose" : undefined}
        searchable
        comboboxProps={{ withinPortal: false }}
        data={choices}
        value={chosen}
        onChange={tell}
      />
    ) : (
      <TagsInput
        classNames={{ inputField: classes.inner }}
        size="xs"
        aria-label="Values"
        placeholder="Type and press Enter"
        splitChars={[",", ";", "\n"]}
        value={chosen}
        onChange={tell}
      />
    );
  }
  if (choices.length > 0 && (operator === "equal" || operator === "not_equal")) {
    return (
      <NativeSelect
        size="xs"
        aria-label="Value"
        data={[...(value == null ? [{ value: "", label: "Choose" }] : []), ...choices]}
        value={value == null ? "" : String(value)}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    );
  }
  if (type === "Number") return <NumberField label="Value" value={value} onChange={onChange} />;
  if (type === "Datetime") return <MomentField label="Time" value={value} onChange={onChange} />;
  return (
    <TextInput
      size="xs"
      aria-label="Value"
      placeholder={operator === "regex" ? "^order-[0-9]+" : "Text"}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      data-autofocus
    />
  );
}

function RangeField({ type, value, onChange }: Pick<Props, "type" | "value" | "onChange">) {
  const { min = null, max = null } = (value ?? {}) as { min?: unknown; max?: unknown };
  const Field = type === "Datetime" ? MomentField : NumberField;
  const tell = (next: { min: unknown; max: unknown }) =>
    onChange(next.min === null && next.max === null ? null : next);
  return (
    <div className={classes.range}>
      <Field label="From" value={min} onChange={(found) => tell({ min: found, max })} />
      <span>and</span>
      <Field label="To" value={max} onChange={(found) => tell({ min, max: found })} />
    </div>
  );
}

interface FieldProps {
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

function NumberField({ label, value, onChange }: FieldProps) {
  return (
    <NumberInput
      size="xs"
      aria-label={label}
      placeholder="Number"
      value={typeof value === "number" ? value : ""}
      onChange={(found) => onChange(typeof found === "number" ? found : null)}
      hideControls
    />
  );
}

/** A minute, in the place of the person; the server gets it with its zone. */
function MomentField({ label, value, onChange }: FieldProps) {
  return (
    <TextInput
      size="xs"
      type="datetime-local"
      aria-label={label}
      value={localMinute(value)}
      onChange={(event) => {
        const found = new Date(event.currentTarget.value);
        onChange(Number.isNaN(found.getTime()) ? null : found.toISOString());
      }}
    />
  );
}

function localMinute(value: unknown): string {
  const found = typeof value === "string" ? new Date(value) : undefined;
  if (!found || Number.isNaN(found.getTime())) return "";
  return new Date(found.getTime() - found.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
