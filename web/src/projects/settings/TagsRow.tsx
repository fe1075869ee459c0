import { useMay } from "../../access/me";
import { useTagProject } from "../../access/projectTags";
import type { Project } from "../../api/contract";
import { Failure } from "../../kit/Notice";
import { ProjectTagsInput } from "../ProjectTagsInput";
import { SettingRow } from "./SettingRow";

/** The tags of a project, by which the list is filtered. */
export function TagsRow({ project }: { project: Project }) {
  const mayMake = useMay("project_tags.change");
  const tagging = useTagProject(project.id);
  const present = project.tags.map((tag) => tag.title);
  return (
    <SettingRow
      title="Tags"
      meaning={
        mayMake
          ? "The list of projects is filtered by them. Choose, or write a new one and press Enter; saved at once."
          : "The list of projects is filtered by them; saved at once."
      }
      standard="none"
    >
      <ProjectTagsInput
        aria-label="Tags"
        value={tagging.isPending ? tagging.variables : present}
        onChange={(chosen) => tagging.mutate(chosen)}
      />
      {tagging.isError && <Failure what="The tags were not saved." error={tagging.error} />}
    </SettingRow>
  );
}
