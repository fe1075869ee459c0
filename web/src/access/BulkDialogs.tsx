import { Button, Checkbox, FileInput, Modal, Select, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Membership, ProjectRole } from "../api/contract";
import { DialogForm } from "../kit/DialogForm";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { useAddToProject, useImportTags, useTagPeople } from "./bulk";
import { nameOf, useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { tagsQuery } from "./organization";
import { ProjectChoice } from "./ProjectChoice";
import { GIVEN_PROJECT_ROLES, PROJECT_ROLES, ROLES_WITH_PROJECT_PART } from "./roles";

interface PeopleProps {
  people: readonly Membership[];
  onClose: () => void;
  /** It is done, and nobody needs to stay selected. */
  onDone: () => void;
}

const howMany = (people: readonly Membership[]) => counted(people.length, "person", "people");

/** Tags for everybody who is selected. */
export function TagPeopleDialog({ people, onClose, onDone }: PeopleProps) {
  const organization = useMe().active_organization;
  const known = useQuery(tagsQuery(organization)).data?.results ?? [];
  const tagging = useTagPeople(organization);
  const [labels, setLabels] = useState<string[]>([]);
  const [overwrite, setOverwrite] = useState(false);
  return (
    <DialogForm
      title={`Tags of ${howMany(people)}`}
      action="Save"
      disabled={labels.length === 0 && !overwrite}
      pending={tagging.isPending}
      onClose={onClose}
      onSubmit={() => {
        const ids = people.map(({ user }) => user.id);
        tagging.mutate({ people: ids, labels, overwrite }, { onSuccess: onDone });
      }}
    >
      {tagging.isError && <Failure what="The tags were not saved." error={tagging.error} />}
      <TagsInput
        label="Tags"
        description="Choose, or write a new one and press Enter."
        data-autofocus
        acceptValueOnBlur
        data={known.map((tag) => tag.label)}
        value={labels}
        onChange={setLabels}
      />
      <Checkbox
        label="Take their other tags off"
        checked={overwrite}
        onChange={(event) => setOverwrite(event.currentTarget.checked)}
      />
    </DialogForm>
  );
}

/** Everybody who is selected becomes a member of a project; who cannot be one is named. */
export function AddToProjectDialog({ people, onClose, onDone }: PeopleProps) {
  const adding = useAddToProject();
  const [project, setProject] = useState<number | null>(null);
  const [role, setRole] = useState<ProjectRole | "">("");
  const placeable = people.filter((person) => ROLES_WITH_PROJECT_PART.includes(person.role));
  const left = adding.data?.skipped_user_ids ?? [];
  if (adding.data) {
    const names = people.filter(({ user }) => left.includes(user.id)).map(({ user }) => nameOf(user));
    return (
      <DoneDialog title="Add to a project" onClose={onDone}>
        <p>{counted(adding.data.assignments, "person belongs", "people belong")} to the project now.</p>
        {names.length > 0 && (
          <p>
            Not added: {names.join(", ")}. Administrators see every project, and who is deactivated or waits
            for a role belongs to none.
          </p>
        )}
      </DoneDialog>
    );
  }
  return (
    <DialogForm
      title={`Add ${howMany(people)} to a project`}
      action="Add"
      disabled={project === null}
      pending={adding.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (project === null) return;
        const roles = role === "" ? [] : placeable.map(({ user }) => ({ user_id: user.id, role }));
        adding.mutate({ project, people: people.map(({ user }) => user.id), roles });
      }}
    >
      {adding.isError && <Failure what="Nobody was added." error={adding.error} />}
      <ProjectChoice
        value={project}
        onChange={setProject}
        description="Who belongs to it already stays as they are."
        placeholder="Type a part of its name"
      />
      {placeable.length > 0 && (
        <Select
          label="Part in the project"
          description="For annotators and reviewers; managers and viewers keep their role."
          value={role}
          onChange={(value) => setRole((value ?? "") as ProjectRole | "")}
          data={[
            { value: "", label: "As in the organization" },
            ...GIVEN_PROJECT_ROLES.map((value) => ({ value, label: PROJECT_ROLES[value].name })),
          ]}
        />
      )}
    </DialogForm>
  );
}

/** Tags from a file: one line for each person. */
export function ImportTagsDialog({ onClose }: { onClose: () => void }) {
  const organization = useMe().active_organization;
  const importing = useImportTags(organization);
  const [file, setFile] = useState<File | null>(null);
  const [labels, setLabels] = useState<string[]>([]);
  const did = importing.data;
  if (did) {
    return (
      <DoneDialog title="Import tags" onClose={onClose}>
        <p>
          {counted(did.assignments_created, "tag was put on", "tags were put on")} people;{" "}
          {counted(did.tags_created, "of the labels is", "of the labels are")} new.
        </p>
        {did.users_skipped.length > 0 && (
          <p>No members: {did.users_skipped.join(", ")}. Invite them, and import the file again.</p>
        )}
      </DoneDialog>
    );
  }
  return (
    <DialogForm
      title="Import tags"
      action="Import"
      disabled={file === null}
      pending={importing.isPending}
      onClose={onClose}
      onSubmit={() => file && importing.mutate({ file, labels })}
    >
      {importing.isError && <Failure what="No tags were imported." error={importing.error} />}
      <FileInput
        label="CSV file"
        description="With the columns email and tags; several tags of a person stand with commas in quotes."
        accept=".csv,text/csv"
        placeholder="Choose a file"
        clearable
        value={file}
        onChange={setFile}
      />
      <TagsInput
        label="Tags for everybody in it"
        description="Optional."
        acceptValueOnBlur
        value={labels}
        onChange={setLabels}
      />
    </DialogForm>
  );
}

interface DoneProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** What came of it. */
function DoneDialog({ children, onClose, title }: DoneProps) {
  return (
    <Modal opened onClose={onClose} title={title} size={440}>
      <div className={classes.form}>
        {children}
        <div className={classes.buttons}>
          <Button variant="filled" data-autofocus onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </Modal>
  );
}
