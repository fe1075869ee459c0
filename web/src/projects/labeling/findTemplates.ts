import type { Template } from "../../api/contract";

export interface TemplateGroup {
  readonly title: string;
  readonly templates: readonly Template[];
}

/** Templates by group, in the order of the gallery. */
export function groupTemplates(templates: readonly Template[]): TemplateGroup[] {
  const titles = [...new Set(templates.map((template) => template.group))];
  return titles.map((title) => ({
    title,
    templates: templates.filter((template) => template.group === title),
  }));
}

/**
 * The templates that all words of a search speak of, in the order of the gallery. A word counts where another begins
 * with it, in the title, the group, the description, the words people use, and the tags of the configuration.
 */
export function findTemplates(templates: readonly Template[], search: string): readonly Template[] {
  const wanted = wordsOf(search);
  if (wanted.length === 0) return templates;
  return templates.filter((template) => {
    const { config, description, group, title, words } = template;
    const tags = [...config.matchAll(/<(\w+)/g)].map(([, tag]) => tag ?? "");
    const known = wordsOf([title, group, description, words, ...tags].join(" "));
    return wanted.every((word) => known.some((each) => each.startsWith(word)));
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
