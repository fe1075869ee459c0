import { Textarea } from "@mantine/core";
import type { Project } from "../../api/contract";
import { InstructionsFile } from "./InstructionsFile";
import { SettingRow } from "./SettingRow";
import { SettingsFrame } from "./SettingsFrame";
import { SwitchRow } from "./SwitchRow";
import { useSettings } from "./useSettings";

export function InstructionsSection({ project }: { project: Project }) {
  const { review_settings: review } = project;
  const settings = useSettings(project, {
    expert_instruction: project.expert_instruction,
    show_instruction: project.show_instruction,
    review_settings: { instruction: review.instruction, show_instruction: review.show_instruction },
  });
  const { form } = settings;
  return (
    <SettingsFrame title="Instructions" settings={settings}>
      <InstructionsFile project={project} />
      <SettingRow
        wide
        title="For annotators"
        meaning="What annotators can read while they label. Plain text or HTML."
        standard="empty"
      >
        <Textarea
          aria-label="Instructions for annotators"
          minRows={6}
          {...form.getInputProps("expert_instruction")}
        />
      </SettingRow>
      <SwitchRow
        form={form}
        field="show_instruction"
        title="Show before labeling"
        meaning="Opens the instructions before the first task of a session."
        standard="off"
      />
      <SettingRow
        wide
        title="For reviewers"
        meaning="What reviewers can read while they judge. Plain text or HTML."
        standard="empty"
      >
        <Textarea
          aria-label="Instructions for reviewers"
          minRows={6}
          {...form.getInputProps("review_settings.instruction")}
        />
      </SettingRow>
      <SwitchRow
        form={form}
        field="review_settings.show_instruction"
        title="Show before reviewing"
        meaning="Opens the instructions before the first review of a session."
        standard="off"
      />
    </SettingsFrame>
  );
}
