import { Popover, UnstyledButton } from "@mantine/core";
import { IconStarFilled } from "@tabler/icons-react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "../access/me";
import type { components } from "../api/schema.gen";
import { body, server } from "../api/server";
import { Failure } from "../kit/Notice";
import { PersonBadge } from "../kit/PersonBadge";
import { BoneRows } from "../kit/Waiting";
import { AgreementMark, bandOf } from "./AgreementMark";
import classes from "./AgreementPopover.module.css";

type Told = components["schemas"]["TaskAgreementShape"];
type Pair = Told["pairs"][number];

/** Beyond so many pairs the table says how many more there are. */
const MOST_PAIRS = 60;

const METHODOLOGIES: Partial<Record<string, string>> = {
  pairwise: "Pairwise: the mean of all pairs of annotations.",
  consensus: "Consensus: the share of the largest group that agrees.",
};

function pairsQuery(taskId: number) {
  return queryOptions({
    queryKey: ["task", taskId, "agreement-pairs"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/tasks/{id}/agreement-pairs/", { params: { path: { id: taskId } }, signal })),
    // Others hand in work at any time, and this is only read while it is open.
    staleTime: 0,
  });
}

/** The agreement of a task; pressed, how it comes about: by which methodology and metrics, and pair by pair. */
export function AgreementPopover({ taskId, value }: { taskId: number; value: number }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={380}
      shadow="md"
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.target}
          aria-label={`Agreement ${Math.round(value * 100)} %. Show how it comes about`}
          onClick={(event) => {
            event.stopPropagation();
            setOpened(!opened);
          }}
        >
          <AgreementMark value={value} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.sheet} onClick={(event) => event.stopPropagation()}>
        {opened && <Explained taskId={taskId} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Explained({ taskId }: { taskId: number }) {
  const found = useQuery(pairsQuery(taskId));
  if (found.isPending) return <BoneRows rows={4} height={28} />;
  if (found.isError) return <Failure what="The agreement could not be loaded." error={found.error} />;
  const told = found.data;
  const people = told.pairs.filter((pair) => pair.prediction === null);
  const models = told.pairs.filter((pair) => pair.prediction !== null);
  return (
    <>
      <h2 className={classes.head}>How far people agree</h2>
      <p className={classes.muted}>
        {METHODOLOGIES[told.methodology] ?? told.methodology}
        {!told.is_current && " Newer work is being compared."}
      </p>
      <ul className={classes.metrics}>
        {told.dimensions.map(({ control_tag, id, metric, name, weight }) => (
          <li key={id}>
            <b>{name}</b> <span className={classes.muted}>{control_tag}</span> {metric}
            {weight !== 1 && <span className={classes.muted}>, weight {weight}</span>}
          </li>
        ))}
      </ul>
      <Pairs caption="Annotators" pairs={people} told={told} />
      {models.length > 0 && (
        <Pairs caption="With predictions, which do not count" pairs={models} told={told} />
      )}
    </>
  );
}

function Pairs({ caption, pairs, told }: { caption: string; pairs: Pair[]; told: Told }) {
  const several = told.dimensions.length > 1;
  return (
    <table className={classes.pairs}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Pair</th>
          {several &&
            told.dimensions.map(({ id, name }) => (
              <th key={id} scope="col" title={name}>
                {name}
              </th>
            ))}
          <th scope="col">Score</th>
        </tr>
      </thead>
      <tbody>
        {pairs.slice(0, MOST_PAIRS).map((pair) => (
          <tr key={`${pair.annotation}-${pair.other ?? `p${pair.prediction}`}`}>
            <td>
              <span className={classes.pair}>
                <Author id={pair.author} truth={pair.ground_truth} told={told} />
                {pair.prediction === null ? (
                  <Author id={pair.other_author} truth={pair.other_ground_truth} told={told} />
                ) : (
                  <span className={classes.model}>{pair.model_version || "Prediction"}</span>
                )}
              </span>
            </td>
            {several &&
              told.dimensions.map(({ id }) => (
                <td key={id}>
                  <Score value={pair.scores[String(id)] ?? null} />
                </td>
              ))}
            <td>
              <Score value={pair.score} />
            </td>
          </tr>
        ))}
        {pairs.length > MOST_PAIRS && (
          <tr>
            <td colSpan={(several ? told.dimensions.length : 0) + 2} className={classes.muted}>
              and {pairs.length - MOST_PAIRS} more pairs
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Author({ id, told, truth }: { id: number | null; told: Told; truth: boolean }) {
  const person = told.people.find((each) => each.id === id);
  const name = person ? nameOf(person) : "Somebody";
  return (
    <span className={classes.author}>
      <PersonBadge id={id ?? 0} name={name} initials={person?.initials ?? "–"} size="s" />
      <span className={classes.name}>{name}</span>
      {truth && <IconStarFilled size={12} className={classes.truth} aria-label="ground truth" />}
    </span>
  );
}

function Score({ value }: { value: number | null }) {
  if (value === null) return <span title="Nothing that could be compared">–</span>;
  return <span data-band={bandOf(value)}>{Math.round(value * 100)}%</span>;
}
