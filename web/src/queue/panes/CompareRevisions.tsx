import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { createEditor, type Editor } from "../../editor";
import { Failure } from "../../kit/Notice";
import { BoneRows } from "../../kit/Waiting";
import { revisionQuery } from "../queries";
import type { Result } from "../shapes";
import { ChangesList } from "./ChangesList";
import classes from "./panes.module.css";

interface Props {
  annotation: number;
  /** Of the work on the screen: it knows the item and the configuration. */
  editor: Editor;
  /** The number of the current revision. */
  latest: number;
}

/** What differs between any two revisions of an annotation; nothing where there is only one. */
export function CompareRevisions({ annotation, editor, latest }: Props) {
  const [chosen, setChosen] = useState<{ from: number; to: number } | null>(null);
  const { from, to } = chosen ?? { from: latest - 1, to: latest };
  const isOpen = chosen !== null;
  const before = useQuery({ ...revisionQuery(annotation, from), enabled: isOpen });
  const after = useQuery({ ...revisionQuery(annotation, to), enabled: isOpen });
  const shown = useMemo(() => {
    if (!before.data || !after.data) return null;
    return {
      before: reading(editor, before.data.result).state().regions,
      after: reading(editor, after.data.result),
    };
  }, [before.data, after.data, editor]);
  if (latest < 2) return null;
  const numbers = Array.from({ length: latest }, (_, at) => String(at + 1));
  const error = before.error ?? after.error;
  return (
    <section className={classes.compare} aria-label="Compare revisions">
      <div className={classes.row}>
        <span className={classes.hint}>Compare</span>
        <NativeSelect
          size="xs"
          w={64}
          aria-label="Earlier revision"
          data={numbers}
          value={String(from)}
          onChange={(event) => setChosen({ from: Number(event.currentTarget.value), to })}
        />
        <span className={classes.hint}>with</span>
        <NativeSelect
          size="xs"
          w={64}
          aria-label="Later revision"
          data={numbers}
          value={String(to)}
          onChange={(event) => setChosen({ from, to: Number(event.currentTarget.value) })}
        />
        {isOpen ? (
          <button type="button" className={classes.link} onClick={() => setChosen(null)}>
            Close
          </button>
        ) : (
          <button type="button" className={classes.link} onClick={() => setChosen({ from, to })}>
            Show
          </button>
        )}
      </div>
      {isOpen && error && <Failure what="The revisions could not be compared." error={error} />}
      {isOpen && !error && !shown && <BoneRows rows={2} height={28} />}
      {isOpen && shown && (
        <ChangesList
          editor={shown.after}
          before={shown.before}
          same={`Nothing differs between revisions ${from} and ${to}.`}
        />
      )}
    </section>
  );
}

function reading(editor: Editor, result: Result): Editor {
  const { data, media, schema } = editor.state();
  return createEditor({ schema, data, media, result, mode: "readonly" });
}
