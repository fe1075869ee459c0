import { Button } from "@mantine/core";
import { Strip } from "./Strip";

/** Somebody else's version is on the screen; one's own can be brought back. */
export function MineStrip({ onMine }: { onMine: () => void }) {
  return (
    <Strip
      tone="warn"
      actions={
        <Button size="xs" onClick={onMine}>
          Show mine
        </Button>
      }
    >
      You see the version that somebody else saved. Yours is kept.
    </Strip>
  );
}
