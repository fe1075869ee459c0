import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Editor, Remark } from "../../editor";
import { type CommentPlace, commentsQuery, mentionableQuery } from "../queries";
import type { Comment } from "../shapes";
import type { CommentBox } from "../work/commentBox";
import { decoded, type Mentionable } from "../work/mentions";
import { regionsOf } from "./regionName";

/** Marks the regions on the canvas that open comments are about. A mark opens the talk at its newest comment. */
export function useRemarks(
  editor: Editor,
  box: CommentBox,
  place: CommentPlace | null,
  onTalk?: () => void,
): void {
  const comments = useQuery(commentsQuery(place)).data ?? NONE;
  const people = useQuery(mentionableQuery(place)).data ?? NOBODY;
  useEffect(() => {
    editor.setRemarks(remarksOf(comments, people), (region) => {
      onTalk?.();
      // An answer is about the same region.
      editor.select(region);
      box.setState({ opened: newestOn(comments, region)?.id ?? null });
    });
  }, [editor, box, comments, people, onTalk]);
  useEffect(
    () => () => {
      editor.setRemarks([], null);
      editor.light(null);
    },
    [editor],
  );
}

const NONE: readonly Comment[] = [];
const NOBODY: readonly Mentionable[] = [];

/** One mark for each region with open comments; comments come the newest first, and the newest is what it says. */
export function remarksOf(comments: readonly Comment[], people: readonly Mentionable[]): readonly Remark[] {
  const found = new Map<string, Remark>();
  for (const { is_resolved, mentions, region_ref, text } of comments) {
    if (is_resolved) continue;
    for (const region of regionsOf(region_ref)) {
      const known = found.get(region);
      const words = known?.words ?? decoded(text, [...people, ...mentions]);
      found.set(region, { region, count: (known?.count ?? 0) + 1, words });
    }
  }
  return [...found.values()];
}

export function newestOn(comments: readonly Comment[], region: string): Comment | undefined {
  return comments.find(
    ({ is_resolved, region_ref }) => !is_resolved && regionsOf(region_ref).includes(region),
  );
}
