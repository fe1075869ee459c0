/** Everything the working screens read from the server, and the small things they write at once. */
import { queryOptions } from "@tanstack/react-query";
import { server } from "../api/server";
import type { Among } from "./among";
import type {
  Annotation,
  Authors,
  Batch,
  Comment,
  GivenReview,
  HistoryEntry,
  Issue,
  LabelStep,
  NextTask,
  ReviewItem,
  ReviewStep,
  Revision,
  TaskDetail,
} from "./shapes";
import type { Mentionable } from "./work/mentions";

/** What a call answers, in the shapes of these screens. Refusals were thrown before. */
async function answer<T>(call: Promise<{ data?: unknown }>): Promise<T> {
  return (await call).data as T;
}

export const nextTask = (project: number, prefetch: boolean, among: Among) =>
  answer<NextTask>(
    server.GET("/api/projects/{id}/next", {
      params: { path: { id: project }, query: { prefetch, ...among } },
    }),
  );

export const labelPath = (project: number) =>
  answer<LabelStep[]>(
    server.GET("/api/projects/{id}/label-stream-history", { params: { path: { id: project } } }),
  );

export const nextBatch = (project: number, prefetch: boolean, among: Among) =>
  answer<Batch>(
    server.GET("/api/projects/{id}/next-review/", {
      params: { path: { id: project }, query: { prefetch, ...among } },
    }),
  );

/** The batch of one annotation, reserved if it is free. */
export const batchOf = (project: number, annotation: number) =>
  answer<Batch>(
    server.GET("/api/projects/{id}/next-review/", {
      params: { path: { id: project }, query: { annotation } },
    }),
  );

export const reviewPath = (project: number) =>
  answer<ReviewStep[]>(
    server.GET("/api/projects/{id}/review-stream-history/", { params: { path: { id: project } } }),
  );

/** Gives the reservation of an item back. */
export const releaseTask = (id: number) =>
  answer<undefined>(server.POST("/api/tasks/{id}/release/", { params: { path: { id } } }));

export const task = (id: number, signal?: AbortSignal) =>
  answer<TaskDetail>(server.GET("/api/tasks/{id}/", { params: { path: { id } }, signal }));

export const reviewsOf = (annotationId: number) =>
  answer<GivenReview[]>(
    server.GET("/api/annotation-reviews/", { params: { query: { annotation: annotationId } } }),
  );

export const withdrawReview = (id: number) =>
  answer<void>(server.DELETE("/api/annotation-reviews/{id}/", { params: { path: { id } } }));

export const deleteAnnotation = (id: number) =>
  answer<void>(server.DELETE("/api/annotations/{id}/", { params: { path: { id } } }));

export const setGroundTruth = (id: number, wanted: boolean) =>
  answer<Annotation>(
    server.PATCH("/api/annotations/{id}/", { params: { path: { id } }, body: { ground_truth: wanted } }),
  );

export const revision = (annotationId: number, number: number) =>
  answer<Revision>(
    server.GET("/api/annotations/{id}/revisions/{number}/", {
      params: { path: { id: annotationId, number } },
    }),
  );

/** Makes an earlier revision the next one. `seen` is the one that was the current. */
export const restoreRevision = (annotation: number, number: number, seen: number) =>
  answer<Annotation>(
    server.POST("/api/annotations/{id}/revisions/{number}/restore/", {
      params: { path: { id: annotation, number } },
      body: { revision: seen },
    }),
  );

export function revisionQuery(annotation: number, number: number) {
  return queryOptions({
    queryKey: ["annotation-history", annotation, "revision", number],
    queryFn: () => revision(annotation, number),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function taskQuery(id: number) {
  return queryOptions({ queryKey: ["task", id], queryFn: ({ signal }) => task(id, signal) });
}

/** What a comment hangs on: an annotation, or the draft of work that was not handed in yet. */
export type CommentPlace = { annotation: number } | { draft: number };

export function commentsQuery(place: CommentPlace | null) {
  return queryOptions({
    queryKey: ["comments", place],
    queryFn: ({ signal }) =>
      answer<Comment[]>(
        server.GET("/api/comments/", {
          params: { query: { ...place, expand_created_by: true, ordering: "-created_at" } },
          signal,
        }),
      ),
    enabled: place !== null,
  });
}

/** Who can be named in a comment on this: those who would see it. */
export function mentionableQuery(place: CommentPlace | null) {
  return queryOptions({
    queryKey: ["mentionable", place],
    queryFn: ({ signal }) =>
      answer<Required<Mentionable>[]>(
        server.GET("/api/comments/people/", { params: { query: { ...place } }, signal }),
      ),
    enabled: place !== null,
    staleTime: 60_000,
  });
}

interface NewComment {
  text: string;
  region_ref: Comment["region_ref"];
  classifications: Record<string, unknown> | null;
}

export const addComment = (place: CommentPlace, comment: NewComment) =>
  answer<Comment>(server.POST("/api/comments/", { body: { ...place, ...comment } }));

export const changeComment = (
  id: number,
  change: Partial<Pick<Comment, "text" | "is_resolved" | "region_ref">>,
) => answer<Comment>(server.PATCH("/api/comments/{id}/", { params: { path: { id } }, body: change }));

export const deleteComment = (id: number) =>
  answer<void>(server.DELETE("/api/comments/{id}/", { params: { path: { id } } }));

/** Who made and who changed each instance; another revision has other answers. */
export function authorsQuery(annotation: Pick<Annotation, "id" | "revision"> | null, isWanted: boolean) {
  return queryOptions({
    queryKey: ["annotation-history", annotation?.id, "authors", annotation?.revision],
    queryFn: ({ signal }) =>
      answer<Authors[]>(
        server.GET("/api/annotations/{id}/authors/", {
          params: { path: { id: annotation?.id ?? 0 } },
          signal,
        }),
      ),
    enabled: isWanted && annotation !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function historyQuery(annotationId: number | null) {
  return queryOptions({
    queryKey: ["annotation-history", annotationId],
    queryFn: ({ signal }) =>
      answer<HistoryEntry[]>(
        server.GET("/api/annotation-history/", { params: { query: { annotation: annotationId } }, signal }),
      ),
    enabled: annotationId !== null,
  });
}

/** The issues of a task; of none, nothing is asked and nothing is kept. */
export function issuesQuery(taskId: number | null) {
  return queryOptions({
    queryKey: ["issues", taskId],
    queryFn: ({ signal }) =>
      answer<Issue[]>(
        server.GET("/api/tasks/{id}/issues/", { params: { path: { id: taskId ?? 0 } }, signal }),
      ),
    enabled: taskId !== null,
  });
}

export const reviewItems = (annotationId: number, signal?: AbortSignal) =>
  answer<ReviewItem[]>(
    server.GET("/api/review-items/", { params: { query: { annotation: annotationId } }, signal }),
  );

/** The review items of an annotation; an instance's key is the id of its region. */
export function reviewItemsQuery(annotationId: number) {
  return queryOptions({
    queryKey: ["review-items", annotationId],
    queryFn: ({ signal }) => reviewItems(annotationId, signal),
  });
}

/** The verdicts that stand on an annotation and on its instances, oldest first. */
export function reviewsQuery(annotationId: number) {
  return queryOptions({
    queryKey: ["reviews", annotationId],
    queryFn: () => reviewsOf(annotationId),
  });
}

export const reportMissing = (
  task: number,
  report: { annotation: number; text: string; place: Record<string, unknown> | null },
) =>
  answer<Issue>(
    server.POST("/api/tasks/{id}/missing-labels/", { params: { path: { id: task } }, body: report }),
  );

/** Takes the mark of a resolved issue away again. */
export const reopenIssue = (id: number) =>
  answer<Issue>(server.POST("/api/issues/{id}/reopen/", { params: { path: { id } } }));

export const resolveIssue = (id: number) =>
  answer<Issue>(server.POST("/api/issues/{id}/resolve/", { params: { path: { id } } }));

/** Who works on a task now, and what somebody is warned of who changes it beside the queue. */
export function reservationQuery(task: number) {
  return queryOptions({
    queryKey: ["task", task, "reservation"],
    queryFn: async ({ signal }) =>
      (await server.GET("/api/tasks/{id}/reservation/", { params: { path: { id: task } }, signal })).data,
    refetchInterval: 30_000,
  });
}
