import { useMemo } from "react";
import { type Editor, mainOption, type Region, regionTitle, useEditor } from "../../editor";
import { type Changed, whatChanged } from "../whatChanged";
import classes from "./panes.module.css";

const KINDS: Readonly<Record<Changed["kind"], string>> = {
  added: "new",
  removed: "gone",
  changed: "changed",
};

interface Props {
  editor: Editor;
  /** The version that the present one is compared with. */
  before: ReadonlyMap<string, Region>;
  /** What is said when nothing differs. */
  same: string;
}

/** What differs from an earlier version; a row selects its region. */
export function ChangesList({ before, editor, same }: Props) {
  const regions = useEditor(editor, (state) => state.regions);
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const { schema } = editor.state();
  const changes = useMemo(() => whatChanged(before, regions, editor.context), [before, regions, editor]);
  if (changes.length === 0) return <p className={classes.hint}>{same}</p>;
  return (
    <ul className={classes.changes}>
      {changes.map(({ differences, id, kind, region }) => {
        const of = kind === "removed" ? before : regions;
        const name =
          region.shape.kind === "whole"
            ? region.control
            : regionTitle(region, of, schema, editor.context(region.object));
        return (
          <li key={id}>
            <button
              type="button"
              className={classes.change}
              aria-pressed={id === selectedId}
              disabled={kind === "removed" || region.shape.kind === "whole"}
              onClick={() => editor.select(id)}
            >
              {region.shape.kind !== "whole" && (
                <i
                  className={classes.swatch}
                  style={{ background: mainOption(region, schema)?.colour ?? "var(--cat-8)" }}
                />
              )}
              <span className={classes.changeName} dir="auto">
                {name}
              </span>
              <span className={classes.kind} data-kind={kind}>
                {KINDS[kind]}
              </span>
            </button>
            {differences.length > 0 && (
              <dl className={classes.differences}>
                {differences.map(({ after, before: was, name: what }) => (
                  <div key={what}>
                    <dt>{what}</dt>
                    <dd>
                      <s>{was}</s> {after}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        );
      })}
    </ul>
  );
}
