import { NumberInput, type NumberInputProps } from "@mantine/core";

interface Props extends Omit<NumberInputProps, "value" | "onChange"> {
  value: number | null | undefined;
  onChange: (value: number | null) => void;
}

/** A number that may be left empty, which means that there is none. */
export function OptionalNumber({ onChange, value, ...rest }: Props) {
  return (
    <NumberInput
      {...rest}
      value={value ?? ""}
      onChange={(given) => onChange(given === "" ? null : Number(given))}
    />
  );
}
