import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import type { Command } from "../../kit/commands";
import { stepText } from "../../kit/Key";
import classes from "./frame.module.css";

interface Props {
  back: Command;
  forward: Command;
}

/** Back and forward along the path that was walked. */
export function PathArrows({ back, forward }: Props) {
  return (
    <span className={classes.arrows}>
      {[back, forward].map((command) => (
        <ActionIcon
          key={command.id}
          variant="default"
          size="xs"
          aria-label={command.label}
          aria-keyshortcuts={command.keys}
          title={`${command.label} (${stepText(command.keys ?? "")})`}
          disabled={command.when?.() === false}
          onClick={command.run}
        >
          {command === back ? (
            <IconChevronLeft size={16} aria-hidden />
          ) : (
            <IconChevronRight size={16} aria-hidden />
          )}
        </ActionIcon>
      ))}
    </span>
  );
}
