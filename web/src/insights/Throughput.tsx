import { useElementSize } from "@mantine/hooks";
import type { Project, SummaryFigures } from "../api/contract";
import { Section } from "../kit/Section";
import { duration } from "../kit/times";
import { perDay, scaleFor } from "./chart";
import classes from "./Throughput.module.css";

const LEFT = 36;
const TOP = 8;
const BOTTOM = 22;
const BAR = 14;

const dayName = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const shortName = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** What is counted, where whole annotations and where single instances are judged. */
const WORDS = {
  annotation: { annotated: "annotated", reviewed: "reviewed" },
  instance: { annotated: "tasks handed in", reviewed: "instances reviewed" },
};

/** Handed in and reviewed per day, over the last two weeks. */
export function Throughput({ project, figures }: { project: Project; figures: SummaryFigures }) {
  const { days, medians } = figures;
  const words = WORDS[project.review_unit];
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const nothing = days.every((day) => day.annotated === 0 && day.reviewed === 0);
  return (
    <div className={classes.part}>
      <Section
        title="Throughput"
        note="submitted and reviewed per day"
        action={
          <>
            <span className={classes.legend}>
              <i className={classes.annotated} /> {words.annotated}
            </span>
            <span className={classes.legend}>
              <i className={classes.reviewed} /> {words.reviewed}
            </span>
          </>
        }
      >
        <div className={classes.chart} ref={ref}>
          {nothing ? (
            <p className={classes.nothing}>The first submitted annotation appears here.</p>
          ) : (
            width > 0 && <Bars days={days} words={words} width={width} height={height} />
          )}
        </div>
        <div className={classes.foot}>
          <span>
            <b>{perDay(days.map((day) => day.annotated))}</b> {words.annotated} a day
          </span>
          <span>
            <b>{perDay(days.map((day) => day.reviewed))}</b> {words.reviewed} a day
          </span>
          {medians.annotate_seconds !== null && (
            <span>
              <b>{duration(medians.annotate_seconds)}</b> median time to annotate
            </span>
          )}
          {medians.review_seconds !== null && (
            <span>
              <b>{duration(medians.review_seconds)}</b> median time to review
            </span>
          )}
        </div>
      </Section>
    </div>
  );
}

interface BarsProps {
  days: SummaryFigures["days"];
  words: { annotated: string; reviewed: string };
  width: number;
  height: number;
}

function Bars({ days, words, width, height }: BarsProps) {
  const scale = scaleFor(Math.max(...days.flatMap((day) => [day.annotated, day.reviewed])));
  const floor = height - BOTTOM;
  const y = (value: number) => floor - (value / scale.top) * (floor - TOP);
  const slot = (width - LEFT) / Math.max(days.length, 1);
  const bar = Math.min(BAR, slot / 3);
  const middle = (at: number) => LEFT + slot * (at + 0.5);
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={`Per day: ${words.annotated}, ${words.reviewed}`}
    >
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y(tick)}H${width}`} className={tick === 0 ? classes.floor : classes.line} />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" className={classes.axis}>
            {tick}
          </text>
        </g>
      ))}
      {days.map((day, at) => {
        const date = new Date(`${day.date}T00:00`);
        const today = at === days.length - 1;
        return (
          <g key={day.date} className={today ? classes.today : undefined}>
            <title>{`${dayName.format(date)}: ${day.annotated} ${words.annotated}, ${day.reviewed} ${words.reviewed}`}</title>
            <rect x={middle(at) - slot / 2} y={TOP} width={slot} height={floor - TOP} fill="transparent" />
            <rect
              x={middle(at) - bar - 1}
              y={y(day.annotated)}
              width={bar}
              height={floor - y(day.annotated)}
              rx={1.5}
              fill="var(--data)"
            />
            {day.reviewed > 0 && (
              <rect
                x={middle(at) + 1.5}
                y={y(day.reviewed) + 0.5}
                width={bar}
                height={floor - y(day.reviewed) - 0.5}
                rx={1.5}
                fill="var(--data-soft)"
                stroke="var(--data-edge)"
              />
            )}
            <text x={middle(at)} y={height - 5} textAnchor="middle" className={classes.axis}>
              {today ? "today" : at === 0 || date.getDate() === 1 ? shortName.format(date) : date.getDate()}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
