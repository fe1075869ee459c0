import { Textarea } from "@mantine/core";
import type { Project, ProjectChange } from "../../api/contract";
import { SettingRow } from "./SettingRow";
import { SettingsFrame } from "./SettingsFrame";
import { useSettings } from "./useSettings";

const EXAMPLE = `<Taxonomy name="default">
  <TaxonomyItem value="Geometry">
    <TaxonomyItem value="Too loose"/>
    <TaxonomyItem value="Too tight"/>
  </TaxonomyItem>
  <TaxonomyItem value="Wrong class"/>
</Taxonomy>`;

/** How comments of the project are classified. */
export function CommentsSection({ project }: { project: Project }) {
  const settings = useSettings<ProjectChange>(project, {
    comment_classification_config: project.comment_classification_config,
  });
  return (
    <SettingsFrame
      title="Comments"
      settings={settings}
      effect="Holds for comments from now on. Those that are there keep what they were classified as."
    >
      <SettingRow
        wide
        title="Choices for comments"
        meaning="Whoever writes a comment can say what it is about, by choices of one taxonomy. Written in XML, one TaxonomyItem for each choice, with others inside where there are kinds of it."
        standard="empty: comments are not classified"
      >
        <Textarea
          aria-label="Choices for comments"
          placeholder={EXAMPLE}
          minRows={9}
          maxRows={24}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mono)" } }}
          {...settings.form.getInputProps("comment_classification_config")}
        />
      </SettingRow>
    </SettingsFrame>
  );
}
