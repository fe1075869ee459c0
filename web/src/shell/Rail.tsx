import {
  IconBuilding,
  IconDatabase,
  IconFolder,
  IconInbox,
  type IconProps,
  IconQuestionMark,
  IconSearch,
  IconSitemap,
  IconUser,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useState } from "react";
import { useMay, useMe } from "../access/me";
import { unreadQuery } from "../inbox/queries";
import { badge } from "../inbox/words";
import { BrandMark } from "../kit/Brand";
import { PageKey } from "../kit/PageKey";
import { colorOf } from "../kit/PersonBadge";
import { usePins } from "../projects/pins";
import { projectsByIdQuery } from "../projects/queries";
import { MeButton } from "./MeButton";
import { paletteStore } from "./paletteStore";
import classes from "./Rail.module.css";
import { useShortcutSheet } from "./shortcutSheetStore";

const MeMenu = lazy(async () => ({ default: (await import("./MeMenu")).MeMenu }));

/** The way to everything that is not inside the current page. */
export function Rail({ slim }: { slim: boolean }) {
  const seesOrganization = useMay("members.view");
  const seesDatasets = useMay("datasets.view");
  const seesOntologies = useMay("ontologies.view");
  const [wantsMenu, setWantsMenu] = useState(false);
  const openSheet = useShortcutSheet((sheet) => sheet.show);
  return (
    <nav className={classes.rail} data-slim={slim || undefined} aria-label="Main">
      <Link to="/projects" className={classes.brand} aria-label="Assay, all projects">
        <BrandMark />
        <span className={classes.word}>Assay</span>
      </Link>
      <button
        type="button"
        className={classes.palette}
        onClick={paletteStore.open}
        title="Search or run a command"
        aria-label="Search or run a command"
      >
        <IconSearch size={14} aria-hidden />
        <span className={classes.word}>Search</span>
        <PageKey of="palette" className={classes.end} />
      </button>
      <RailLink to="/projects" icon={IconFolder} label="Projects" />
      {seesDatasets && <RailLink to="/datasets" icon={IconDatabase} label="Datasets" />}
      {seesOntologies && <RailLink to="/ontologies" icon={IconSitemap} label="Ontologies" />}
      <InboxLink />
      {seesOrganization && <RailLink to="/organization" icon={IconBuilding} label="Organization" />}
      <RailLink to="/account" icon={IconUser} label="Account" />
      <Pins />
      <span className={classes.space} />
      <button type="button" className={classes.item} onClick={openSheet} title="Keyboard shortcuts">
        <IconQuestionMark size={16} aria-hidden />
        <span className={classes.word}>Shortcuts</span>
        <PageKey of="shortcuts" className={classes.end} />
      </button>
      {wantsMenu ? (
        <Suspense fallback={<MeButton />}>
          <MeMenu />
        </Suspense>
      ) : (
        <MeButton aria-haspopup="menu" onClick={() => setWantsMenu(true)} />
      )}
    </nav>
  );
}

function InboxLink() {
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const told = unread > 0 ? `Inbox, ${unread} unread` : "Inbox";
  return (
    <Link
      to="/inbox"
      className={classes.item}
      activeProps={{ className: classes.on }}
      title={told}
      aria-label={told}
    >
      <span className={classes.bell}>
        <IconInbox size={16} aria-hidden />
        {unread > 0 && <i className={classes.unreadDot} />}
      </span>
      <span className={classes.word}>Inbox</span>
      {unread > 0 && <span className={`${classes.unread} ${classes.end}`}>{badge(unread)}</span>}
    </Link>
  );
}

interface RailLinkProps {
  to: "/projects" | "/datasets" | "/ontologies" | "/organization" | "/account";
  icon: ComponentType<IconProps>;
  label: string;
}

function RailLink({ to, icon: Icon, label }: RailLinkProps) {
  return (
    <Link to={to} className={classes.item} activeProps={{ className: classes.on }} title={label}>
      <Icon size={16} aria-hidden />
      <span className={classes.word}>{label}</span>
    </Link>
  );
}

function Pins() {
  const me = useMe();
  const { pins } = usePins(me.id);
  const found = useQuery(projectsByIdQuery(pins)).data?.results ?? [];
  const shown = pins.flatMap((id) => found.filter((project) => project.id === id));
  if (pins.length === 0 || shown.length === 0) return null;
  return (
    <div className={classes.pins}>
      <h2 className={classes.caption}>Pinned</h2>
      {shown.map((project) => (
        <Link
          key={project.id}
          to="/projects/$projectId"
          params={{ projectId: project.id }}
          className={classes.item}
          activeProps={{ className: classes.here }}
          title={project.title}
        >
          <i className={classes.dot} style={{ background: colorOf(project.id) }} />
          <span className={classes.clip}>{project.title}</span>
        </Link>
      ))}
    </div>
  );
}
