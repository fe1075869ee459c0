import { Fragment, type ReactNode, useEffect } from "react";
import { SchemeToggle } from "../theme/SchemeToggle";
import { OfflineStrip } from "./OfflineStrip";
import classes from "./PageTop.module.css";

interface Props {
  /** Where the page lies: links from the outside in. The title follows them. */
  crumbs?: ReactNode[];
  title: string;
  /** Marks that belong to the title: status, kind. */
  marks?: ReactNode;
  /** What stands at the right end. */
  children?: ReactNode;
  /** What the browser tab says, if not the title. */
  documentTitle?: string;
  /** Leaves out the light and dark switch, where a working page has better use for the room. */
  plain?: boolean;
}

/** The bar on top of every page: where am I, and what goes for the whole page. The offline strip hangs under it. */
export function PageTop({ crumbs = [], title, marks, children, documentTitle, plain = false }: Props) {
  const tabTitle = documentTitle ?? title;
  useEffect(() => {
    document.title = tabTitle ? `${tabTitle} · Assay` : "Assay";
  }, [tabTitle]);
  return (
    <>
      <header className={classes.top}>
        {crumbs.map((crumb, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: crumbs are a path, the place is the identity
          <Fragment key={at}>
            <span className={classes.crumb}>{crumb}</span>
            <span className={classes.slash} aria-hidden="true">
              /
            </span>
          </Fragment>
        ))}
        <h1 className={classes.title} title={title}>
          {title}
        </h1>
        {marks}
        <span className={classes.space} />
        {children}
        {!plain && <SchemeToggle />}
      </header>
      <OfflineStrip />
    </>
  );
}
