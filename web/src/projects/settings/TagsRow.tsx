import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../access/me";
import { projectTagsQuery, useTagProject } from "../../access/projectTags";
import type { Project } from "../../api/contract";
import { Failure } from "../../kit/Notice";
import { SettingRow } from "./SettingRow";

/** The tags of a project, by which the list is filtered. */
export function TagsRow({ project }: { project: Project }) {
  const known = useQuery(projectTagsQuery).data ?? [];
  const mayMake = useMay("project_tags.change");
  const tagging = useTagProject(project.id);
  const titles = known.map((tag) => tag.title);
  const present = project.tags.map((tag) => tag.title);
  const value = tagging.isPending ? [...tagging.variables] : present;
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
      <TagsInput
        aria-label="Tags"
        data={titles}
        maxLength={64}
        value={value}
        onChange={(chosen) =>
          tagging.mutate(mayMake ? chosen : chosen.filter((title) => titles.includes(title)))
        }
      />
      {tagging.isError && <Failure what="The tags were not saved." error={tagging.error} />}
    </SettingRow>
  );
}
