import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Project } from "../api/contract";
import { Failure } from "../kit/Notice";
import { offeredOntologiesQuery, usedOntologyQuery, useSwitchOntology } from "../projects/ontologies/queries";
import { mayIn } from "../projects/queries";
import classes from "./NewProject.module.css";

interface Props {
  project: Project;
  onChosen: () => void;
}

/** Takes an ontology that the organization has; nothing where there is none. */
export function OntologyChoice({ onChosen, project }: Props) {
  const isFresh = project.total_annotations_number === 0;
  const isOffered = mayIn(project, "ontology.switch") && isFresh;
  const rows = useQuery({ ...offeredOntologiesQuery(project.id), enabled: isOffered }).data?.results ?? [];
  const used = useQuery({ ...usedOntologyQuery(project.id), enabled: isOffered }).data;
  const [picked, setPicked] = useState<string | null>(null);
  const switching = useSwitchOntology(project.id);
  const current = used?.is_named ? String(used.ontology) : null;
  const value = picked ?? current;
  return (
    <div>
      {isOffered && rows.length > 0 && (
        <div className={classes.ontology}>
          <Select
            size="xs"
            w={320}
            aria-label="Ontology of the organization"
            placeholder="Or use an ontology that you have"
            searchable
            allowDeselect={false}
            data={rows.map((row) => ({
              value: String(row.id),
              label: `${row.title}, version ${row.version}`,
            }))}
            value={value}
            onChange={(next) => {
              setPicked(next);
              switching.reset();
            }}
          />
          <Button
            size="xs"
            variant={picked !== null && picked !== current ? "filled" : "default"}
            disabled={picked === null || picked === current}
            loading={switching.isPending}
            onClick={() =>
              switching.mutate({ ontology: Number(picked), version: null }, { onSuccess: onChosen })
            }
          >
            Use it
          </Button>
        </div>
      )}
      {switching.isError && (
        <Failure what="The ontology does not suit this project." error={switching.error} />
      )}
    </div>
  );
}
