import { Select } from "@mantine/core";
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
