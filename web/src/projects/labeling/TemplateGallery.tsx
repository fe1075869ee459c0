import { Button, TextInput } from "@mantine/core";
import { IconCode, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { Template } from "../../api/contract";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import { BoneRows } from "../../kit/Waiting";
import { templatesQuery } from "../queries";
import { findTemplates, groupTemplates, type TemplateGroup } from "./findTemplates";
import classes from "./Gallery.module.css";
import { TemplatePicture } from "./TemplatePicture";

interface Props {
  onChoose: (template: Template) => void;
  /** Starts from an empty page instead. */
  onOwn: () => void;
}

const ALL = "";

/** Ways to begin, grouped by what is labelled; found by the words that people use for them. */
export function TemplateGallery({ onChoose, onOwn }: Props) {
  const templates = useQuery(templatesQuery);
  const [search, setSearch] = useState("");
  const [group, setGroup] = useState(ALL);
  const field = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(search);
  const found = useMemo(
    () => groupTemplates(findTemplates(templates.data ?? [], wanted)),
    [templates.data, wanted],
  );
  if (templates.isPending) return <BoneRows rows={4} height={120} />;
  if (templates.isError) return <NotLoaded of={templates} what="The templates could not be loaded." />;
  const every = groupTemplates(templates.data);
  const shown = found.filter(({ title }) => group === ALL || title === group);
  const total = shown.reduce((sum, each) => sum + each.templates.length, 0);
  const clear = () => {
    setSearch("");
    setGroup(ALL);
    field.current?.focus();
  };
  return (
    <div className={classes.gallery}>
      <div className={classes.top}>
        <TextInput
          ref={field}
          className={classes.search}
          type="search"
          aria-label="Search templates"
          placeholder="Search: ner, bbox, segmentation, asr, pose"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <p className={classes.total} role="status">
          {counted(total, "template")}
        </p>
        <p className={classes.own}>
          Have a configuration already, also one from Label Studio?
          <Button size="xs" leftSection={<IconCode size={14} aria-hidden />} onClick={onOwn}>
            Paste XML
          </Button>
        </p>
      </div>
      <div className={classes.columns}>
        <GroupList every={every} found={found} group={group} onGroup={setGroup} />
        <div className={classes.sections}>
          {shown.map((each) => (
            <GroupSection key={each.title} group={each} onChoose={onChoose} />
          ))}
          {total === 0 && (
            <div className={classes.none}>
              <p>
                No template is about “{search.trim()}”
                {group !== ALL && found.length > 0 ? ` in ${group}` : ""}. Try another word, or begin with
                XML.
              </p>
              <Button size="xs" onClick={clear}>
                Show all templates
              </Button>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

interface ListProps {
  every: readonly TemplateGroup[];
  found: readonly TemplateGroup[];
  group: string;
  onGroup: (title: string) => void;
}

/** The groups with how many templates of each are left by the search. */
function GroupList({ every, found, group, onGroup }: ListProps) {
  const left = new Map(found.map(({ templates, title }) => [title, templates.length]));
  const total = found.reduce((sum, each) => sum + each.templates.length, 0);
  const rows = [{ title: ALL, name: "All templates", count: total }].concat(
    every.map(({ title }) => ({ title, name: title, count: left.get(title) ?? 0 })),
  );
  return (
    <nav className={classes.groups} aria-label="Kinds of templates">
      {rows.map(({ count, name, title }) => (
        <button
          key={title}
          type="button"
          aria-current={group === title || undefined}
          disabled={count === 0 && group !== title}
          onClick={() => onGroup(title)}
        >
          <span>{name}</span>
          <span className={classes.count}>{count}</span>
        </button>
      ))}
    </nav>
  );
}

function GroupSection({ group, onChoose }: { group: TemplateGroup; onChoose: Props["onChoose"] }) {
  return (
    <section aria-label={group.title}>
      <h3 className={classes.group}>
        {group.title}
        <span className={classes.count}>{group.templates.length}</span>
      </h3>
      <div className={classes.cards}>
        {group.templates.map((template) => (
          <button key={template.id} type="button" className={classes.card} onClick={() => onChoose(template)}>
            <TemplatePicture id={template.id} />
            <span className={classes.cardTitle}>{template.title}</span>
            <span className={classes.cardText}>{template.description}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
