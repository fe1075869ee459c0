import { IconAlertTriangle } from "@tabler/icons-react";
import classes from "./cells.module.css";

/** The bands of agreement: below a third low, below two thirds moderate (LSE 11.8.7). */
export function bandOf(agreement: number): "low" | "moderate" | "high" {
  if (agreement < 0.33) return "low";
  return agreement < 0.66 ? "moderate" : "high";
}

/** How far people agree, as a bar, in percent, and with a mark where it is not high. */
export function AgreementMark({ value }: { value: number }) {
  const band = bandOf(value);
  const percent = `${Math.round(value * 100)}%`;
  return (
    <span className={classes.agreement} data-band={band}>
      <i aria-hidden>
        <b style={{ width: percent }} />
      </i>
      <span>{percent}</span>
      {band !== "high" && (
        <IconAlertTriangle size={13} aria-label={band === "low" ? "Low agreement" : "Moderate agreement"} />
      )}
    </span>
  );
}
