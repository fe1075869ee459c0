import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { type Authorship, DetailsPanel, type Editor, useEditor } from "../../editor";
import { keyOf } from "../instanceKey";
import type { People } from "../people";
import { authorsQuery } from "../queries";
import type { Annotation, Authors } from "../shapes";
import { authorshipOf } from "./authorship";
import { CopyIdentifier } from "./CopyIdentifier";

interface Props {
  editor: Editor;
  /** The annotation that is shown, as it was handed in; null when it was not, or is an older revision. */
  annotation: Pick<Annotation, "id" | "revision"> | null;
  people: People;
}

const NOBODY: readonly Authors[] = [];

/** The facts of the selected region, with who made and changed it: asked for when somebody looks at one. */
export function RegionDetails({ annotation, editor, people }: Props) {
  const isOpen = useEditor(editor, ({ selectedId }) => selectedId !== null);
  const authors = useQuery(authorsQuery(annotation, isOpen)).data ?? NOBODY;
  const known = useCallback(
    (region: Parameters<typeof keyOf>[0]): Authorship | null => {
      const key = keyOf(region, editor.state().schema);
      const found = authors.find((each) => each.key === key);
      return found ? authorshipOf(found, people, new Date()) : null;
    },
    [authors, editor, people],
  );
  const identifier = useEditor(editor, ({ regions, schema, selectedId }) => {
    const region = regions.get(selectedId ?? "");
    return region ? keyOf(region, schema) : null;
  });
  return (
    <>
      <DetailsPanel editor={editor} authorshipOf={known} />
      {identifier !== null && <CopyIdentifier identifier={identifier} />}
    </>
  );
}
