import { type ComponentProps, useState } from "react";

interface Props extends Omit<ComponentProps<"input">, "value" | "onChange" | "type"> {
  value: string;
  /** Told when somebody leaves the field or presses Enter, and only what is new. */
  onCommit: (value: string) => void;
  /** Words that are half written would be no words: an empty field goes back to what it was. */
  keepsSome?: boolean;
}

/** A text that counts once it is finished; Escape takes it back. */
export function DraftField({ keepsSome = false, onCommit, value, ...rest }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  function finish(): void {
    setDraft(null);
    if (draft === null || draft === value || (keepsSome && draft.trim() === "")) return;
    onCommit(draft);
  }
  return (
    <input
      {...rest}
      type="text"
      value={draft ?? value}
      data-draft={draft !== null || undefined}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
        if (event.key === "Escape" && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
      }}
    />
  );
}
