import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { exactly } from "../../kit/times";
import { called, type People } from "../people";
import { Strip } from "./Strip";
import type { Reading } from "./useReading";

interface Props {
  reading: Reading;
  people: People;
  onClose: () => void;
}

/** Says that an older revision is on the screen, and leads back. */
export function ReadingStrip({ onClose, people, reading: { revision } }: Props) {
  return (
    <Strip
      tone="warn"
      icon={<IconHistory size={14} aria-hidden />}
      actions={
        <Button size="xs" onClick={onClose}>
          Back to the current revision
        </Button>
      }
    >
      <b>Revision {revision.number}</b> by {called(people(revision.created_by))},{" "}
      {exactly(revision.created_at)}. To read only.
    </Strip>
  );
}
