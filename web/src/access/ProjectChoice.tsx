import { MultiSelect, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { body, server } from "../api/server";

const TYPING_PAUSE_MS = 250;
const SHOWN = 30;

function namesQuery(search: string) {
  return queryOptions({
    queryKey: ["project-names", search],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/", {
          params: { query: { search: search || undefined, page_size: SHOWN } },
          signal,
        }),
      ),
  });
}

interface Props {
  value: number | null;
  onChange: (id: number | null) => void;
  label?: string;
  description?: string;
  placeholder?: string;
}

/** Chooses a project by typing a part of its name; none is a choice too. */
export function ProjectChoice({
  value,
  onChange,
  label = "Project",
  description = "Optional. Whoever follows the link becomes a member of it.",
  placeholder = "None",
}: Props) {
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, TYPING_PAUSE_MS);
  const found = useQuery(namesQuery(asked)).data?.results ?? [];
  return (
    <Select
      label={label}
      description={description}
      placeholder={placeholder}
      searchable
      clearable
      searchValue={search}
      onSearchChange={setSearch}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      data={found.map((project) => ({ value: String(project.id), label: project.title }))}
      filter={({ options }) => options}
    />
  );
}

interface SeveralProps {
  value: readonly number[];
  onChange: (ids: number[]) => void;
  description?: string;
}

/** Chooses any number of projects. Those that are chosen keep their names whatever is searched for next. */
export function ProjectsChoice({ value, onChange, description }: SeveralProps) {
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, TYPING_PAUSE_MS);
  const found = useQuery(namesQuery(asked)).data?.results ?? [];
  const [names, setNames] = useState<ReadonlyMap<number, string>>(new Map());
  const offered = new Map([...names, ...found.map((project) => [project.id, project.title] as const)]);
  return (
    <MultiSelect
      label="Projects"
      {...(description && { description })}
      {...(value.length === 0 && { placeholder: "None" })}
      searchable
      clearable
      hidePickedOptions
      searchValue={search}
      onSearchChange={setSearch}
      value={value.map(String)}
      onChange={(chosen) => {
        const ids = chosen.map(Number);
        setNames(new Map(ids.map((id) => [id, offered.get(id) ?? `Project ${id}`])));
        onChange(ids);
      }}
      data={[...offered].map(([id, title]) => ({ value: String(id), label: title }))}
      filter={({ options }) => options}
    />
  );
}
