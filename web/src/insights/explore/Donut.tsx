import type { ReactNode } from "react";
import { count, percent } from "../../kit/numbers";
import classes from "./Explore.module.css";
import { arcsOf, outline, type Slice } from "./slices";

const OUTER = 60;
const INNER = 38;

interface Props {
  slices: Slice[];
  /** What the parts are of: "instances". */
  of: string;
  label: string;
  /** What a part leads to; null for nothing. */
  link?: (slice: Slice, children: ReactNode) => ReactNode;
}

/** Parts of a whole as a ring, beside a list that says the same in words and numbers. */
export function Donut({ slices, of, label, link }: Props) {
  const total = slices.reduce((sum, slice) => sum + slice.value, 0);
  return (
    <figure className={classes.donut}>
      <svg viewBox="-60 -60 120 120" role="img" aria-label={label}>
        {arcsOf(slices).map((arc) => (
          <path key={arc.key || arc.name} d={outline(arc.from, arc.to, INNER, OUTER)} fill={arc.color}>
            <title>{`${arc.name}: ${count(arc.value)} ${of}, ${percent(arc.value, total)}`}</title>
          </path>
        ))}
        <text className={classes.whole} textAnchor="middle" y="1">
          {count(total)}
        </text>
        <text className={classes.unit} textAnchor="middle" y="15">
          {of}
        </text>
      </svg>
      <ul className={classes.legend}>
        {slices.map((slice) => {
          const words = (
            <>
              <i style={{ background: slice.color }} aria-hidden />
              <span className={classes.name} title={slice.name}>
                {slice.name}
              </span>
              <span className={classes.figure}>{count(slice.value)}</span>
              <span className={classes.share}>{percent(slice.value, total)}</span>
            </>
          );
          return (
            <li key={slice.key || slice.name}>
              {link && slice.key ? link(slice, words) : <div>{words}</div>}
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
