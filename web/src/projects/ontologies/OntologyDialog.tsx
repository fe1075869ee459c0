import type { Ontology } from "../../api/contract";
import { NameDialog } from "../../kit/NameDialog";
import { useOntologyActions } from "./queries";

/** Says what an ontology is called. */
export function OntologyDialog({ ontology, onClose }: { ontology: Ontology; onClose: () => void }) {
  const { change } = useOntologyActions();
  return (
    <NameDialog
      noun="ontology"
      named={ontology}
      saving={change}
      onSave={(words, answers) =>
        change.mutate({ id: ontology.id, ...words }, { ...answers, onSuccess: onClose })
      }
      onClose={onClose}
    />
  );
}
