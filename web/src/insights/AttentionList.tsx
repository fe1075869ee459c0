import { Button } from "@mantine/core";
import {
  IconArrowBackUp,
  IconClock,
  IconHourglass,
  IconMessage,
  IconPlayerSkipForward,
  type IconProps,
  IconShield,
} from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { Attention } from "../api/contract";
import { count } from "../kit/numbers";
import { Section } from "../kit/Section";
import classes from "./SideLists.module.css";

interface Look {
  icon: ComponentType<IconProps>;
  tone: string;
}

const LOOKS: Record<Attention["kind"], Look> = {
  returned: { icon: IconArrowBackUp, tone: "returned" },
  review: { icon: IconClock, tone: "pending" },
  expert: { icon: IconShield, tone: "rejected" },
  comments: { icon: IconMessage, tone: "pending" },
  skipped: { icon: IconPlayerSkipForward, tone: "pending" },
  reservations: { icon: IconHourglass, tone: "assigned" },
};

/** What will not go on by itself. */
export function AttentionList({ attention }: { attention: Attention[] }) {
  return (
    <Section title="Needs attention" note={attention.length > 0 ? count(attention.length) : undefined}>
      {attention.length === 0 ? (
        <p className={classes.nothing}>Nothing hinders the work.</p>
      ) : (
        <ul>
          {attention.map((item) => {
            const { icon: Icon, tone } = LOOKS[item.kind];
            return (
              <li key={item.kind} className={classes.item}>
                <span
                  className={classes.icon}
                  style={{ background: `var(--${tone}-soft)`, color: `var(--${tone})` }}
                >
                  <Icon size={16} aria-hidden />
                </span>
                <span className={classes.text}>{item.text}</span>
                <LookButton place={item.link} />
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

/** The server gives the place as an address of the page, with its search. */
function LookButton({ place }: { place: string }) {
  const { history } = useRouter();
  return (
    <Button
      size="xs"
      component="a"
      href={place}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        history.push(place);
      }}
    >
      Look
    </Button>
  );
}
