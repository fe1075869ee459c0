import { lazy } from "react";
import { OnceOpened } from "../../kit/OnceOpened";
import type { InstructionsProps } from "./InstructionsDialog";

const Dialog = lazy(async () => ({ default: (await import("./InstructionsDialog")).InstructionsDialog }));

/** What the project asks of those who work in it; loaded when it is first read. */
export function Instructions(props: InstructionsProps) {
  return (
    <OnceOpened opened={props.opened}>
      <Dialog {...props} />
    </OnceOpened>
  );
}
