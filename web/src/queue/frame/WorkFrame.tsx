import { IconCloudOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useConnection } from "../../api/connection";
import { EditorSurface } from "../../editor";
import { counted } from "../../kit/numbers";
import { useOutbox } from "../outbox/outbox";
import type { Work } from "../work/work";
import { EditorKeys } from "./editorCommands";
import classes from "./frame.module.css";
import { keepRoom } from "./room";

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
        {left && (
          <aside className={classes.left} aria-label="List">
            {left}
          </aside>
        )}
        <div className={classes.canvas}>{children}</div>
        {right && (
          <aside className={classes.right} aria-label="Details">
            {right}
          </aside>
        )}
      </div>
      {bar && (
        <footer ref={keepRoom} className={classes.bar}>
          {bar}
        </footer>
      )}
    </div>
  );
}

/** The item itself, with the keys of its editor. */
export function WorkCanvas({ work }: { work: Pick<Work, "key" | "editor"> }) {
  return (
    <>
      <EditorKeys key={`keys ${work.key}`} editor={work.editor} />
      <EditorSurface key={work.key} editor={work.editor} />
    </>
  );
}

/** The place of an item that is on its way; without the server it says what it waits for. */
export function CanvasBones() {
  const online = useConnection((connection) => connection.online);
  const waiting = useOutbox((state) => state.waiting.length);
  if (!online) {
    return (
      <section className={classes.blank} role="status">
        <IconCloudOff size={32} stroke={1.5} color="var(--warn)" aria-hidden />
        <h2>Waiting for the server</h2>
        <p>
          {waiting > 0
            ? `${counted(waiting, "decision")} of yours ${waiting === 1 ? "is" : "are"} kept in this browser and sent as soon as the server answers. `
            : ""}
          The next item appears then by itself.
        </p>
      </section>
    );
  }
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
