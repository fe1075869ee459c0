import { Radio } from "@mantine/core";
import { IconAlertTriangle, IconBan, IconCheck } from "@tabler/icons-react";
import type { ExportFormat, OfferedFormat } from "../api/contract";
import { FORMAT_GROUPS } from "./exportChoices";
import classes from "./FormatChoice.module.css";

interface Props {
  formats: readonly OfferedFormat[];
  value: ExportFormat;
  onChange: (format: ExportFormat) => void;
}

/** The formats by what they are about; each says what it holds of this project before anything is written. */
export function FormatChoice({ formats, value, onChange }: Props) {
  return (
    <Radio.Group label="Format" value={value} onChange={(name) => onChange(name as ExportFormat)}>
      <div className={classes.list}>
        {FORMAT_GROUPS.map(({ about, title }) => (
          <div key={about} className={classes.group} role="presentation">
            <p className={classes.title}>{title}</p>
            {formats
              .filter((format) => format.about === about)
              .map((format) => (
                <Radio.Card
                  key={format.name}
                  value={format.name}
                  disabled={format.disabled}
                  className={classes.row}
                  aria-label={`${format.title}. ${format.description} ${format.fit}`}
                >
                  <Radio.Indicator size="xs" disabled={format.disabled} />
                  <b className={classes.name}>{format.title}</b>
                  <span className={classes.meaning}>{format.description}</span>
                  <Fit format={format} />
                </Radio.Card>
              ))}
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}

function Fit({ format }: { format: OfferedFormat }) {
  const state = format.disabled ? "none" : format.whole ? "whole" : "part";
  const Icon = { none: IconBan, whole: IconCheck, part: IconAlertTriangle }[state];
  return (
    <span className={classes.fit} data-fit={state}>
      <Icon size={14} aria-hidden />
      <span>{format.fit}</span>
    </span>
  );
}
