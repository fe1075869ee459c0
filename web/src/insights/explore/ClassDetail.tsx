import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ExploredClass } from "../../api/contract";
import { NotLoaded } from "../../kit/NotLoaded";
import { count, counted, percent } from "../../kit/numbers";
import { Section } from "../../kit/Section";
import tables from "../../kit/Table.module.css";
import { Bone } from "../../kit/Waiting";
import { Donut } from "./Donut";
import classes from "./Explore.module.css";
import { stretches } from "./places";
import { type ClassChoice, classQuery } from "./queries";
import { slicesOf } from "./slices";

type Denominator = "instances" | "labels";

interface Props {
  projectId: number;
  chosen: ClassChoice;
  task: number | undefined;
}

/** One class: over which items it is spread, what was answered about it, and on one item where it is. */
export function ClassDetail({ projectId, chosen, task }: Props) {
  const [of, setOf] = useState<Denominator>("instances");
  const found = useQuery(classQuery(projectId, chosen, task));
  if (found.isError) return <NotLoaded of={found} what="This class could not be counted." />;
  const detail = found.data;
  return (
    <>
      <Section
        title={chosen.className || "Without a label"}
        note={detail && `${counted(detail.instances, "instance")}, ${counted(detail.labels, "label")}`}
        action={
          <SegmentedControl
            size="xs"
            aria-label="What is counted"
            value={of}
            onChange={(value) => setOf(value === "labels" ? "labels" : "instances")}
            data={[
              { value: "instances", label: "Instances" },
              { value: "labels", label: "Labels" },
            ]}
          />
        }
      >
        {!detail ? (
          <Bone width="100%" height={120} />
        ) : (
          task === undefined && <Spread projectId={projectId} detail={detail} of={of} />
        )}
      </Section>
      {detail && <Answers detail={detail} of={of} />}
      {detail && detail.places.length > 0 && (
        <Places projectId={projectId} detail={detail} task={task ?? 0} />
      )}
    </>
  );
}

function Spread({ projectId, detail, of }: { projectId: number; detail: ExploredClass; of: Denominator }) {
  const slices = slicesOf(
    detail.files.map((file) => ({
      key: String(file.task),
      name: file.title || `Item ${file.inner_id}`,
      value: file[of],
    })),
    detail.rest[of],
    "All other items",
  );
  return (
    <Donut
      slices={slices}
      of={of}
      label="Over which items it is spread"
      link={(slice, children) => (
        <Link to="/projects/$projectId/tasks/$taskId" params={{ projectId, taskId: Number(slice.key) }}>
          {children}
        </Link>
      )}
    />
  );
}

function Answers({ detail, of }: { detail: ExploredClass; of: Denominator }) {
  return detail.attributes.map(({ control, values }) => {
    const total = values.reduce((sum, value) => sum + value[of], 0);
    return (
      <Section key={control} title={control} note={`${count(total)} answers`}>
        <ul className={classes.bars}>
          {values.map((row) => (
            <li key={row.value}>
              <span className={classes.name} title={row.value}>
                {row.value}
              </span>
              <span className={classes.track}>
                <i
                  style={{ width: `${(row[of] / Math.max(...values.map((value) => value[of]), 1)) * 100}%` }}
                />
              </span>
              <span className={classes.figure}>{count(row[of])}</span>
              <span className={classes.share}>{percent(row[of], total)}</span>
            </li>
          ))}
        </ul>
      </Section>
    );
  });
}

interface PlacesProps {
  projectId: number;
  detail: ExploredClass;
  task: number;
}

/** On which frames of a film each instance is, as numbers of frames or as times. */
function Places({ projectId, detail, task }: PlacesProps) {
  const [asTimes, setAsTimes] = useState(false);
  const inFilm = detail.places.some((place) => place.ranges.length > 0);
  const hasTimes = detail.places.some((place) => place.ranges.some(({ start }) => start !== null));
  return (
    <Section
      title="Where"
      note={
        detail.places.length < detail.instances
          ? `the first ${count(detail.places.length)} of ${count(detail.instances)}`
          : undefined
      }
      action={
        inFilm && (
          <SegmentedControl
            size="xs"
            aria-label="How places are said"
            value={asTimes ? "times" : "frames"}
            onChange={(value) => setAsTimes(value === "times")}
            data={[
              { value: "frames", label: "Frames" },
              { value: "times", label: "Times", disabled: !hasTimes },
            ]}
          />
        )
      }
    >
      <table className={`${tables.table} ${classes.places}`}>
        <thead>
          <tr>
            <th>Instance</th>
            <th>{inFilm ? (asTimes ? "Times" : "Frames") : ""}</th>
            <th className={tables.number}>Labels</th>
          </tr>
        </thead>
        <tbody>
          {detail.places.map((place) => (
            <tr key={`${place.annotation} ${place.key}`}>
              <td>
                <Link to="/projects/$projectId/tasks/$taskId" params={{ projectId, taskId: task }}>
                  {place.key}
                </Link>
              </td>
              <td title={stretches(place, asTimes)}>{stretches(place, asTimes)}</td>
              <td className={tables.number}>{count(place.frames)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
