import type { Dataset, OneDataset } from "../api/contract";
import { NameDialog } from "../kit/NameDialog";
import { useDatasetActions } from "./queries";

interface Props {
  /** Null makes a new one. */
  dataset: Dataset | null;
  onClose: () => void;
  onDone: (dataset: OneDataset) => void;
}

/** Makes a dataset, or says what one is called. */
export function DatasetDialog({ dataset, onClose, onDone }: Props) {
  const { change, create } = useDatasetActions();
  return (
    <NameDialog
      noun="dataset"
      named={dataset}
      placeholder="Street crossings, May"
      saving={dataset ? change : create}
      onSave={(words, answers) =>
        dataset
          ? change.mutate({ id: dataset.id, ...words }, { ...answers, onSuccess: onDone })
          : create.mutate(words, { ...answers, onSuccess: onDone })
      }
      onClose={onClose}
    />
  );
}
