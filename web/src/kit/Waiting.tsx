import { type ReactNode, useEffect, useState } from "react";
import classes from "./Waiting.module.css";

const LATE_MS = 150;

/** Shows its children only when waiting takes long enough to be noticed. */
export function Late({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), LATE_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return late ? <div aria-busy="true">{children}</div> : null;
}

/** A grey bar in the place of a text to come. */
export function Bone({ width = "100%", height = 12 }: { width?: number | string; height?: number }) {
  return <span className={classes.bone} style={{ width, height }} aria-hidden="true" />;
}

const WIDTHS = ["62%", "48%", "70%", "55%", "66%", "42%"];

/** Rows to come, in the height they will have. */
export function BoneRows({ rows = 6, height = 36 }: { rows?: number; height?: number }) {
  return (
    <Late>
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={at} className={classes.row} style={{ height }}>
          <Bone width={WIDTHS[at % WIDTHS.length]} />
        </div>
      ))}
      <span className="visually-hidden">Loading</span>
    </Late>
  );
}
