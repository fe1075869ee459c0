import { useQuery } from "@tanstack/react-query";
import { Strip } from "../frame/Strip";
import { reservationQuery } from "../queries";

/** Warns somebody who looks at a task beside the queue while it is in other people's hands (MQA 25). */
export function ReservationStrip({ task }: { task: number }) {
  const found = useQuery(reservationQuery(task));
  if (!found.data?.warning) return null;
  return <Strip tone="warn">{found.data.warning}</Strip>;
}
