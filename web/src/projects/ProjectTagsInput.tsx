import { TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { useMay } from "../access/me";
import { projectTagsQuery } from "../access/projectTags";

interface Props extends Omit<ComponentProps<typeof TagsInput>, "data" | "maxLength" | "value" | "onChange"> {
  /** By their titles. */
  value?: readonly string[];
  onChange: (titles: string[]) => void;
}

/** Some tags of the organization; who may make tags writes new ones too. */
export function ProjectTagsInput({ value = [], onChange, ...rest }: Props) {
  const titles = (useQuery(projectTagsQuery).data ?? []).map((tag) => tag.title);
  const mayMake = useMay("project_tags.change");
  return (
    <TagsInput
      {...rest}
      data={titles}
      maxLength={64}
      value={[...value]}
      onChange={(chosen) => onChange(mayMake ? chosen : chosen.filter((title) => titles.includes(title)))}
    />
  );
}
