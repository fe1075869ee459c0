import { MultiSelect, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { projectTagsQuery } from "../access/projectTags";
import classes from "./ProjectsPage.module.css";

interface Props {
  tags: readonly number[];
  any: boolean;
  onChange: (tags: number[], any: boolean) => void;
}

/** Narrows the list to projects with all of some tags, or with any of them. */
export function TagFilter({ any, onChange, tags }: Props) {
  const known = useQuery(projectTagsQuery).data ?? [];
  if (known.length === 0) return null;
  return (
    <>
      <MultiSelect
        size="xs"
        className={classes.tagFilter}
        classNames={{ pillsList: classes.tagPills, inputField: classes.tagInput }}
        aria-label="Filter by tags"
        placeholder={tags.length === 0 ? "Tags" : ""}
        clearable
        searchable
        data={known.map((tag) => ({ value: String(tag.id), label: tag.title }))}
        value={tags.map(String)}
        onChange={(chosen) => onChange(chosen.map(Number), any)}
      />
      {tags.length > 1 && (
        <Switch
          size="xs"
          label="Any of them"
          checked={any}
          onChange={(event) => onChange([...tags], event.currentTarget.checked)}
        />
      )}
    </>
  );
}
