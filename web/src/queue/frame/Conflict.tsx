import { Button } from "@mantine/core";
import { useState } from "react";
import { reasonOf } from "../../kit/Notice";
import type { Refusal } from "../outbox/parcel";
import { called, type People } from "../people";
import { clockTime } from "../untilWords";
import { Strip } from "./Strip";

interface Props {
  refusal: Refusal;
  people: People;
  /** What was not saved: "Your verdict". */
  what: string;
  onTheirs: () => Promise<void>;
}

/** Somebody else changed the work meanwhile: who, when, and the way to see it without losing one's own. */
export function Conflict({ onTheirs, people, refusal, what }: Props) {
  const [error, setError] = useState<unknown>(null);
  const { updated_at, updated_by } = refusal.context;
  const who = typeof updated_by === "number" ? called(people(updated_by)) : "Somebody";
  const when = typeof updated_at === "string" ? ` at ${clockTime(updated_at)}` : "";
  return (
    <Strip
      tone="danger"
      actions={
        <Button size="xs" onClick={() => onTheirs().catch(setError)}>
          Load theirs
        </Button>
      }
    >
      <b>
        {who} changed this annotation{when}.
      </b>{" "}
      {what} was not saved. What you did stays here as a draft, also when you load theirs.
      {error != null && <p>{reasonOf(error)}</p>}
    </Strip>
  );
}
