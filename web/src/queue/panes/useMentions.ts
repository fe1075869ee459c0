import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useStore } from "zustand";
import type { CommentBox } from "../work/commentBox";
import { labelOf, type Mentionable, matching, typedName } from "../work/mentions";

const MOST_OFFERED = 8;

export type Mentions = ReturnType<typeof useMentions>;

/** Offers people while a name is typed after an @; the arrows choose, Enter or Tab takes. */
export function useMentions(box: CommentBox, field: RefObject<HTMLTextAreaElement | null>) {
  const { people, text } = useStore(box);
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const list = useId();
  const typed = caret === null ? null : typedName(text, caret);
  const offered = typed ? matching(people, typed.words).slice(0, MOST_OFFERED) : [];
  const isOpen = offered.length > 0;
  const chosen = Math.min(at, offered.length - 1);

  function look() {
    setCaret(field.current?.selectionStart ?? null);
    setAt(0);
  }

  function take(person: Mentionable | undefined) {
    if (!typed || caret === null || !person) return;
    const words = `@${labelOf(person, people)} `;
    const after = typed.from + words.length;
    box.setState({ text: text.slice(0, typed.from) + words + text.slice(caret) });
    setCaret(null);
    window.requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(after, after);
    });
  }

  /** Whether the key was meant for the list. */
  function onKeyDown(event: KeyboardEvent): boolean {
    if (!isOpen || event.ctrlKey || event.metaKey) return false;
    if (event.key === "ArrowDown") setAt((chosen + 1) % offered.length);
    else if (event.key === "ArrowUp") setAt((chosen + offered.length - 1) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") take(offered[chosen]);
    else if (event.key === "Escape") setCaret(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    offered,
    chosen,
    list,
    take,
    look,
    onKeyDown,
    label: (person: Mentionable) => labelOf(person, people),
    field: {
      "aria-autocomplete": "list",
      "aria-controls": isOpen ? list : undefined,
      "aria-activedescendant": isOpen ? `${list}-${chosen}` : undefined,
      onSelect: () => caret !== null && setCaret(field.current?.selectionStart ?? null),
      onBlur: () => setCaret(null),
    } as const,
  };
}
