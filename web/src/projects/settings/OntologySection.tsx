import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../access/me";
import type { Project } from "../../api/contract";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import { exactly } from "../../kit/times";
import { Bone } from "../../kit/Waiting";
import classes from "../ontologies/Ontologies.module.css";
import { type SwitchTarget, usedOntologyQuery, useOntologyActions } from "../ontologies/queries";
import { SwitchDialog } from "../ontologies/SwitchDialog";
import { mayIn } from "../queries";
import settings from "./Settings.module.css";

/** Which ontology the project uses, and the way to another one or to a newer version. */
export function OntologySection({ project }: { project: Project }) {
  const found = useQuery(usedOntologyQuery(project.id));
  const maySee = useMay("ontologies.view");
  const mayName = useMay("ontologies.change");
  const maySwitch = mayIn(project, "ontology.switch");
  const [choosing, setChoosing] = useState<{ target: SwitchTarget | null } | null>(null);
  const used = found.data;
  return (
    <div className={settings.section}>
      <h2 className={settings.heading}>Ontology</h2>
      <p className={settings.lead}>
        The labeling interface with its versions. One with a name can be used by several projects; each stays
        on its version until it is switched.
      </p>
      {found.isPending && <Bone width={240} />}
      <NotLoaded of={found} what="The ontology could not be loaded." />
      {found.isSuccess && (
        <div className={classes.used}>
          <div className={classes.words}>
            {!used && <b>None yet</b>}
            {used &&
              (used.is_named && maySee ? (
                <Link
                  to="/ontologies/$ontologyId"
                  params={{ ontologyId: used.ontology }}
                  className={classes.name}
                >
                  {used.title}
                </Link>
              ) : (
                <b>{used.is_named ? used.title : "This project’s own"}</b>
              ))}
            {used && (
              <span className={classes.hint}>
                Version {used.version} of {used.newest}, from {exactly(used.changed_at)}
                {used.other_projects > 0 && `; ${counted(used.other_projects, "other project")} use it too`}
              </span>
            )}
          </div>
          {maySwitch && <Button onClick={() => setChoosing({ target: null })}>Switch the ontology</Button>}
        </div>
      )}
      {used && used.newest > used.version && (
        <div className={classes.newer} role="status">
          <span>Version {used.newest} is newer than the one that this project uses.</span>
          {maySwitch && (
            <Button
              size="xs"
              onClick={() => setChoosing({ target: { ontology: used.ontology, version: used.newest } })}
            >
              See what it changes
            </Button>
          )}
        </div>
      )}
      {used && !used.is_named && mayName && <GiveName project={project} />}
      {choosing && (
        <SwitchDialog projectId={project.id} target={choosing.target} onClose={() => setChoosing(null)} />
      )}
    </div>
  );
}

function GiveName({ project }: { project: Project }) {
  const { create } = useOntologyActions();
  const [title, setTitle] = useState(project.title);
  return (
    <form
      className={settings.invite}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ title: title.trim(), project: project.id });
      }}
    >
      <p className={settings.title}>Let other projects use it</p>
      <p className={settings.meaning}>
        Give the ontology a name. This project goes on with it; others can choose it too.
      </p>
      <div className={settings.bar}>
        <TextInput
          aria-label="Name of the ontology"
          w={300}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Button type="submit" disabled={title.trim() === ""} loading={create.isPending}>
          Give it this name
        </Button>
      </div>
      {create.isError && <Failure what="It has no name yet." error={create.error} />}
    </form>
  );
}
