import { Switch, Textarea, TextInput } from "@mantine/core";
import type { Project } from "../../api/contract";
import { SettingRow } from "./SettingRow";
import { SettingsFrame } from "./SettingsFrame";
import { useSettings } from "./useSettings";

export function GeneralSection({ project }: { project: Project }) {
  const settings = useSettings(project, {
    title: project.title,
    description: project.description,
    is_published: project.is_published,
  });
  const { form } = settings;
  const publishing = form.values.is_published !== project.is_published;
  return (
    <SettingsFrame
      title="General"
      settings={settings}
      effect={
        publishing
          ? form.values.is_published
            ? "Annotators and reviewers of the project will see it."
            : "Annotators and reviewers will no longer see it; what they hold goes back to the queue."
          : undefined
      }
    >
      <SettingRow title="Name" meaning="What the project is called everywhere.">
        <TextInput aria-label="Name" {...form.getInputProps("title")} />
      </SettingRow>
      <SettingRow title="Description" meaning="One or two sentences for the list of projects.">
        <Textarea aria-label="Description" minRows={2} {...form.getInputProps("description")} />
      </SettingRow>
      <SettingRow
        title="Published"
        meaning="Annotators and reviewers see a project only while it is published. It needs a labeling interface and data first."
        standard="off"
        error={form.errors.is_published}
      >
        <Switch
          aria-label="Published"
          {...form.getInputProps("is_published", { type: "checkbox" })}
          error={null}
        />
      </SettingRow>
      <SettingRow title="What is reviewed" meaning="Chosen when the project was made; it cannot be changed.">
        {project.review_unit === "instance" ? "Each instance by itself" : "Each annotation as a whole"}
      </SettingRow>
    </SettingsFrame>
  );
}
