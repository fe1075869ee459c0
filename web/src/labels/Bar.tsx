import { Button, Menu } from "@mantine/core";
import { IconCheck, IconChevronDown, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Project } from "../api/contract";
import { attachedQuery } from "../datasets/queries";
import { SearchField } from "../kit/SearchField";
import { StatusMark } from "../kit/StatusMark";
import { STATUSES } from "../kit/statuses";
import { classesOf } from "../projects/classes";
import { KIND_WORDS, TYPE_WORDS } from "./cells";
import { INSTANCE_STATES } from "./InstanceState";
import classes from "./Labels.module.css";
import {
  isNarrowed,
  KINDS,
  type LabelsSearch,
  STATUSES_OF,
  type Table,
  TYPES,
  type WorkStatus,
} from "./search";

export interface TableProps {
  project: Project;
  search: LabelsSearch;
  onChange: (next: Partial<LabelsSearch>) => void;
}

const HANDS = { free: "Free", held: "Reserved", mine: "Reserved by me" } as const;
/** What takes every filter away. */
export const NOTHING: Partial<LabelsSearch> = {
  search: undefined,
  status: undefined,
  kind: undefined,
  hands: undefined,
  class: undefined,
  dataset: undefined,
  type: undefined,
  state: undefined,
};

/** What a table is searched for and narrowed to; all of it stands in the address. */
export function Bar({ onChange, project, search, table }: TableProps & { table: Table }) {
  const classNames = useMemo(() => classesOf(project), [project]);
  return (
    <div className={classes.bar}>
      <SearchField
        value={search.search ?? ""}
        onChange={(text) => onChange({ search: text || undefined })}
        placeholder={table === "instances" ? "Identifier" : "Part of a file name"}
        label={table === "instances" ? "Search by identifier" : "Search files"}
        width={220}
      />
      {table === "instances" ? (
        <Choice
          label="Review"
          words={Object.fromEntries(INSTANCE_STATES)}
          value={search.state}
          onChange={(state) => onChange({ state })}
        />
      ) : (
        <>
          <StatusChoice
            statuses={STATUSES_OF[table]}
            value={search.status ?? []}
            onChange={(status) => onChange({ status: status.length > 0 ? status : undefined })}
          />
          {table === "queue" && (
            <>
              <Choice
                label="Task"
                words={Object.fromEntries(KINDS.map((kind) => [kind, KIND_WORDS[kind]]))}
                value={search.kind}
                onChange={(kind) => onChange({ kind: KINDS.find((one) => one === kind) })}
              />
              <Choice
                label="Reserved"
                words={HANDS}
                value={search.hands}
                onChange={(hands) => onChange({ hands: hands as LabelsSearch["hands"] })}
              />
            </>
          )}
          <DatasetChoice
            project={project.id}
            value={search.dataset}
            onChange={(dataset) => onChange({ dataset })}
          />
          <Choice
            label="Type"
            words={TYPE_WORDS}
            value={search.type}
            onChange={(type) => onChange({ type: TYPES.find((one) => one === type) })}
          />
        </>
      )}
      {(classNames.length > 1 || search.class) && (
        <Choice
          label="Class"
          words={Object.fromEntries(classNames.map((name) => [name, name]))}
          value={search.class}
          onChange={(chosen) => onChange({ class: chosen })}
        />
      )}
      {isNarrowed(search) && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconX size={12} aria-hidden />}
          onClick={() => onChange(NOTHING)}
        >
          Clear
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  words: Readonly<Record<string, string>>;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** One of some words, or any. */
function Choice({ label, onChange, value, words }: ChoiceProps) {
  return (
    <Menu position="bottom-start" width={180}>
      <Menu.Target>
        <Button
          size="xs"
          className={value ? classes.chosen : undefined}
          rightSection={<IconChevronDown size={12} aria-hidden />}
        >
          {value ? `${label}: ${words[value] ?? value}` : label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChange(undefined)} rightSection={value === undefined && <Tick />}>
          Any
        </Menu.Item>
        {Object.entries(words).map(([key, word]) => (
          <Menu.Item key={key} onClick={() => onChange(key)} rightSection={value === key && <Tick />}>
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface DatasetProps {
  project: number;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** One of the datasets of a project, where it has several. */
function DatasetChoice({ onChange, project, value }: DatasetProps) {
  const datasets = (useQuery(attachedQuery(project)).data ?? []).filter(({ tasks }) => tasks > 0);
  if (datasets.length < 2 && value === undefined) return null;
  return (
    <Choice
      label="Dataset"
      words={Object.fromEntries(datasets.map(({ dataset, title }) => [dataset, title]))}
      value={value === undefined ? undefined : String(value)}
      onChange={(chosen) => onChange(chosen === undefined ? undefined : Number(chosen))}
    />
  );
}

interface StatusProps {
  statuses: readonly WorkStatus[];
  value: readonly WorkStatus[];
  onChange: (value: WorkStatus[]) => void;
}

function StatusChoice({ onChange, statuses, value }: StatusProps) {
  const words = value.map((status) => STATUSES[status].word).join(", ");
  return (
    <Menu position="bottom-start" width={180} closeOnItemClick={false}>
      <Menu.Target>
        <Button
          size="xs"
          className={value.length > 0 ? classes.chosen : undefined}
          rightSection={<IconChevronDown size={12} aria-hidden />}
        >
          {words ? `Status: ${words}` : "Status"}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {statuses.map((status) => {
          const chosen = value.includes(status);
          const next = chosen ? value.filter((one) => one !== status) : [...value, status];
          return (
            <Menu.Item
              key={status}
              role="menuitemcheckbox"
              aria-checked={chosen}
              onClick={() => onChange(next)}
              rightSection={chosen && <Tick />}
            >
              <StatusMark status={status} />
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function Tick() {
  return <IconCheck size={14} aria-hidden />;
}
