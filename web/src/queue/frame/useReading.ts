import { useState } from "react";
import { createEditor, type Editor } from "../../editor";
import type { Revision } from "../shapes";
import type { Work } from "../work/work";

export interface Reading {
  key: string;
  revision: Revision;
  editor: Editor;
}

/** An older revision that lies over the current work, to read; it goes away with the item. */
export function useReading(work: Work | null) {
  const [found, setFound] = useState<(Reading & { of: string }) | null>(null);
  const reading: Reading | null = found && found.of === work?.key ? found : null;
  return {
    reading,
    read(revision: Revision) {
      if (!work) return;
      const { data, media, schema } = work.editor.state();
      const editor = createEditor({ schema, data, media, result: revision.result, mode: "readonly" });
      setFound({ of: work.key, key: `${work.key} revision ${revision.number}`, revision, editor });
    },
    close: () => setFound(null),
  };
}
