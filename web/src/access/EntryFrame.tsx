import { type ReactNode, useEffect } from "react";
import { BrandMark } from "../kit/Brand";
import { OfflineStrip } from "../kit/OfflineStrip";
import { SchemeToggle } from "../theme/SchemeToggle";
import classes from "./EntryFrame.module.css";

interface Props {
  title: string;
  /** One sentence that says why the person is here. */
  lead: ReactNode;
  children: ReactNode;
}

/** The frame of the pages for people who are not signed in. */
export function EntryFrame({ title, lead, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Assay`;
  }, [title]);
  return (
    <div className={classes.page}>
      <OfflineStrip />
      <div className={classes.corner}>
        <SchemeToggle />
      </div>
      <main className={classes.main}>
        <div className={classes.brand}>
          <BrandMark size={28} />
          Assay
        </div>
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.lead}>{lead}</p>
        {children}
      </main>
    </div>
  );
}
