import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { projectQuery } from "../../projects/queries";
import { type CommentPlace, mentionableQuery } from "../queries";
import { classPaths } from "../work/classes";
import type { CommentBox } from "../work/commentBox";
import { decoded, type Mentionable } from "../work/mentions";

const NOBODY: readonly Mentionable[] = [];

/** Who can be named at a place, and how comments are classified there. */
export function useTalk(place: CommentPlace | null, project: number) {
  const people = useQuery(mentionableQuery(place)).data ?? NOBODY;
  const xml = useQuery(projectQuery(project)).data?.comment_classification_config ?? "";
  const paths = useMemo(() => classPaths(xml), [xml]);
  return { people, paths };
}

/** Tells a box who can be named in it. What came back from a decision that was refused names people by number. */
export function useNames(box: CommentBox, people: readonly Mentionable[]): void {
  useEffect(() => {
    box.setState(({ text }) => ({ people, text: decoded(text, people) }));
  }, [box, people]);
}
