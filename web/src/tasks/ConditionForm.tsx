import { ActionIcon, Button, NativeSelect, Select } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { DataColumn, NamedPerson } from "../api/contract";
import classes from "./Conditions.module.css";
import { type Condition, nameOf } from "./tab";
import { ValueField } from "./ValueField";

interface Props {
  condition: Condition;
  columns: readonly DataColumn[];
  people: readonly NamedPerson[];
  onChange: (next: Condition) => void;
}

/** One condition: column, operator, value, and more about the same annotation, prediction or comment. */
export function ConditionForm({ condition, columns, people, onChange }: Props) {
  const column = columns.find(({ name }) => name === nameOf(condition.filter));
  const children = condition.child_filters ?? [];
  const below = column?.rows ? columns.filter(({ rows }) => rows === column.rows) : [];
  return (
    <div className={classes.form}>
      <Line condition={condition} columns={columns} people={people} onChange={onChange} />
      {children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has nothing else that tells it from the next
        <div key={index} className={classes.child}>
          <span>and the same {ONE[column?.rows ?? ""]}</span>
          <ActionIcon
            size={24}
            aria-label="Remove this part"
            onClick={() => onChange(withChildren(condition, without(children, index)))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
          <Line
            condition={child}
            columns={below}
            people={people}
            onChange={(next) =>
              onChange(
                withChildren(
                  condition,
                  children.map((one, at) => (at === index ? next : one)),
                ),
              )
            }
          />
        </div>
      ))}
      {below[0] && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} aria-hidden />}
          onClick={() => below[0] && onChange(withChildren(condition, [...children, firstOf(below[0])]))}
        >
          About the same {ONE[column?.rows ?? ""]}
        </Button>
      )}
    </div>
  );
}

const ONE: Partial<Record<string, string>> = {
  annotations: "annotation",
  predictions: "prediction",
  comments: "comment",
};

function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}

function withChildren({ child_filters: _, ...rest }: Condition, children: Condition[]): Condition {
  return children.length > 0 ? { ...rest, child_filters: children } : rest;
}

/** A condition on a column, with its first operator and no value yet. */
export function firstOf(column: DataColumn): Condition {
  const operator =
    column.choices.length > 0 && column.type === "String" ? "in_list" : column.operators[0]?.id;
  const value = column.type === "Boolean" ? true : null;
  return { filter: `filter:tasks:${column.name}`, operator: operator ?? "equal", type: column.type, value };
}

function Line({ condition, columns, people, onChange }: Props) {
  const column = columns.find(({ name }) => name === nameOf(condition.filter));
  const operator = column?.operators.find(({ id }) => id === condition.operator);
  const offered = column?.project_defined
    ? FIELD_OPERATORS[condition.type === "Number" ? "Number" : "String"]
    : null;
  return (
    <div className={classes.line}>
      <Select
        size="xs"
        aria-label="Column"
        searchable
        allowDeselect={false}
        openOnFocus={false}
        comboboxProps={{ withinPortal: false }}
        maxDropdownHeight={260}
        data={grouped(columns)}
        value={column?.name ?? null}
        onChange={(name) => {
          const next = columns.find((one) => one.name === name);
          if (next) onChange(firstOf(next));
        }}
      />
      {column && (
        <div className={classes.pair}>
          <NativeSelect
            size="xs"
            aria-label="Operator"
            value={condition.operator}
            data={(offered ?? column.operators).map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(event) => {
              const id = event.currentTarget.value;
              onChange({ ...condition, operator: id, value: keptValue(condition, column, id) });
            }}
          />
          {column.project_defined && (
            <NativeSelect
              size="xs"
              aria-label="Compare as"
              value={condition.type === "Number" ? "Number" : "String"}
              data={[
                { value: "String", label: "text" },
                { value: "Number", label: "number" },
              ]}
              onChange={(event) =>
                onChange({ ...condition, type: event.currentTarget.value, operator: "equal", value: null })
              }
            />
          )}
        </div>
      )}
      {column && (
        <ValueField
          column={column}
          operator={condition.operator}
          takes={operator?.takes ?? takesOf(condition.operator)}
          type={column.project_defined ? condition.type : column.type}
          value={condition.value}
          people={people}
          onChange={(value) => onChange({ ...condition, value })}
        />
      )}
    </div>
  );
}

const NUMBER_WORDS: readonly [string, string][] = [
  ["equal", "is"],
  ["not_equal", "is not"],
  ["less", "less than"],
  ["less_or_equal", "at most"],
  ["greater", "more than"],
  ["greater_or_equal", "at least"],
  ["in", "between"],
  ["not_in", "not between"],
];
const TEXT_WORDS: readonly [string, string][] = [
  ["contains", "contains"],
  ["not_contains", "does not contain"],
  ["equal", "is"],
  ["not_equal", "is not"],
  ["starts_with", "starts with"],
  ["ends_with", "ends with"],
  ["regex", "matches"],
];
const BOTH: readonly [string, string][] = [
  ["in_list", "any of"],
  ["not_in_list", "none of"],
  ["empty", "is empty"],
];

/** Fields of data have no type of their own: what can be asked depends on how they are compared. */
const FIELD_OPERATORS = {
  Number: [...NUMBER_WORDS, ...BOTH].map(([id, title]) => ({ id, title })),
  String: [...TEXT_WORDS, ...BOTH].map(([id, title]) => ({ id, title })),
};

function takesOf(operator: string): string {
  if (operator === "empty") return "yes_no";
  if (operator === "in" || operator === "not_in") return "range";
  return operator === "in_list" || operator === "not_in_list" ? "several" : "one";
}

/** The value goes along to another operator that takes the same kind of value. */
function keptValue(condition: Condition, column: DataColumn, next: string): unknown {
  if (takesOf(next) === "yes_no") return true;
  if (column.type === "List" || takesOf(next) === takesOf(condition.operator)) return condition.value;
  return null;
}

function grouped(columns: readonly DataColumn[]) {
  const groups: [string, (column: DataColumn) => boolean][] = [
    ["Task", ({ parent, rows }) => !parent && !rows],
    ["Annotations", ({ rows, holds }) => rows === "annotations" && holds !== "answers"],
    ["Answers", ({ holds }) => holds === "answers"],
    ["Predictions", ({ rows, holds }) => rows === "predictions" && holds !== "answers"],
    ["Comments", ({ rows }) => rows === "comments"],
    ["Data", ({ parent }) => parent === "data"],
    ["Meta", ({ parent }) => parent === "meta"],
  ];
  return groups
    .map(([group, belongs]) => ({
      group,
      items: columns.filter(belongs).map(({ name, title }) => ({ value: name, label: title })),
    }))
    .filter(({ items }) => items.length > 0);
}
