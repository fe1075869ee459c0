import { ActionIcon, Button, Menu, TextInput } from "@mantine/core";
import {
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconCopy,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUser,
  IconUsers,
} from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { SavedView } from "../api/contract";
import { Confirm } from "../kit/Confirm";
import { reasonOf } from "../kit/Notice";
import { notify } from "../kit/notify";
import { draftKey, useDrafts } from "./drafts";
import { useViews } from "./queries";
import { ResetTabs } from "./ResetTabs";
import classes from "./TabBar.module.css";
import type { TabData } from "./tab";
import type { OpenTab } from "./useTab";

interface Props {
  projectId: number;
  tab: OpenTab;
  /** Whether the person may share, lock and order tabs. */
  manages: boolean;
  /** Whether the person may delete the tabs of everybody at once. */
  mayReset: boolean;
  onOpen: (view: number | undefined) => void;
  /** What stands at the end of the bar. */
  children?: ReactNode;
}

/** Saved tabs, and what can be done with the open one. */
export function TabBar({ projectId, tab, manages, mayReset, onOpen, children }: Props) {
  const [renaming, setRenaming] = useState<number>();
  const { create, change } = useViews(projectId);
  const { data, view, views } = tab;
  const fail = (error: unknown) =>
    void notify({ color: "red", title: "The tab was not saved.", message: reasonOf(error) });

  function add(from: TabData, title: string) {
    create.mutate(
      { data: { ...from, title } },
      {
        onSuccess: ({ id }) => {
          tab.revert();
          onOpen(id);
          setRenaming(id);
        },
        onError: fail,
      },
    );
  }
  function save() {
    if (!view?.can_change) {
      add(data, view ? `${titleOf(view)} (copy)` : "New tab");
      return;
    }
    change.mutate({ id: view.id, data }, { onSuccess: tab.revert, onError: fail });
  }

  return (
    <div className={classes.bar}>
      <div className={classes.tabs} role="tablist" aria-label="Tabs">
        <button
          type="button"
          role="tab"
          aria-selected={view === undefined}
          className={classes.tab}
          onClick={() => onOpen(undefined)}
        >
          All tasks
        </button>
        {views.map((one) =>
          one.id === renaming ? (
            <TitleField
              key={one.id}
              title={titleOf(one)}
              onEnd={(title) => {
                setRenaming(undefined);
                if (title && title !== titleOf(one)) {
                  change.mutate({ id: one.id, data: { title } }, { onError: fail });
                }
              }}
            />
          ) : (
            <TabHandle
              key={one.id}
              projectId={projectId}
              one={one}
              isOpen={one.id === view?.id}
              manages={manages}
              views={views}
              onOpen={onOpen}
              onRename={() => setRenaming(one.id)}
              onDuplicate={() => add(one.data as TabData, `${titleOf(one)} (copy)`)}
              onFail={fail}
            />
          ),
        )}
        <ActionIcon
          size={28}
          aria-label="New tab"
          title="New tab: keeps the filters and columns of this one"
          onClick={() => add(data, "New tab")}
          loading={create.isPending}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
        {mayReset && views.length > 0 && <ResetTabs projectId={projectId} onDone={() => onOpen(undefined)} />}
      </div>
      <span className={classes.space} />
      {tab.changed && (
        <>
          <span className={classes.note}>Changed, not saved</span>
          <Button size="compact-sm" variant="subtle" onClick={tab.revert}>
            Revert
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={save} loading={change.isPending}>
            {view?.can_change ? "Save tab" : "Save as new tab"}
          </Button>
        </>
      )}
      {children}
    </div>
  );
}

export function titleOf(view: SavedView): string {
  const { title } = view.data as TabData;
  return title || "Untitled";
}

interface HandleProps {
  projectId: number;
  one: SavedView;
  isOpen: boolean;
  manages: boolean;
  views: readonly SavedView[];
  onOpen: (view: number | undefined) => void;
  onRename: () => void;
  onDuplicate: () => void;
  onFail: (error: unknown) => void;
}

function TabHandle({
  projectId,
  one,
  isOpen,
  manages,
  views,
  onOpen,
  onRename,
  onDuplicate,
  onFail,
}: HandleProps) {
  const [asked, setAsked] = useState(false);
  const { change, remove, order } = useViews(projectId);
  const dropDraft = useDrafts((drafts) => drafts.drop);
  const at = views.findIndex(({ id }) => id === one.id);
  function move(by: number) {
    const ids = views.map(({ id }) => id);
    ids.splice(at + by, 0, ...ids.splice(at, 1));
    order.mutate(ids, { onError: onFail });
  }
  const look = (
    <>
      {titleOf(one)}
      {one.is_locked && <IconLock size={12} aria-label="Locked" />}
      {!one.is_shared && <IconUser size={12} aria-label="Only you see this tab" />}
    </>
  );
  if (!isOpen) {
    return (
      <button
        type="button"
        role="tab"
        aria-selected={false}
        className={classes.tab}
        onClick={() => onOpen(one.id)}
      >
        {look}
      </button>
    );
  }
  return (
    <>
      <Menu position="bottom-start" width={230}>
        <Menu.Target>
          <button
            type="button"
            role="tab"
            aria-selected
            className={classes.tab}
            title="What can be done with this tab"
          >
            {look}
            <IconChevronDown size={12} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={onRename}
            disabled={!one.can_change}
          >
            Rename
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={14} aria-hidden />} onClick={onDuplicate}>
            Duplicate
          </Menu.Item>
          {manages && (
            <>
              <Menu.Item
                leftSection={
                  one.is_locked ? <IconLockOpen size={14} aria-hidden /> : <IconLock size={14} aria-hidden />
                }
                onClick={() => change.mutate({ id: one.id, is_locked: !one.is_locked }, { onError: onFail })}
              >
                {one.is_locked ? "Unlock for others" : "Lock for others"}
              </Menu.Item>
              <Menu.Item
                leftSection={
                  one.is_shared ? <IconUser size={14} aria-hidden /> : <IconUsers size={14} aria-hidden />
                }
                onClick={() => change.mutate({ id: one.id, is_shared: !one.is_shared }, { onError: onFail })}
              >
                {one.is_shared ? "Keep for myself" : "Share with everybody"}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconArrowLeft size={14} aria-hidden />}
                onClick={() => move(-1)}
                disabled={at === 0}
              >
                Move left
              </Menu.Item>
              <Menu.Item
                leftSection={<IconArrowRight size={14} aria-hidden />}
                onClick={() => move(1)}
                disabled={at === views.length - 1}
              >
                Move right
              </Menu.Item>
            </>
          )}
          {one.can_delete && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => setAsked(true)}
              >
                Delete tab
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title="Delete tab"
        action="Delete tab"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(one.id, {
            onSuccess: () => {
              dropDraft(draftKey(projectId, one.id));
              setAsked(false);
              onOpen(undefined);
            },
          })
        }
      >
        {one.is_shared ? "The tab goes away for everybody." : "The tab goes away."} The tasks stay as they
        are.
      </Confirm>
    </>
  );
}

function TitleField({ title, onEnd }: { title: string; onEnd: (title: string | undefined) => void }) {
  const [text, setText] = useState(title);
  return (
    <TextInput
      size="xs"
      aria-label="Name of the tab"
      className={classes.title}
      value={text}
      maxLength={100}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => onEnd(text.trim())}
      onKeyDown={(event) => {
        if (event.key === "Enter") onEnd(text.trim());
        if (event.key === "Escape") onEnd(undefined);
      }}
    />
  );
}
