import { ActionIcon, Button, ColorInput, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ProjectTag } from "../api/contract";
import { Confirm } from "../kit/Confirm";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { colorOf } from "../kit/PersonBadge";
import type { Column } from "../kit/Table";
import tables from "../kit/Table.module.css";
import { OrganizationList } from "./OrganizationList";
import classes from "./OrganizationPage.module.css";
import { projectTagsQuery, useProjectTagActions } from "./projectTags";

const COLUMNS: readonly Column[] = [
  { title: "Tag" },
  { title: "Colour", width: 200 },
  { title: "Projects", width: 110, align: "number" },
  { title: "Delete", width: 60, silent: true },
];

/** Tags that projects of the organization can have, with their colours. */
export function ProjectTagsSection() {
  const found = useQuery(projectTagsQuery);
  const { change, create, remove } = useProjectTagActions();
  const [title, setTitle] = useState("");
  const [leaving, setLeaving] = useState<ProjectTag | null>(null);
  const rows = found.data ?? [];
  const failed = create.error ?? change.error;
  return (
    <OrganizationList
      title="Project tags"
      noun="tag"
      found={found}
      rows={rows}
      columns={COLUMNS}
      empty="Projects get tags in their settings; the list of projects is filtered by them."
      actions={
        <form
          className={classes.adding}
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate({ title, color: "" }, { onSuccess: () => setTitle("") });
          }}
        >
          <TextInput
            size="xs"
            aria-label="New tag"
            placeholder="New tag"
            maxLength={64}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Button
            size="xs"
            type="submit"
            disabled={title.trim() === ""}
            loading={create.isPending}
            leftSection={<IconPlus size={14} aria-hidden />}
          >
            Add tag
          </Button>
        </form>
      }
      failure={failed && <Failure what="The tag was not saved." error={failed} />}
      row={(tag) => (
        <tr key={tag.id}>
          <td title={tag.title}>{tag.title}</td>
          <td>
            <ColorInput
              size="xs"
              aria-label={`Colour of ${tag.title}`}
              withEyeDropper={false}
              key={tag.color}
              defaultValue={tag.color}
              placeholder={colorOf(tag.id).startsWith("#") ? colorOf(tag.id) : "By its number"}
              onChangeEnd={(color) => {
                if (color !== tag.color && /^(#[0-9a-f]{6})?$/i.test(color))
                  change.mutate({ id: tag.id, color });
              }}
            />
          </td>
          <td className={tables.number}>{tag.project_count}</td>
          <td className={tables.end}>
            <ActionIcon
              aria-label={`Delete the tag ${tag.title}`}
              title="Delete the tag"
              onClick={() => setLeaving(tag)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </td>
        </tr>
      )}
    >
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Delete the tag ${leaving?.title ?? ""}?`}
        action="Delete tag"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
      >
        It is taken off {counted(leaving?.project_count ?? 0, "project")}, which remain.
      </Confirm>
    </OrganizationList>
  );
}
