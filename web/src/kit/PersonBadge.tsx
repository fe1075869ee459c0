import { IconCheck, IconPencil, IconX } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import classes from "./PersonBadge.module.css";

export type BadgeVerdict = "accepted" | "fixed" | "rejected";

const VERDICTS = {
  accepted: { icon: IconCheck, tone: "completed", word: "accepted" },
  fixed: { icon: IconPencil, tone: "fixed", word: "fixed and accepted" },
  rejected: { icon: IconX, tone: "rejected", word: "rejected" },
} as const;

const CATEGORIES = 8;

/** The category colour of a person: the same everywhere, because it follows from the id. */
export function colorOf(id: number): string {
  return `var(--cat-${(Math.abs(id) % CATEGORIES) + 1})`;
}

interface Props {
  id: number;
  name: string;
  initials: string;
  size?: "s" | "m" | "l";
  /** False shows the person with a dashed edge: has the work, is not done yet. */
  done?: boolean;
  verdict?: BadgeVerdict | null;
}

/** Initials on the person's colour, with the verdict they gave as a small mark. */
export function PersonBadge({ id, name, initials, size = "m", done = true, verdict }: Props) {
  const told = verdict ? `, ${VERDICTS[verdict].word}` : done ? "" : ", not done yet";
  return (
    <span
      className={classes.badge}
      data-size={size}
      data-todo={done ? undefined : true}
      style={{ "--c": colorOf(id) } as CSSProperties}
      title={name + told}
      role="img"
      aria-label={name + told}
    >
      {initials}
      {verdict && <VerdictDot verdict={verdict} className={classes.verdict} />}
    </span>
  );
}

/** The mark alone, for legends. */
export function VerdictDot({ verdict, className }: { verdict: BadgeVerdict; className?: string }) {
  const { icon: Icon, tone } = VERDICTS[verdict];
  return (
    <span className={`${classes.dot} ${className ?? ""}`} style={{ background: `var(--${tone}-solid)` }}>
      <Icon size={9} stroke={3.5} aria-hidden />
    </span>
  );
}
