import type { ShareWithRange } from "../../api/contract";
import { count } from "../../kit/numbers";
import classes from "./Performance.module.css";

/** A share with how far it can be trusted: the number, and its interval as a line from 0 to 100 %. */
export function ShareRange({ share, of }: { share: ShareWithRange; of: string }) {
  if (share.share === null) return <span className={classes.none}>–</span>;
  const [value, low, high] = [share.share, share.low, share.high].map((part) => Math.round(part * 100));
  return (
    <span
      className={classes.range}
      title={`${value} % of ${count(share.of)} ${of}; with 95 % confidence between ${low} % and ${high} %`}
    >
      <span className={classes.value}>{value}%</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
        <path d="M0 5H100" className={classes.scale} />
        <path d={`M${low} 5H${high}`} className={classes.interval} />
        <path d={`M${value} 1V9`} className={classes.point} />
      </svg>
      <span className={classes.bounds}>
        {low}–{high}
      </span>
    </span>
  );
}
