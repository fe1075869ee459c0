import { Button, ColorInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../access/me";
import { workspacesQuery } from "../../access/organization";
import type { Project } from "../../api/contract";
import { CopiesList } from "../copying/CopiesList";
import { CopyDialog } from "../copying/CopyDialog";
import { KIND_WORDS } from "../kind";
import { mayIn } from "../queries";
import { DuplicateDialog } from "./DuplicateDialog";
import { SettingRow } from "./SettingRow";
import { SettingsFrame } from "./SettingsFrame";
import { TagsRow } from "./TagsRow";
import { useSettings } from "./useSettings";

export function GeneralSection({ project }: { project: Project }) {
  const settings = useSettings(project, {
    title: project.title,
    description: project.description,
    internal_description: [project.internal_description.join("\n")],
    color: project.color,
    workspace: project.workspace,
    is_published: project.is_published,
  });
  const { form } = settings;
  const workspaces = useQuery(workspacesQuery).data ?? [];
  const mayMake = useMay("project.create");
  const mayCopy = mayMake && mayIn(project, "datasets.attach");
  const [copying, setCopying] = useState(false);
  const [duplicating, setDuplicating] = useState(false);
  const { is_published, workspace } = form.values;
  const isPersonal = workspaces.some((each) => each.id === workspace && each.is_personal);
  return (
    <SettingsFrame title="General" settings={settings} effect={effectOf()}>
      <SettingRow title="Name" meaning="What the project is called everywhere.">
        <TextInput aria-label="Name" {...form.getInputProps("title")} />
      </SettingRow>
      <SettingRow title="Description" meaning="One or two sentences for the list of projects.">
        <Textarea aria-label="Description" minRows={2} {...form.getInputProps("description")} />
      </SettingRow>
      <SettingRow
        title="Internal description"
        meaning="For those who may change the project; annotators and reviewers do not see it."
      >
        <Textarea
          aria-label="Internal description"
          minRows={2}
          {...form.getInputProps("internal_description.0")}
        />
      </SettingRow>
      <TagsRow project={project} />
      <SettingRow title="Colour" meaning="The dot beside its name in lists." standard="chosen by its number">
        <ColorInput
          aria-label="Colour"
          placeholder="None"
          withEyeDropper={false}
          {...form.getInputProps("color")}
        />
      </SettingRow>
      <SettingRow
        title="Workspace"
        meaning="Members of the workspace are members of all its projects. In a personal sandbox only its owner sees the project, and it cannot be published."
        standard="none"
      >
        <Select
          aria-label="Workspace"
          placeholder="None"
          clearable
          data={workspaces
            .filter((each) => !each.is_archived || each.id === project.workspace)
            .map((each) => ({
              value: String(each.id),
              label: each.is_personal ? `${each.title} (personal)` : each.title,
            }))}
          value={workspace ? String(workspace) : null}
          onChange={(chosen) => form.setFieldValue("workspace", chosen === null ? null : Number(chosen))}
          error={form.errors.workspace}
        />
      </SettingRow>
      <SettingRow
        title="Published"
        meaning="Annotators, reviewers and team managers see a project only while it is published; its admins always do. It needs a labeling interface and data first."
        standard="off"
        error={form.errors.is_published}
      >
        <Switch
          aria-label="Published"
          {...form.getInputProps("is_published", { type: "checkbox" })}
          error={null}
        />
      </SettingRow>
      <SettingRow title="Kind" meaning="Chosen when the project was made; it cannot be changed.">
        {KIND_WORDS[project.preset]}:{" "}
        {project.review_unit === "instance" ? "each instance by itself" : "each annotation as a whole"}
      </SettingRow>
      {mayCopy && (
        <SettingRow
          title="Copy"
          meaning="Another project with its people, datasets and labels; every task of it waits in the queue."
        >
          <Button onClick={() => setCopying(true)}>Copy the project</Button>
          <CopyDialog
            project={project}
            workspaces={workspaces}
            opened={copying}
            onClose={() => setCopying(false)}
          />
          <CopiesList projectId={project.id} />
        </SettingRow>
      )}
      {mayCopy && (
        <SettingRow
          title="Duplicate"
          meaning="Another project like this one, with or without its data; work is not copied."
        >
          <Button onClick={() => setDuplicating(true)}>Duplicate the project</Button>
          <DuplicateDialog
            project={project}
            workspaces={workspaces}
            opened={duplicating}
            onClose={() => setDuplicating(false)}
          />
        </SettingRow>
      )}
    </SettingsFrame>
  );

  function effectOf(): string | undefined {
    if (isPersonal && workspace !== project.workspace) {
      return project.is_published
        ? "The project is unpublished, and nobody but you sees it any more."
        : "Nobody but you sees the project any more.";
    }
    if (is_published !== project.is_published) {
      return is_published
        ? "Annotators and reviewers of the project will see it."
        : "Annotators and reviewers will no longer see it.";
    }
    if (workspace !== project.workspace) {
      return "Who was a member only by its workspace loses the project; what they hold goes back to the queue.";
    }
    return undefined;
  }
}
