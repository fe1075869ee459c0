import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../access/me";
import { ListPage, Named, opensRow } from "../../kit/ListPage";
import { count, counted } from "../../kit/numbers";
import type { Column } from "../../kit/Table";
import tables from "../../kit/Table.module.css";
import { day, exactly } from "../../kit/times";
import classes from "./Ontologies.module.css";
import { ontologiesQuery } from "./queries";

const COLUMNS: readonly Column[] = [
  { title: "Ontology" },
  { title: "Version", width: 96, align: "number" },
  { title: "Projects", width: 96, align: "number" },
  { title: "Changed", width: 140 },
];

/** The labeling interfaces that have a name of their own, and that any number of projects can use. */
export function OntologiesPage() {
  const mayChange = useMay("ontologies.change");
  const [search, setSearch] = useState("");
  const found = useQuery(ontologiesQuery(search));
  const shown = found.data?.results.length ?? 0;
  const more = (found.data?.count ?? 0) - shown;
  return (
    <ListPage
      title="Ontologies"
      nouns={["ontology", "ontologies"]}
      search={search}
      onSearch={setSearch}
      onClear={() => setSearch("")}
      found={found}
      make={
        mayChange && (
          <Button
            size="xs"
            variant="filled"
            leftSection={<IconPlus size={14} aria-hidden />}
            renderRoot={(props) => <Link to="/ontologies/new" {...props} />}
          >
            New ontology
          </Button>
        )
      }
      empty="An ontology is a labeling interface with a name and versions. Several projects can use the same one, each in the version that suits it."
      columns={COLUMNS}
      row={(ontology) => (
        <tr key={ontology.id}>
          <td>
            <Named description={ontology.description}>
              <Link to="/ontologies/$ontologyId" params={{ ontologyId: ontology.id }} className={opensRow}>
                {ontology.title}
              </Link>
            </Named>
          </td>
          <td className={tables.number}>{count(ontology.version)}</td>
          <td className={tables.number}>{count(ontology.project_count)}</td>
          <td className={tables.muted} title={exactly(ontology.changed_at)}>
            {day(ontology.changed_at, new Date())}
          </td>
        </tr>
      )}
      foot={
        shown > 0 &&
        more > 0 && (
          <p className={classes.more}>
            {counted(more, "more ontology", "more ontologies")}; search to find the one you mean.
          </p>
        )
      }
    />
  );
}
