import { MultiSelect } from "@mantine/core";
import { useStore } from "zustand";
import { classWords } from "../work/classes";
import type { CommentBox } from "../work/commentBox";
import talk from "./talk.module.css";

/** How the comment in a box is classified; nothing where the project classifies none, or nothing is written yet. */
export function Classify({ box, paths }: { box: CommentBox; paths: readonly string[][] }) {
  const chosen = useStore(box, (state) => state.classes);
  const isWritten = useStore(box, (state) => state.text.trim() !== "");
  if (!isWritten || paths.length === 0) return null;
  return (
    <MultiSelect
      aria-label="How the comment is classified"
      classNames={{ inputField: talk.bare }}
      placeholder={chosen.length === 0 ? "Classify it" : undefined}
      size="xs"
      searchable
      data={paths.map((path) => ({ value: JSON.stringify(path), label: classWords(path) }))}
      value={chosen.map((path) => JSON.stringify(path))}
      onChange={(values) => box.setState({ classes: values.map((value) => JSON.parse(value) as string[]) })}
    />
  );
}
