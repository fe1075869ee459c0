import { Button, TextInput } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ApiError } from "../../api/errors";
import { Failure } from "../../kit/Notice";
import page from "../../kit/Page.module.css";
import { PageTop } from "../../kit/PageTop";
import { UnsavedGuard } from "../../kit/UnsavedGuard";
import { LabelingStudio } from "../labeling/LabelingStudio";
import classes from "./Ontologies.module.css";
import { useOntologyActions } from "./queries";

/** Makes an ontology: its name, and its first version from a template, parts or XML. */
export function NewOntologyPage() {
  const navigate = useNavigate();
  const { create } = useOntologyActions();
  const [title, setTitle] = useState("");
  const [config, setConfig] = useState("");
  const error = create.error instanceof ApiError ? create.error : null;
  const refused = error?.problems.filter((problem) => problem.field === "label_config") ?? [];
  const isDirty = (title.trim() !== "" || config !== "") && !create.isSuccess;
  const made = create.data?.id;
  useEffect(() => {
    // Not where the answer comes in: until the page knows that it is saved, leaving would ask.
    if (made !== undefined) void navigate({ to: "/ontologies/$ontologyId", params: { ontologyId: made } });
  }, [made, navigate]);
  return (
    <>
      <UnsavedGuard dirty={isDirty} what="The new ontology is not kept." />
      <PageTop
        crumbs={[
          <Link key="ontologies" to="/ontologies">
            Ontologies
          </Link>,
        ]}
        title="New ontology"
      />
      <div className={page.bar}>
        <TextInput
          size="xs"
          w={280}
          aria-label="Name"
          placeholder="Name of the ontology"
          value={title}
          autoFocus
          maxLength={200}
          error={error?.fields().title !== undefined}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
            create.reset();
          }}
        />
        <Button
          size="xs"
          variant="filled"
          disabled={title.trim() === "" || config === ""}
          loading={create.isPending}
          onClick={() => create.mutate({ title: title.trim(), label_config: config })}
        >
          Create ontology
        </Button>
        {title.trim() === "" && config !== "" && <span className={classes.hint}>Give it a name first.</span>}
      </div>
      <div className={classes.studio}>
        {create.isError && (refused.length === 0 || refused.some((problem) => problem.line == null)) && (
          <Failure
            what="The ontology was not made."
            kept="What you wrote is still here."
            error={create.error}
          />
        )}
        <LabelingStudio
          projectId={null}
          value={config}
          onChange={(text) => {
            setConfig(text);
            create.reset();
          }}
          refused={refused}
        />
      </div>
    </>
  );
}
