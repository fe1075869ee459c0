import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../access/me";
import { Empty } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { count, counted } from "../../kit/numbers";
import { PageTop } from "../../kit/PageTop";
import { SearchField } from "../../kit/SearchField";
import tables from "../../kit/Table.module.css";
import { day, exactly } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import classes from "./Ontologies.module.css";
import { ontologiesQuery } from "./queries";

/** The labeling interfaces that have a name of their own, and that any number of projects can use. */
export function OntologiesPage() {
  const mayChange = useMay("ontologies.change");
  const [search, setSearch] = useState("");
  const found = useQuery(ontologiesQuery(search));
  const rows = found.data?.results ?? [];
  const total = found.data?.count ?? 0;
  const make = (
    <Button
      size="xs"
      variant="filled"
      leftSection={<IconPlus size={14} aria-hidden />}
      renderRoot={(props) => <Link to="/ontologies/new" {...props} />}
    >
      New ontology
    </Button>
  );
  return (
    <>
      <PageTop title="Ontologies">{mayChange && make}</PageTop>
      <div className={classes.bar}>
        <SearchField
          value={search}
          onChange={setSearch}
          placeholder="Search by name"
          label="Search ontologies by name"
          width={280}
        />
        <span className={tables.muted}>
          {found.data && total > 0 && counted(total, "ontology", "ontologies")}
        </span>
      </div>
      <div className={classes.body}>
        <NotLoaded of={found} what="The ontologies could not be loaded." className={classes.notice} />
        {found.isPending && <BoneRows rows={8} height={56} />}
        {found.data && rows.length === 0 && (
          <Empty action={search ? <Button onClick={() => setSearch("")}>Clear search</Button> : make}>
            {search
              ? `No ontology is called “${search}”.`
              : "An ontology is a labeling interface with a name and versions. Several projects can use the same one, each in the version that suits it."}
          </Empty>
        )}
        {rows.length > 0 && (
          <table className={`${tables.table} ${classes.table}`}>
            <colgroup>
              <col />
              <col className={classes.numberColumn} />
              <col className={classes.numberColumn} />
              <col className={classes.dayColumn} />
            </colgroup>
            <thead>
              <tr>
                <th>Ontology</th>
                <th className={tables.number}>Version</th>
                <th className={tables.number}>Projects</th>
                <th>Changed</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((ontology) => (
                <tr key={ontology.id}>
                  <td>
                    <div className={classes.words}>
                      <Link
                        to="/ontologies/$ontologyId"
                        params={{ ontologyId: ontology.id }}
                        className={classes.link}
                      >
                        {ontology.title}
                      </Link>
                      {ontology.description && (
                        <span className={classes.description} title={ontology.description}>
                          {ontology.description}
                        </span>
                      )}
                    </div>
                  </td>
                  <td className={tables.number}>{count(ontology.version)}</td>
                  <td className={tables.number}>{count(ontology.project_count)}</td>
                  <td className={tables.muted} title={exactly(ontology.changed_at)}>
                    {day(ontology.changed_at, new Date())}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {total > rows.length && rows.length > 0 && (
          <p className={classes.more}>
            {counted(total - rows.length, "more ontology", "more ontologies")}; search to find the one you
            mean.
          </p>
        )}
      </div>
    </>
  );
}
