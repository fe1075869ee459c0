import { Radio } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { nameOf } from "../../access/me";
import type { OntologyVersion } from "../../api/contract";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import page from "../../kit/Page.module.css";
import { exactly } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { diffLines, tagByTag } from "./diff";
import classes from "./Ontologies.module.css";
import { versionsQuery } from "./queries";

/** All versions of an ontology with who made them and when, and two of them side by side. */
export function Versions({ ontologyId }: { ontologyId: number }) {
  const versions = useQuery(versionsQuery(ontologyId));
  const rows = versions.data ?? [];
  const [later, setLater] = useState<number | null>(null);
  const [earlier, setEarlier] = useState<number | null>(null);
  const after = rows.find((row) => row.number === later) ?? rows[0];
  const before =
    rows.find((row) => row.number === earlier) ?? rows.find((row) => row.number < (after?.number ?? 0));
  if (versions.isPending) return <BoneRows rows={5} />;
  if (versions.isError)
    return <NotLoaded of={versions} what="The versions could not be loaded." className={page.notice} />;
  return (
    <div className={classes.versions}>
      <div className={classes.versionList}>
        <div className={classes.versionHead}>
          <span>Version</span>
          <span>From</span>
          <span>To</span>
        </div>
        {rows.map((row) => (
          <div key={row.number} className={classes.version}>
            <span className={classes.words}>
              <b>Version {row.number}</b>
              {row.note && <span>{row.note}</span>}
              <span className={classes.hint} title={exactly(row.created_at)}>
                {row.created_by ? nameOf(row.created_by) : "Somebody"}, {exactly(row.created_at)}
              </span>
              {row.project_count > 0 && (
                <span className={classes.hint}>used by {counted(row.project_count, "project")}</span>
              )}
            </span>
            <Radio
              name="from"
              aria-label={`Compare from version ${row.number}`}
              checked={before?.number === row.number}
              onChange={() => setEarlier(row.number)}
            />
            <Radio
              name="to"
              aria-label={`Compare to version ${row.number}`}
              checked={after?.number === row.number}
              onChange={() => setLater(row.number)}
            />
          </div>
        ))}
      </div>
      {after && <Compared before={before} after={after} />}
    </div>
  );
}

const SIGNS = { same: " ", gone: "−", new: "+" } as const;

function Compared({ after, before }: { before: OntologyVersion | undefined; after: OntologyVersion }) {
  const lines = useMemo(() => {
    const now = tagByTag(after.label_config);
    if (!before) return now.split("\n").map((text) => ({ kind: "same" as const, text }));
    return diffLines(tagByTag(before.label_config), now);
  }, [before, after]);
  const gone = lines.filter((line) => line.kind === "gone").length;
  const added = lines.filter((line) => line.kind === "new").length;
  return (
    <section className={classes.compared} aria-label="Comparison">
      <p className={classes.comparedHead}>
        {before && before !== after ? (
          <>
            <b>
              Version {before.number} to version {after.number}
            </b>
            <span className={classes.hint}>
              {gone + added === 0
                ? "They say the same."
                : `${counted(gone, "line")} gone, ${counted(added, "line")} new`}
            </span>
          </>
        ) : (
          <b>Version {after.number}</b>
        )}
      </p>
      <div className={classes.diff}>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are in their place
          <div key={at} data-kind={line.kind}>
            <span aria-hidden="true">{SIGNS[line.kind]}</span>
            <code>
              {line.kind !== "same" && (
                <span className="visually-hidden">{line.kind === "gone" ? "gone: " : "new: "}</span>
              )}
              {line.text}
            </code>
          </div>
        ))}
      </div>
    </section>
  );
}
