import type { ReactNode } from "react";
import { EditorSurface } from "../../editor";
import type { Work } from "../work/work";
import { EditorKeys } from "./editorCommands";
import classes from "./frame.module.css";

interface Props {
  top: ReactNode;
  strips?: ReactNode;
  left?: ReactNode;
  /** The canvas, or what stands in its place. */
  children: ReactNode;
  right?: ReactNode;
  bar?: ReactNode;
}

/** The arrangement of every working screen: what is judged, the item, its facts, and the decision below. */
export function WorkFrame({ bar, children, left, right, strips, top }: Props) {
  return (
    <div className={classes.frame}>
      {top}
      {strips}
      <div className={classes.work} data-left={left ? true : undefined} data-right={right ? true : undefined}>
        {left && <aside className={classes.left}>{left}</aside>}
        <div className={classes.canvas}>{children}</div>
        {right && <aside className={classes.right}>{right}</aside>}
      </div>
      {bar && <footer className={classes.bar}>{bar}</footer>}
    </div>
  );
}

/** The item itself. `shown` is another editor that lies over it for reading, such as an older revision. */
export function WorkCanvas({ work }: { work: Pick<Work, "key" | "editor"> }) {
  return (
    <>
      <EditorKeys key={`keys ${work.key}`} editor={work.editor} />
      <EditorSurface key={work.key} editor={work.editor} />
    </>
  );
}

/** The frame while the first item is on its way: bars and panes stay where they will be. */
export function CanvasBones() {
  return (
    <div className={classes.bones} aria-busy="true">
      <span className="visually-hidden" role="status">
        Loading the next item
      </span>
      <i style={{ width: "38%" }} />
      <i style={{ width: "82%" }} />
      <i style={{ width: "76%" }} />
      <i style={{ width: "64%" }} />
    </div>
  );
}
