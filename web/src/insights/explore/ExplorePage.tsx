import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Holdings } from "../../api/contract";
import { Empty } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { count, counted, percent } from "../../kit/numbers";
import { Section } from "../../kit/Section";
import tables from "../../kit/Table.module.css";
import { BoneRows } from "../../kit/Waiting";
import { ClassDetail } from "./ClassDetail";
import { Donut } from "./Donut";
import classes from "./Explore.module.css";
import { holdingsQuery, itemsQuery } from "./queries";
import type { ExploreSearch } from "./search";
import { slicesOf } from "./slices";

type ClassCount = Holdings["classes"][number];

/** What the project holds, counted twice: things, and things on frames. */
export function ExplorePage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const search = useSearch({ from: "/app/projects/$projectId/tabs/explore" });
  const navigate = useNavigate();
  const found = useQuery(holdingsQuery(projectId, search.task));
  const go = (next: ExploreSearch) =>
    void navigate({ to: "/projects/$projectId/explore", params: { projectId }, search: next, replace: true });
  if (found.isError && !found.data)
    return (
      <NotLoaded
        of={found}
        what="The instances of this project could not be counted."
        className={classes.notice}
      />
    );
  const chosen =
    search.control === undefined ? null : { control: search.control, className: search.class ?? "" };
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <ItemSelect projectId={projectId} task={search.task} onChange={(task) => go({ ...search, task })} />
        {found.data && <Totals found={found.data} />}
      </div>
      {!found.data ? (
        <BoneRows />
      ) : found.data.classes.length === 0 ? (
        <Empty>
          {search.task ? "Nothing is labelled on this item." : "Nothing is labelled yet."} Instances are
          counted here as soon as somebody submits them.
        </Empty>
      ) : (
        <div className={classes.grid}>
          <div className={classes.list}>
            <Pies found={found.data} />
            <ClassTable
              found={found.data}
              isChosen={(row) => row.control === chosen?.control && row.class_name === chosen.className}
              onChoose={(row) => go({ task: search.task, control: row.control, class: row.class_name })}
            />
          </div>
          <aside className={classes.detail}>
            {chosen ? (
              <ClassDetail projectId={projectId} chosen={chosen} task={search.task} />
            ) : (
              <p className={classes.hint}>
                Choose a class to see over which items it is spread and what was answered about it.
              </p>
            )}
          </aside>
        </div>
      )}
    </div>
  );
}

function Totals({ found }: { found: Holdings }) {
  return (
    <p className={classes.totals}>
      <b>{counted(found.instances, "instance")}</b> ({counted(found.objects, "object")},{" "}
      {counted(found.classifications, "classification")}) · <b>{counted(found.labels, "label")}</b>
      <span className={classes.quiet}>
        An instance on five hundred frames is one instance and five hundred labels.
      </span>
    </p>
  );
}

function Pies({ found }: { found: Holdings }) {
  const parts = (of: "instances" | "labels") =>
    slicesOf(found.classes.map((row) => ({ key: keyOf(row), name: nameOf(row), value: row[of] })));
  return (
    <Section title="Classes" note="by instances, and by labels on frames">
      <div className={classes.pies}>
        <Donut slices={parts("instances")} of="instances" label="Instances by class" />
        <Donut slices={parts("labels")} of="labels" label="Labels by class" />
      </div>
    </Section>
  );
}

interface TableProps {
  found: Holdings;
  isChosen: (row: ClassCount) => boolean;
  onChoose: (row: ClassCount) => void;
}

function ClassTable({ found, isChosen, onChoose }: TableProps) {
  return (
    <table className={`${tables.table} ${classes.classes}`}>
      <thead>
        <tr>
          <th>Class</th>
          <th>Control</th>
          <th className={tables.number}>Instances</th>
          <th className={tables.number}>Share</th>
          <th className={tables.number}>Labels</th>
          <th className={tables.number}>Share</th>
          <th className={tables.number}>Items</th>
        </tr>
      </thead>
      <tbody>
        {found.classes.map((row) => (
          <tr key={keyOf(row)} aria-selected={isChosen(row)} data-chosen={isChosen(row) || undefined}>
            <td>
              <button type="button" className={classes.choose} onClick={() => onChoose(row)}>
                {nameOf(row)}
              </button>
            </td>
            <td className={tables.muted}>
              {row.control}
              {row.kind === "classification" ? " · whole item" : ""}
            </td>
            <td className={tables.number}>{count(row.instances)}</td>
            <td className={`${tables.number} ${tables.muted}`}>{percent(row.instances, found.instances)}</td>
            <td className={tables.number}>{count(row.labels)}</td>
            <td className={`${tables.number} ${tables.muted}`}>{percent(row.labels, found.labels)}</td>
            <td className={tables.number}>{count(row.files)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ItemSelectProps {
  projectId: number;
  task: number | undefined;
  onChange: (task: number | undefined) => void;
}

/** The whole project, or one item of it, found by a part of its name. */
function ItemSelect({ projectId, task, onChange }: ItemSelectProps) {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, 250);
  const items = useQuery(itemsQuery(projectId, asked)).data ?? [];
  const data = items.map((item) => ({
    value: String(item.task),
    label: item.title || `Item ${item.inner_id}`,
  }));
  if (task !== undefined && !data.some((item) => item.value === String(task))) {
    data.unshift({ value: String(task), label: `Task ${task}` });
  }
  return (
    <Select
      size="xs"
      w={260}
      aria-label="Item"
      placeholder="The whole project"
      searchable
      clearable
      filter={({ options }) => options}
      onSearchChange={setText}
      value={task === undefined ? null : String(task)}
      onChange={(value) => onChange(value === null ? undefined : Number(value))}
      data={data}
    />
  );
}

function keyOf(row: ClassCount): string {
  return JSON.stringify([row.control, row.class_name, row.kind]);
}

function nameOf(row: ClassCount): string {
  return row.class_name || "Without a label";
}
