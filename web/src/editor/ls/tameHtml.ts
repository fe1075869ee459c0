/**
 * The page's policy refuses styles, handlers and base addresses that stand in HTML, and the browser complains of each
 * already when it parses them into a document that nobody sees. So they get other names first, or go. This makes
 * nothing safe: what comes out is parsed and cleaned like anything that somebody else wrote.
 */

/** Where a `style` attribute waits until it was read and cleaned. */
export const WAITING_STYLE = "data-ed-style";
/** Marks the stand-in of a style sheet: `noframes`, because browsers parse both alike, wherever they are. */
export const STYLE_SHEET = "data-ed-css";
const STAND_IN = "noframes";

/** Elements whose content is text to their end tag, whatever it looks like. */
const RAW = new Set(["style", "script", "textarea", "title", "xmp", "noframes", "noembed", "iframe"]);

/** What they say is about the whole page that they stand in. */
const BARE = new Set(["base", "meta", "link"]);

export function tameHtml(html: string): string {
  let tamed = "";
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) break;
    tamed += html.slice(at, open);
    const end = markupEnd(html, open);
    // Markup without an end goes to the end of all: browsers see no element there.
    if (end === -1) return tamed + html.slice(open);
    const name = /^<([a-z][^\s/>]*)/i.exec(html.slice(open, Math.min(open + 32, end)))?.[1]?.toLowerCase();
    if (name === undefined) {
      tamed += html.slice(open, end);
      at = end;
      continue;
    }
    const tag = BARE.has(name) ? `<${name}>` : tameAttributes(html.slice(open, end));
    if (!RAW.has(name)) {
      tamed += tag;
      at = end;
      continue;
    }
    const close = closing(html, name, end);
    const content = html.slice(end, close);
    if (name === "style") {
      tamed += `<${STAND_IN} ${STYLE_SHEET}${tag.slice("<style".length)}${content}`;
      if (close < html.length) tamed += `</${STAND_IN}`;
      at = close < html.length ? close + "</style".length : close;
    } else {
      tamed += tag + content;
      at = close;
    }
  }
  return tamed + html.slice(at);
}

/** The place behind a tag or a comment, or behind a lone sign; -1 when it does not end. */
function markupEnd(html: string, open: number): number {
  if (html.startsWith("<!--", open)) {
    const end = html.indexOf("-->", open + 4);
    return end === -1 ? -1 : end + 3;
  }
  if (!/[a-z/!?]/i.test(html[open + 1] ?? "")) return open + 1;
  for (let at = open + 1; at < html.length; at += 1) {
    if (html[at] === ">") return at + 1;
    if (html[at] !== "=") continue;
    let value = at + 1;
    while (/\s/.test(html[value] ?? "")) value += 1;
    const quote = html[value];
    if (quote !== '"' && quote !== "'") continue;
    at = html.indexOf(quote, value + 1);
    if (at === -1) return -1;
  }
  return -1;
}

function closing(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

function tameAttributes(tag: string): string {
  return tag.replace(
    /^<[^\s/>]+|([\s/]*)([^\s/>="']+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?/g,
    (all, before: string | undefined, name = "", value = "") => {
      if (before === undefined) return all;
      if (/^style$/i.test(name)) return before + WAITING_STYLE + value;
      return /^on/i.test(name) ? before : all;
    },
  );
}
