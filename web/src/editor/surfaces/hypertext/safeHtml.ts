import DOMPurify from "dompurify";
import { type HtmlText, parseHtml, textOfHtml } from "../../ls/htmlText";
import { STYLE_SHEET, WAITING_STYLE } from "../../ls/tameHtml";
import { cleanDeclarations } from "../../style/cleanCss";
import { strangerNames } from "../../style/strangers";
import { intoParts } from "./parts";

/** A document of an item, made harmless: what may be shown of it, and the text that it was counted by. */
export interface SafeHtml {
  readonly content: DocumentFragment;
  readonly text: HtmlText;
  /** The style sheets that stood in it; not cleaned. */
  readonly css: string;
  /** It brings colours of its own, which were chosen for white paper. */
  readonly isColoured: boolean;
}

interface SafeHtmlOptions {
  /** Links lead to where they say, in another window; otherwise they lead nowhere. */
  readonly clickableLinks: boolean;
}

const TAGS = (
  "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del " +
  "details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li " +
  "main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot " +
  "th thead time tr tt u ul var wbr"
).split(" ");

const ATTRIBUTES = (
  "abbr align alt bgcolor border cellpadding cellspacing class clear color cols colspan datetime dir headers height " +
  "hspace id lang nowrap open reversed rowspan rules scope size span src start summary title type valign value " +
  "vspace width"
).split(" ");

/** Of ours, for the way through the cleaning; what an author wrote under these names is taken away first. */
const OURS = [WAITING_STYLE, "data-blocked", "data-href"];

/** The element that holds a piece of text; it looks like nothing and is no element of any document. */
export const PIECE = "ed-piece";

/**
 * Makes HTML harmless: it runs nothing, loads nothing from elsewhere, leads nowhere, and its names cannot be taken
 * for ours. Each piece of its text comes in an element that says which one it is.
 */
export function safeHtml(html: string, { clickableLinks }: SafeHtmlOptions): SafeHtml {
  const body = parseHtml(html);
  const text = textOfHtml(body);
  const owner = body.ownerDocument;
  const css = [...owner.querySelectorAll(`[${STYLE_SHEET}]`)].map((style) => style.textContent).join("\n");
  for (const element of body.querySelectorAll("*")) prepare(element, clickableLinks);
  DOMPurify.sanitize(body, {
    IN_PLACE: true,
    ALLOWED_TAGS: [...TAGS, "body", "#text"],
    ALLOWED_ATTR: [...ATTRIBUTES, ...OURS],
    // They hold words and styles: a colon in them is no scheme of an address.
    ADD_URI_SAFE_ATTR: OURS,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
  // What is left of the text is still in the nodes that it was counted by.
  text.pieces.forEach(({ end, node, start }, number) => {
    if (!body.contains(node) || !mayHoldPieces(node)) return;
    const piece = owner.createElement(PIECE);
    piece.dataset.line = `${number}`;
    piece.dataset.start = `${start}`;
    piece.dataset.end = `${end}`;
    node.replaceWith(piece);
    piece.append(node);
  });
  const content = document.createDocumentFragment();
  content.append(...[...body.childNodes].map((node) => document.importNode(node, true)));
  for (const element of content.querySelectorAll<HTMLElement>("*")) finish(element);
  // Style sheets of its own may count on which element holds which.
  if (text.text.length > LONG && css === "") intoParts(content);
  const isColoured = COLOURED.test(css) || content.querySelector(STYLED) !== null;
  return { content, text, css, isColoured };
}

/** Documents of more characters than this are laid out in parts, as they come into view. */
const LONG = 200_000;

const COLOURED = /\b(color|background)\b/i;
const STYLED = '[style*="color"], [style*="background"], [bgcolor], font[color]';

/** Between the rows of a table an element would become a cell; there is only white space there. */
function mayHoldPieces(node: Text): boolean {
  const { parentElement } = node;
  return (
    node.data.trim() !== "" || !parentElement?.matches("table, thead, tbody, tfoot, tr, colgroup, ul, ol, dl")
  );
}

/** What has to be known of an element before it is cleaned. */
function prepare(element: Element, clickableLinks: boolean): void {
  const style = element.getAttribute(WAITING_STYLE);
  for (const name of OURS) element.removeAttribute(name);
  if (style !== null) element.setAttribute(WAITING_STYLE, style);
  if (element.localName === "a") {
    const address = element.getAttribute("href")?.trim() ?? "";
    if (/^(https?:\/\/|mailto:)/i.test(address)) {
      if (clickableLinks) element.setAttribute("data-href", address);
      else if (!element.hasAttribute("title")) element.setAttribute("title", address);
    }
  }
  if (element.localName === "details") element.setAttribute("open", "");
  if (element.localName === "img") preparePicture(element);
}

/** Pictures come from this server or stand in the document; asking another one would tell it who reads what. */
function preparePicture(element: Element): void {
  const address = element.getAttribute("src")?.trim() ?? "";
  if (isOwnPicture(address)) return;
  const piece = element.ownerDocument.createElement("span");
  const words = element.getAttribute("alt")?.trim() ?? "";
  piece.setAttribute("data-blocked", words === "" ? "Picture not loaded" : `Picture not loaded: ${words}`);
  piece.title = `Only pictures of this server, or in the document itself, are loaded. This one is: ${address.slice(0, 200)}`;
  element.replaceWith(piece);
}

/** Where this server keeps files of people and samples of its own. */
const OWN_FILES = /^\/(data|static)\/[\w\-./%~+@,()]*$/;
const INLINE_PICTURE = /^data:image\/(png|jpe?g|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]*$/i;

export function isOwnPicture(address: string): boolean {
  if (INLINE_PICTURE.test(address)) return true;
  // Two dots could lead to what is no file.
  return OWN_FILES.test(address) && !decoded(address).includes("..");
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return "..";
  }
}

/** What only an element of this page may get: names that are nobody's, and styles that were read. */
function finish(element: HTMLElement): void {
  const { dataset } = element;
  for (const name of ["class", "id", "headers"]) {
    const names = element.getAttribute(name);
    if (names !== null) element.setAttribute(name, strangerNames(names));
  }
  const style = element.getAttribute(WAITING_STYLE);
  element.removeAttribute(WAITING_STYLE);
  if (style !== null) {
    for (const { property, value } of cleanDeclarations(style)) element.style.setProperty(property, value);
  }
  if (dataset.href !== undefined && element instanceof HTMLAnchorElement) {
    element.href = dataset.href;
    element.target = "_blank";
    element.rel = "noopener noreferrer";
    delete dataset.href;
  }
}
