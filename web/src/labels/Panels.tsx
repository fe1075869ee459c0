import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Empty, Failure } from "../kit/Notice";
import { count, counted } from "../kit/numbers";
import { ago, exactly } from "../kit/times";
import { BoneRows } from "../kit/Waiting";
import { nameOf } from "./cells";
import { folded } from "./happenings";
import { InstanceState } from "./InstanceState";
import classes from "./Labels.module.css";
import { taskInstancesQuery, taskLogQuery } from "./queries";

interface Props {
  task: number;
  file: string;
  onClose: () => void;
}

/** The last verdict on each instance of a task, who made it, and when. */
export function ReviewsPanel({ file, onClose, task }: Props) {
  const found = useQuery(taskInstancesQuery(task));
  const now = new Date();
  return (
    <Drawer opened onClose={onClose} position="right" size={400} title={`Reviews of ${file}`}>
      {found.isPending && <BoneRows rows={6} />}
      {found.isError && <Failure what="The instances could not be loaded." error={found.error} />}
      {found.data?.length === 0 && <Empty>No instance was handed in.</Empty>}
      <ul className={classes.entries}>
        {found.data?.map((one) => (
          <li key={one.id} className={classes.entry}>
            <span title={one.identifier}>{one.class || one.identifier}</span>
            <InstanceState state={one.state} />
            <span className={classes.age}>
              {one.author && `by ${nameOf(one.author)}`}
              {one.judged_at && one.reviewer
                ? ` · judged by ${nameOf(one.reviewer)} ${ago(one.judged_at, now)}`
                : " · not judged yet"}
              {one.reason && ` · “${one.reason}”`}
            </span>
          </li>
        ))}
      </ul>
      {found.data && found.data.length > 0 && (
        <p className={classes.age}>{counted(found.data.length, "instance")}</p>
      )}
    </Drawer>
  );
}

/** What happened to a task, the newest first. */
export function LogPanel({ file, onClose, task }: Props) {
  const found = useQuery(taskLogQuery(task));
  const now = new Date();
  return (
    <Drawer opened onClose={onClose} position="right" size={400} title={`Activity on ${file}`}>
      {found.isPending && <BoneRows rows={6} />}
      {found.isError && <Failure what="The activity could not be loaded." error={found.error} />}
      {found.data?.length === 0 && <Empty>Nothing has happened to this task yet.</Empty>}
      <ol className={classes.entries}>
        {folded(found.data ?? []).map(({ one, times, words }) => (
          <li key={one.id} className={classes.entry}>
            <span>
              {times > 1 && one.action !== "task.state" ? `${words}, ${count(times)} times` : words}
            </span>
            <span className={classes.when} title={exactly(one.at)}>
              {ago(one.at, now)}
            </span>
            <span className={classes.age}>{one.person ? nameOf(one.person) : "The server"}</span>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
