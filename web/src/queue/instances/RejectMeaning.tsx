import { Radio } from "@mantine/core";
import type { RejectAction } from "../../api/contract";
import classes from "../panes/panes.module.css";
import { REJECTIONS } from "../review/rejectWords";
import type { InstanceWork } from "./instanceWork";
import type { Judging } from "./useJudging";

/** What the rejections of this batch do, where a project allows more than one thing. */
export function RejectMeaning({
  author,
  judging,
  work,
}: {
  work: InstanceWork;
  judging: Judging;
  author: string;
}) {
  return (
    <section className={classes.section} aria-label="Reject means">
      <div className={classes.sectionHead}>
        <h3>Reject means</h3>
      </div>
      <Radio.Group
        aria-label="What a rejection does"
        value={judging.action}
        onChange={(value) => judging.choose(value as RejectAction)}
      >
        {work.allowed.map((way) => (
          <Radio
            key={way}
            value={way}
            size="xs"
            className={classes.way}
            label={REJECTIONS[way].label}
            description={way === judging.action ? REJECTIONS[way].effect(author) : undefined}
          />
        ))}
      </Radio.Group>
    </section>
  );
}
