import { Link } from "@tanstack/react-router";
import type { OneOntology } from "../../api/contract";
import { Empty } from "../../kit/Notice";
import page from "../../kit/Page.module.css";
import { type Column, Table } from "../../kit/Table";
import tables from "../../kit/Table.module.css";
import classes from "./Ontologies.module.css";

const COLUMNS: readonly Column[] = [{ title: "Project" }, { title: "Version" }];

/** Which projects use an ontology, and in which version. */
export function OntologyProjects({ ontology }: { ontology: OneOntology }) {
  if (ontology.projects.length === 0) {
    return (
      <Empty>No project uses it yet. Choose it when you make one, or in the settings of a project.</Empty>
    );
  }
  return (
    <div className={page.body}>
      <Table columns={COLUMNS} className={classes.plain}>
        {ontology.projects.map((place) => (
          <tr key={place.project}>
            <td>
              {place.title === null ? (
                <span className={tables.muted}>A project that you do not see</span>
              ) : (
                <Link
                  to="/projects/$projectId/settings"
                  params={{ projectId: place.project }}
                  search={{ section: "ontology" }}
                  className={classes.name}
                >
                  {place.title}
                </Link>
              )}
            </td>
            <td className={tables.muted}>
              {place.version === ontology.version
                ? `${place.version}, the newest`
                : `${place.version} of ${ontology.version}`}
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
