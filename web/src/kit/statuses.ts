/** The states of tasks and items: word, icon and colour belong together and stand in one table. */
import {
  IconArrowBackUp,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconEye,
  IconPencil,
  type IconProps,
  IconUserCheck,
  IconX,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

interface StatusLook {
  word: string;
  icon: ComponentType<IconProps>;
  /** Name of the token family: `--<tone>`, `--<tone>-soft`, `--<tone>-solid`. */
  tone: string;
}

const LOOKS = {
  queued: { word: "Queued", icon: IconClock, tone: "queued" },
  assigned: { word: "Assigned", icon: IconUserCheck, tone: "assigned" },
  in_review: { word: "In review", icon: IconEye, tone: "in-review" },
  returned: { word: "Returned", icon: IconArrowBackUp, tone: "returned" },
  completed: { word: "Completed", icon: IconCircleCheck, tone: "completed" },
  pending: { word: "Pending", icon: IconCircleDashed, tone: "pending" },
  accepted: { word: "Accepted", icon: IconCheck, tone: "approved" },
  fixed: { word: "Fixed", icon: IconPencil, tone: "fixed" },
  rejected: { word: "Rejected", icon: IconX, tone: "rejected" },
} satisfies Record<string, StatusLook>;

export type StatusName = keyof typeof LOOKS;

export const STATUSES: Readonly<Record<StatusName, StatusLook>> = LOOKS;

/** The five states of a task, in the order in which work passes through them. */
export const TASK_STATUSES = ["queued", "assigned", "in_review", "returned", "completed"] as const;
