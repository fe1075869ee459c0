import { NativeSelect } from "@mantine/core";
import classes from "./Builder.module.css";

interface Props {
  title: string;
  value: string;
  options: readonly { readonly value: string; readonly label: string }[];
  onChange: (value: string) => void;
}

/** A menu with its title above. What is written stays in it, also when it is no option. */
export function MenuField({ onChange, options, title, value }: Props) {
  const isKnown = options.some((option) => option.value === value);
  return (
    <NativeSelect
      size="xs"
      label={title}
      classNames={{ label: classes.label }}
      value={value}
      data={isKnown ? [...options] : [{ value, label: value || "–" }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Names as options of a menu. */
export function named(names: readonly string[]): { value: string; label: string }[] {
  return names.map((name) => ({ value: name, label: name }));
}
