/** Everything the working screens read from the server. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/client";
import type {
  Annotation,
  Batch,
  Comment,
  GivenReview,
  HistoryEntry,
  Issue,
  LabelStep,
  NextTask,
  ReviewStep,
  Revision,
  TaskDetail,
} from "./shapes";

export const nextTask = (project: number, prefetch: boolean) =>
  api.get<NextTask>(`/api/projects/${project}/next`, { prefetch });

export const labelPath = (project: number) =>
  api.get<LabelStep[]>(`/api/projects/${project}/label-stream-history`);

export const nextBatch = (project: number, prefetch: boolean) =>
  api.get<Batch>(`/api/projects/${project}/next-review/`, { prefetch });

/** One annotation to judge, reserved if it is free. */
export const batchOf = (project: number, annotation: number) =>
  api.get<Batch>(`/api/projects/${project}/next-review/`, { annotation });

export const reviewPath = (project: number) =>
  api.get<ReviewStep[]>(`/api/projects/${project}/review-stream-history/`);

export const task = (id: number) => api.get<TaskDetail>(`/api/tasks/${id}/`);

export const annotation = (id: number) => api.get<Annotation>(`/api/annotations/${id}/`);

export const reviewsOf = (annotationId: number) =>
  api.get<GivenReview[]>("/api/annotation-reviews/", { annotation: annotationId });

export const withdrawReview = (id: number) => api.delete(`/api/annotation-reviews/${id}/`);

export function taskQuery(id: number) {
  return queryOptions({
    queryKey: ["task", id],
    queryFn: ({ signal }) => api.get<TaskDetail>(`/api/tasks/${id}/`, {}, signal),
  });
}

/** What a comment hangs on: an annotation, or the draft of work that was not handed in yet. */
export type CommentPlace = { annotation: number } | { draft: number };

export const commentsKey = (place: CommentPlace | null) => ["comments", place] as const;

export function commentsQuery(place: CommentPlace | null) {
  return queryOptions({
    queryKey: commentsKey(place),
    queryFn: ({ signal }) =>
      api.get<Comment[]>(
        "/api/comments/",
        { ...place, expand_created_by: true, ordering: "-created_at" },
        signal,
      ),
    enabled: place !== null,
  });
}

export const addComment = (place: CommentPlace, text: string, region: string | null) =>
  api.post<Comment>("/api/comments/", {
    ...place,
    text,
    region_ref: region === null ? null : { region_id: region },
  });

export const changeComment = (id: number, change: Partial<Pick<Comment, "text" | "is_resolved">>) =>
  api.patch<Comment>(`/api/comments/${id}/`, change);

export const deleteComment = (id: number) => api.delete(`/api/comments/${id}/`);

export function historyQuery(annotationId: number | null) {
  return queryOptions({
    queryKey: ["annotation-history", annotationId],
    queryFn: ({ signal }) =>
      api.get<HistoryEntry[]>("/api/annotation-history/", { annotation: annotationId }, signal),
    enabled: annotationId !== null,
  });
}

export const revision = (annotationId: number, number: number) =>
  api.get<Revision>(`/api/annotations/${annotationId}/revisions/${number}/`);

export function issuesQuery(taskId: number, enabled: boolean) {
  return queryOptions({
    queryKey: ["issues", taskId],
    queryFn: ({ signal }) => api.get<Issue[]>(`/api/tasks/${taskId}/issues/`, {}, signal),
    enabled,
  });
}

export const resolveIssue = (id: number) => api.post<Issue>(`/api/issues/${id}/resolve/`);
