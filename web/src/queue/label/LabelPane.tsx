import { useQuery } from "@tanstack/react-query";
import { lazy, useCallback, useMemo } from "react";
import { useStore } from "zustand";
import type { Person } from "../../api/contract";
import type { Editor } from "../../editor";
import { type PaneTab, SidePane } from "../panes/SidePane";
import { useInstanceCount } from "../panes/useInstanceCount";
import { useIssuesOnCanvas } from "../panes/useIssuesOnCanvas";
import { useRemarks } from "../panes/useRemarks";
import { peopleOf } from "../people";
import { type CommentPlace, commentsQuery } from "../queries";
import type { Comment, Revision } from "../shapes";
import type { Work } from "../work/work";

const InstancesPane = lazy(async () => ({ default: (await import("../panes/InstancesPane")).InstancesPane }));
const Comments = lazy(async () => ({ default: (await import("../panes/Comments")).Comments }));
const IssuesPanel = lazy(async () => ({ default: (await import("../panes/IssuesPanel")).IssuesPanel }));
const HistoryPanel = lazy(async () => ({ default: (await import("../panes/HistoryPanel")).HistoryPanel }));

interface Props {
  work: Work;
  /** What is on the canvas: the work, or an older revision of it. */
  shown: Editor;
  me: Person;
  tab: string;
  onTab: (tab: string) => void;
  openIssues: number | null;
  onAsked?: () => void;
  onRevision: (revision: Revision) => void;
  mayResolveAny: boolean;
  /** An earlier revision became the current one; where it is not given, that cannot be done. */
  onRestored?: () => void;
  /** Whether it can be commented on; predictions cannot. */
  talks?: boolean;
  /** Whether the person may say that an issue is resolved. */
  mends?: boolean;
}

const NO_COMMENTS: Comment[] = [];

/** What was labelled, what was said about it, and what happened to it. */
export function LabelPane(props: Props) {
  const {
    mayResolveAny,
    me,
    onAsked,
    onRestored,
    onRevision,
    onTab,
    openIssues,
    shown,
    tab,
    talks = true,
    work,
  } = props;
  const { mends = true } = props;
  const draft = useStore(work.keeper.state, (state) => state.draft?.id ?? null);
  const instances = useInstanceCount(shown);
  const annotation = work.annotation?.id ?? null;
  const place: CommentPlace | null = annotation !== null ? { annotation } : draft !== null ? { draft } : null;
  const comments = useQuery(commentsQuery(place)).data ?? NO_COMMENTS;
  const openTalk = useCallback(() => onTab("comments"), [onTab]);
  useRemarks(work.editor, work.box, talks ? place : null, openTalk);
  const known = useMemo(
    () =>
      peopleOf(
        me,
        work.task,
        comments.map(({ created_by }) => created_by),
      ),
    [me, work.task, comments],
  );
  useIssuesOnCanvas(shown, work.task.id, openIssues === null ? null : annotation);
  const tabs: PaneTab[] = [
    {
      id: "instances",
      title: "Instances",
      count: instances,
      content: (
        <InstancesPane
          editor={shown}
          annotation={shown === work.editor ? work.annotation : null}
          people={known}
        />
      ),
    },
    {
      id: "comments",
      title: "Comments",
      count: comments.length,
      scrolls: true,
      content: (
        <Comments
          editor={work.editor}
          box={work.box}
          place={place}
          makePlace={async () => {
            const id = await work.keeper.draftId();
            return id === null ? null : { draft: id };
          }}
          me={me.id}
          project={work.task.project}
          mayResolveAny={mayResolveAny}
          placeholder="Say something about this item"
          onAsked={onAsked}
        />
      ),
    },
    {
      id: "history",
      title: "History",
      scrolls: true,
      content: (
        <HistoryPanel
          annotation={annotation}
          current={work.annotation?.revision ?? null}
          people={known}
          onOpen={onRevision}
          editor={work.editor}
          onRestored={onRestored}
        />
      ),
    },
  ];
  if (openIssues !== null && annotation !== null) {
    tabs.unshift({
      id: "issues",
      title: "Issues",
      count: openIssues,
      content: (
        <IssuesPanel
          mayResolve={mends}
          task={work.task.id}
          annotation={annotation}
          editor={shown}
          people={known}
        />
      ),
    });
  }
  const offered = talks ? tabs : tabs.filter(({ id }) => id === "instances");
  return <SidePane label="About this item" tabs={offered} tab={tab} onTab={onTab} />;
}
