import { Button, Menu, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../access/me";
import type { OneOntology } from "../../api/contract";
import { ApiError } from "../../api/errors";
import { Confirm } from "../../kit/Confirm";
import { MoreMenu } from "../../kit/MoreMenu";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import page from "../../kit/Page.module.css";
import { PageTop } from "../../kit/PageTop";
import { SavedMark } from "../../kit/SavedMark";
import { Tag } from "../../kit/StatusMark";
import { UnsavedGuard } from "../../kit/UnsavedGuard";
import { BoneRows } from "../../kit/Waiting";
import { LabelingStudio } from "../labeling/LabelingStudio";
import classes from "./Ontologies.module.css";
import { OntologyDialog } from "./OntologyDialog";
import { OntologyProjects } from "./OntologyProjects";
import { ontologyQuery, useOntologyActions } from "./queries";
import { Versions } from "./Versions";

const VIEWS = [
  { value: "interface", label: "Interface" },
  { value: "versions", label: "Versions" },
  { value: "projects", label: "Projects" },
] as const;

type View = (typeof VIEWS)[number]["value"];

/** An ontology: its newest version to change, all versions to compare, and the projects that use it. */
export function OntologyPage() {
  const { ontologyId } = useParams({ from: "/app/ontologies/$ontologyId" });
  const found = useQuery(ontologyQuery(ontologyId));
  return (
    <>
      <PageTop
        crumbs={[
          <Link key="ontologies" to="/ontologies">
            Ontologies
          </Link>,
        ]}
        title={found.data?.title ?? "Ontology"}
        marks={found.data && <Tag>{`Version ${found.data.version}`}</Tag>}
      />
      {found.isPending && <BoneRows rows={6} />}
      <NotLoaded of={found} what="The ontology could not be opened." className={page.notice} />
      {found.data && <Opened key={found.data.id} ontology={found.data} />}
    </>
  );
}

function Opened({ ontology }: { ontology: OneOntology }) {
  const navigate = useNavigate();
  const mayChange = useMay("ontologies.change");
  const { addVersion, remove } = useOntologyActions();
  const [view, setView] = useState<View>("interface");
  const [config, setConfig] = useState(ontology.label_config);
  const [note, setNote] = useState("");
  const [renaming, setRenaming] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const dirty = config !== ontology.label_config;
  const refused = addVersion.error instanceof ApiError ? addVersion.error.problems : [];
  return (
    <>
      <UnsavedGuard dirty={dirty} what="The ontology goes back to its newest version." />
      <div className={page.bar}>
        <SegmentedControl
          size="xs"
          aria-label="What of the ontology"
          data={VIEWS.map((row) => ({ ...row }))}
          value={view}
          onChange={setView}
        />
        <span className={page.space} />
        {view === "interface" && mayChange && (
          <>
            {dirty && (
              <>
                <TextInput
                  size="xs"
                  w={240}
                  aria-label="What is different"
                  placeholder="What is different? (optional)"
                  maxLength={500}
                  value={note}
                  onChange={(event) => setNote(event.currentTarget.value)}
                />
                <Button size="xs" variant="subtle" onClick={() => setConfig(ontology.label_config)}>
                  Undo changes
                </Button>
              </>
            )}
            <SavedMark at={addVersion.isSuccess && !dirty ? addVersion.submittedAt : undefined} />
            <Button
              size="xs"
              variant="filled"
              disabled={!dirty || config === ""}
              loading={addVersion.isPending}
              onClick={() =>
                addVersion.mutate(
                  { id: ontology.id, label_config: config, note },
                  { onSuccess: () => setNote("") },
                )
              }
            >
              Save as version {ontology.version + 1}
            </Button>
          </>
        )}
        {mayChange && (
          <MoreMenu label="More for this ontology">
            <Menu.Item onClick={() => setRenaming(true)}>Name and description</Menu.Item>
            <Menu.Item color="red" onClick={() => setDeleting(true)}>
              Delete ontology
            </Menu.Item>
          </MoreMenu>
        )}
      </div>
      {view === "interface" && (
        <div className={classes.studio}>
          {dirty && ontology.project_count > 0 && (
            <p className={classes.hint}>
              {counted(ontology.project_count, "project")} {ontology.project_count === 1 ? "uses" : "use"}{" "}
              this ontology. Each stays on its version until it is switched.
            </p>
          )}
          {addVersion.isError && refused.every((problem) => problem.line == null) && (
            <Failure
              what="The version was not saved."
              kept="What you wrote is still here."
              error={addVersion.error}
            />
          )}
          <LabelingStudio
            projectId={null}
            value={config}
            onChange={(text) => {
              setConfig(text);
              addVersion.reset();
            }}
            refused={refused}
          />
        </div>
      )}
      {view === "versions" && <Versions ontologyId={ontology.id} />}
      {view === "projects" && <OntologyProjects ontology={ontology} />}
      {renaming && <OntologyDialog ontology={ontology} onClose={() => setRenaming(false)} />}
      <Confirm
        opened={deleting}
        onClose={() => {
          setDeleting(false);
          remove.reset();
        }}
        title={`Delete ${ontology.title}?`}
        action="Delete ontology"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(ontology.id, { onSuccess: () => void navigate({ to: "/ontologies" }) })
        }
      >
        {ontology.project_count > 0
          ? "Projects use it: switch them to another ontology first."
          : `${counted(ontology.version, "version")} are deleted for good.`}
      </Confirm>
    </>
  );
}
