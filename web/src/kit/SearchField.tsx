import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type Ref, useEffect, useRef, useState } from "react";

const TYPING_PAUSE_MS = 250;

interface Props {
  /** What is searched now; it may change from outside, as by "Clear filters". */
  value: string;
  /** Told after a pause in typing. */
  onChange: (text: string) => void;
  placeholder: string;
  label: string;
  /** Pixels, or "100%" of the room there is. */
  width: number | string;
  ref?: Ref<HTMLInputElement>;
}

/** A search that waits for a pause in typing, and never takes back what was typed meanwhile. */
export function SearchField({ value, onChange, placeholder, label, width, ref }: Props) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((typed: string) => {
    told.current = typed;
    onChange(typed);
  }, TYPING_PAUSE_MS);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  return (
    <TextInput
      ref={ref}
      size="xs"
      style={{ width }}
      placeholder={placeholder}
      aria-label={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}
