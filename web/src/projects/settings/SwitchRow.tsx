import { Switch } from "@mantine/core";
import { SettingRow } from "./SettingRow";

interface Props {
  form: { getInputProps: (field: string, kind: { type: "checkbox" }) => object };
  field: string;
  title: string;
  /** What the switch is called where the title alone does not say it. */
  name?: string;
  meaning: string;
  standard: "on" | "off";
}

/** A setting that is on or off. */
export function SwitchRow({ form, field, name, ...row }: Props) {
  return (
    <SettingRow {...row}>
      <Switch aria-label={name ?? row.title} {...form.getInputProps(field, { type: "checkbox" })} />
    </SettingRow>
  );
}
