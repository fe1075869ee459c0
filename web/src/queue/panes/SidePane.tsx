import { Tabs } from "@mantine/core";
import { type ReactNode, Suspense } from "react";
import classes from "./panes.module.css";

export interface PaneTab {
  id: string;
  title: string;
  count?: number;
  content: ReactNode;
  /** The content does not scroll by itself. */
  scrolls?: boolean;
}

interface Props {
  tabs: readonly PaneTab[];
  tab: string;
  onTab: (id: string) => void;
  label: string;
}

/** So many tabs fit with their counts where the pane is narrow. */
const MOST_NARROW = 3;

/** A pane with tabs; arrows move between them. */
export function SidePane({ label, onTab, tab, tabs }: Props) {
  const shown = tabs.some(({ id }) => id === tab) ? tab : (tabs[0]?.id ?? "");
  return (
    <Tabs
      variant="unstyled"
      value={shown}
      onChange={(id) => id && onTab(id)}
      keepMounted={false}
      classNames={{ root: classes.tabs, list: classes.tabList, tab: classes.tab, panel: classes.panel }}
    >
      <Tabs.List aria-label={label} data-many={tabs.length > MOST_NARROW || undefined}>
        {tabs.map(({ count, id, title }) => (
          <Tabs.Tab key={id} value={id}>
            {title}
            {count ? <span className={classes.count}>{count}</span> : null}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ content, id, scrolls }) => (
        <Tabs.Panel key={id} value={id}>
          <Suspense fallback={null}>
            {scrolls ? <div className={classes.scroll}>{content}</div> : content}
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
