import { useBlocker } from "@tanstack/react-router";
import { Confirm } from "./Confirm";

/** Asks before the page is left with changes that were not saved. */
export function UnsavedGuard({ dirty, what }: { dirty: boolean; what: string }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <Confirm
      opened={status === "blocked"}
      onClose={() => reset?.()}
      title="Leave without saving?"
      action="Leave"
      onConfirm={() => proceed?.()}
    >
      {what}
    </Confirm>
  );
}
