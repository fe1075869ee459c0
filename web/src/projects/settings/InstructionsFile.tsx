import { Button, FileButton } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/client";
import type { Project } from "../../api/contract";
import { body, server } from "../../api/server";
import { Confirm } from "../../kit/Confirm";
import { Failure } from "../../kit/Notice";
import { Instructions } from "../instructions/Instructions";
import { SettingRow } from "./SettingRow";
import classes from "./Settings.module.css";

/** One PDF beside the texts, for who labels and who reviews. It is there as soon as it is chosen. */
export function InstructionsFile({ project }: { project: Project }) {
  const client = useQueryClient();
  const [reading, setReading] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const onSuccess = () => client.invalidateQueries({ queryKey: ["project", project.id] });
  const put = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.set("file", file);
      return request("PUT", `/api/projects/${project.id}/instructions-file/`, { body: form });
    },
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () =>
      body(server.DELETE("/api/projects/{id}/instructions-file/", { params: { path: { id: project.id } } })),
    onSuccess,
  });
  const name = project.instructions_file;
  return (
    <SettingRow
      title="As a PDF"
      meaning="One file for annotators and reviewers, which they open beside their work. At most 20 MB; it is saved at once."
      standard="none"
    >
      {name && (
        <p className={classes.file}>
          <IconFileTypePdf size={16} aria-hidden />
          <span title={name}>{name}</span>
        </p>
      )}
      <div className={classes.bar}>
        <FileButton accept="application/pdf" onChange={(file) => file && put.mutate(file)}>
          {(props) => (
            <Button {...props} loading={put.isPending}>
              {name ? "Replace" : "Choose a PDF"}
            </Button>
          )}
        </FileButton>
        {name && (
          <>
            <Button variant="subtle" onClick={() => setReading(true)}>
              Look at it
            </Button>
            <Button variant="subtle" color="red" onClick={() => setLeaving(true)}>
              Remove
            </Button>
          </>
        )}
      </div>
      {put.isError && <Failure what="The PDF was not saved." error={put.error} />}
      <Instructions
        opened={reading}
        onClose={() => setReading(false)}
        project={project}
        text=""
        title={name ?? ""}
        done="Close"
      />
      <Confirm
        opened={leaving}
        onClose={() => setLeaving(false)}
        title="Remove the PDF?"
        action="Remove"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => setLeaving(false) })}
      >
        {name} is deleted. The instructions as text stay.
      </Confirm>
    </SettingRow>
  );
}
