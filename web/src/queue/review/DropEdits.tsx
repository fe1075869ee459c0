import { Confirm } from "../../kit/Confirm";
import type { Verdicts } from "./useVerdicts";

/** Asks before a rejection drops what the reviewer has corrected. */
export function DropEdits({ verdicts }: { verdicts: Verdicts }) {
  return (
    <Confirm
      opened={verdicts.confirming !== null}
      onClose={verdicts.cancel}
      title="Reject and drop your corrections?"
      action="Reject"
      onConfirm={verdicts.confirm}
    >
      A rejection does not keep what you changed. To keep it, use Fix + Accept instead.
    </Confirm>
  );
}
