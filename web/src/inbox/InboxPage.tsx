import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { IconMail, IconMailOpened } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty, Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { PageTop } from "../kit/PageTop";
import { PersonBadge } from "../kit/PersonBadge";
import { ago, exactly } from "../kit/times";
import { BoneRows } from "../kit/Waiting";
import classes from "./InboxPage.module.css";
import { inboxQuery, type Told, useMarking } from "./queries";
import { deed, leadsTo, placeOf, sectionOf } from "./words";

const WHICH = [
  { value: "unread", label: "Unread" },
  { value: "all", label: "All" },
];

/** What the person was told: comments, work that came back, assignments, invitations. */
export function InboxPage() {
  const [which, setWhich] = useState("unread");
  const told = useInfiniteQuery(inboxQuery(which === "unread"));
  const { all, one } = useMarking();
  const now = new Date();
  const rows = told.data?.pages.flatMap((page) => page.results) ?? [];
  const unread = told.data?.pages[0]?.unread ?? 0;
  return (
    <>
      <PageTop title="Inbox">
        <Button
          size="xs"
          leftSection={<IconMailOpened size={14} aria-hidden />}
          disabled={unread === 0}
          loading={all.isPending}
          onClick={() => all.mutate(true)}
        >
          Mark all as read
        </Button>
      </PageTop>
      <div className={classes.body}>
        <div className={classes.bar}>
          <SegmentedControl
            aria-label="Which notifications"
            size="xs"
            data={WHICH}
            value={which}
            onChange={setWhich}
          />
          <span className={classes.hint}>
            {told.isSuccess &&
              (unread === 0 ? "Everything is read." : `${counted(unread, "notification")} unread`)}
          </span>
        </div>
        {told.isPending && <BoneRows rows={6} height={64} />}
        <NotLoaded of={told} what="The inbox could not be loaded." className={classes.notice} />
        {(one.isError || all.isError) && (
          <div className={classes.notice}>
            <Failure what="It was not marked." error={one.error ?? all.error} />
          </div>
        )}
        {told.isSuccess && rows.length === 0 && (
          <Empty>
            {which === "unread"
              ? "Nothing is unread. Comments, returned work and assignments arrive here."
              : "Nobody has told you anything yet. Comments, returned work and assignments arrive here."}
          </Empty>
        )}
        <ul className={classes.list}>
          {rows.map((entry) => (
            <Entry
              key={entry.id}
              entry={entry}
              now={now}
              onMark={(is_read) => one.mutate({ id: entry.id, is_read })}
            />
          ))}
        </ul>
        {told.hasNextPage && (
          <div className={classes.more}>
            <Button size="xs" onClick={() => void told.fetchNextPage()} loading={told.isFetchingNextPage}>
              Show older ones
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

interface EntryProps {
  entry: Told;
  now: Date;
  onMark: (isRead: boolean) => void;
}

function Entry({ entry, now, onMark }: EntryProps) {
  const who = entry.actor ?? {
    id: 0,
    name: entry.kind === "webhook_off" || entry.kind === "expert_missing" ? "Assay" : "Somebody",
    initials: "–",
  };
  const to = leadsTo(entry);
  const content = (
    <>
      <span className={classes.line}>
        <b>{who.name}</b> {deed(entry)}
      </span>
      {entry.text && (
        <span className={classes.text} dir="auto">
          {entry.text}
        </span>
      )}
      <span className={classes.place}>{placeOf(entry)}</span>
    </>
  );
  const toggle = entry.is_read ? "Mark as unread" : "Mark as read";
  return (
    <li className={classes.entry} data-unread={!entry.is_read || undefined}>
      <span className={classes.dot} aria-hidden />
      <PersonBadge id={who.id} name={who.name} initials={who.initials} />
      {to === null ? (
        <div className={classes.content}>{content}</div>
      ) : (
        <Link
          to={to}
          search={sectionOf(entry)}
          className={classes.content}
          onClick={() => entry.is_read || onMark(true)}
        >
          {content}
          {!entry.is_read && <span className="visually-hidden">, unread</span>}
        </Link>
      )}
      <time className={classes.time} dateTime={entry.created_at} title={exactly(entry.created_at)}>
        {ago(entry.created_at, now)}
      </time>
      <ActionIcon aria-label={toggle} title={toggle} onClick={() => onMark(!entry.is_read)}>
        {entry.is_read ? <IconMail size={16} aria-hidden /> : <IconMailOpened size={16} aria-hidden />}
      </ActionIcon>
    </li>
  );
}
