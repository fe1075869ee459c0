import classes from "./ShareBar.module.css";

export interface Share {
  name: string;
  value: number;
  /** A colour token, such as "var(--completed-solid)". */
  color: string;
}

/** Parts of a whole as one bar. Parts that exist are never thinner than can be seen. */
export function ShareBar({
  shares,
  height = 10,
  label,
}: {
  shares: Share[];
  height?: number;
  label: string;
}) {
  const shown = shares.filter((share) => share.value > 0);
  const told = shown.map((share) => `${share.name} ${share.value}`).join(", ");
  return (
    <div
      className={classes.bar}
      style={{ height }}
      role="img"
      aria-label={`${label}: ${told || "nothing yet"}`}
    >
      {shown.map((share) => (
        <i
          key={share.name}
          title={`${share.name}: ${share.value}`}
          style={{ flex: `${share.value} 1 0`, background: share.color }}
        />
      ))}
    </div>
  );
}
