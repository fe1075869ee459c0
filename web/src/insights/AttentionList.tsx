import { Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconClock,
  IconMessage,
  IconPlayerSkipForward,
  type IconProps,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { Attention } from "../api/contract";
import { count } from "../kit/numbers";
import { Section } from "../kit/Section";
import classes from "./SideLists.module.css";

interface Look {
  icon: ComponentType<IconProps>;
  tone: string;
}

const LOOKS: Record<string, Look> = {
  returned: { icon: IconArrowBackUp, tone: "returned" },
  review: { icon: IconClock, tone: "pending" },
  comments: { icon: IconMessage, tone: "pending" },
  skipped: { icon: IconPlayerSkipForward, tone: "pending" },
};

const OTHER: Look = { icon: IconAlertTriangle, tone: "pending" };

/** What will not go on by itself. */
export function AttentionList({ attention }: { attention: Attention[] }) {
  return (
    <Section title="Needs attention" note={attention.length > 0 ? count(attention.length) : undefined}>
      {attention.length === 0 ? (
        <p className={classes.nothing}>Nothing hinders the work.</p>
      ) : (
        <ul>
          {attention.map((item) => {
            const { icon: Icon, tone } = LOOKS[item.kind] ?? OTHER;
            return (
              <li key={item.kind} className={classes.item}>
                <span
                  className={classes.icon}
                  style={{ background: `var(--${tone}-soft)`, color: `var(--${tone})` }}
                >
                  <Icon size={16} aria-hidden />
                </span>
                <span className={classes.text}>{item.text}</span>
                <Button size="xs" renderRoot={(props) => <Link to={item.link} {...props} />}>
                  Look
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
