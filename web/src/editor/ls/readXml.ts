/** An element with the place it stands at: what the browser's own parser does not tell. */
export interface XmlElement {
  readonly tag: string;
  readonly line: number;
  readonly place: XmlPlace;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, with entities resolved; only a few tags have a use for it. */
  readonly text: string;
}

/** Where the parts of an element stand in the text, as offsets into it. */
interface XmlPlace {
  readonly start: number;
  readonly end: number;
  /** Behind the name of its tag, and behind the tag that opens it. */
  readonly nameEnd: number;
  readonly openEnd: number;
  /** Where the tag that closes it begins; null when it closes itself. */
  readonly closeStart: number | null;
  /** Its attributes in their order, from the name to the closing quote; `value` is where the value begins. */
  readonly attributes: readonly XmlAttributePlace[];
}

interface XmlAttributePlace {
  readonly name: string;
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

export interface XmlFault {
  readonly line: number;
  readonly tag: string;
  readonly message: string;
  readonly fix: string;
}

type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly fault: XmlFault };

const NAME = /[A-Za-z_][\w.:-]*/y;
const SPACE = /\s*/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
/** What no XML may contain. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\uFFFE\uFFFF]|\p{Surrogate}/u;
const MAX_DEPTH = 100;

class Fault extends Error {
  constructor(
    readonly at: number,
    readonly tag: string,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/**
 * Reads the XML of a labeling configuration: elements, attributes, comments, CDATA.
 * Text between tags stays with the tag around it, once it is sound.
 * Document types and entities of one's own are refused: they are how XML attacks its reader.
 */
export function readXml(xml: string): XmlReading {
  try {
    return { ok: true, root: new Reader(xml).document() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const fault = { line: lineAt(xml, error.at), tag: error.tag, message: error.message, fix: error.fix };
    return { ok: false, fault };
  }
}

function lineAt(xml: string, position: number): number {
  let line = 1;
  for (let i = xml.indexOf("\n"); i !== -1 && i < position; i = xml.indexOf("\n", i + 1)) line += 1;
  return line;
}

interface OpenElement {
  tag: string;
  line: number;
  place: { -readonly [key in keyof XmlPlace]: XmlPlace[key] } & { attributes: XmlAttributePlace[] };
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

class Reader {
  private at = 0;
  private readonly open: OpenElement[] = [];
  private root: XmlElement | null = null;

  constructor(private readonly xml: string) {}

  document(): XmlElement {
    this.at = this.xml.search(FORBIDDEN);
    if (this.at >= 0) {
      throw this.fault("", "There is a control character, or half of a surrogate pair.", "Remove it.");
    }
    this.at = this.xml.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (this.at < this.xml.length) this.next();
    const last = this.open.at(-1);
    if (last) {
      throw this.fault(
        last.tag,
        `<${last.tag}> of line ${last.line} is never closed.`,
        `Add </${last.tag}>.`,
      );
    }
    if (!this.root) throw this.fault("View", "The configuration is empty.", "Start it with <View>.");
    return this.root;
  }

  private next(): void {
    const { xml } = this;
    if (xml[this.at] !== "<") this.text();
    else if (xml.startsWith("<!--", this.at)) this.skipTo("-->", "comment");
    else if (xml.startsWith("<![CDATA[", this.at)) this.verbatim();
    else if (xml.startsWith("<?", this.at)) this.skipTo("?>", "processing instruction");
    else if (xml.startsWith("<!", this.at)) {
      throw this.fault(
        "DOCTYPE",
        "Document types are not allowed.",
        "Remove the <!DOCTYPE ...> declaration.",
      );
    } else if (xml.startsWith("</", this.at)) this.close();
    else this.element();
  }

  private text(): void {
    const end = this.xml.indexOf("<", this.at);
    const stop = end === -1 ? this.xml.length : end;
    const words = this.xml.slice(this.at, stop);
    const inside = this.open.at(-1);
    if (!inside && words.trim() !== "") {
      const fix = "Remove what stands before or after <View>.";
      throw this.fault("", "There is text outside of the configuration.", fix);
    }
    const decoded = this.decode(words, inside?.tag ?? "");
    if (inside) inside.text += decoded;
    this.at = stop;
  }

  private verbatim(): void {
    const start = this.at + "<![CDATA[".length;
    this.skipTo("]]>", "CDATA section");
    const inside = this.open.at(-1);
    if (inside) inside.text += this.xml.slice(start, this.at - "]]>".length);
  }

  private skipTo(mark: string, what: string): void {
    const end = this.xml.indexOf(mark, this.at);
    if (end === -1) throw this.fault("", `A ${what} is never closed.`, `Close it with ${mark}.`);
    this.at = end + mark.length;
  }

  private close(): void {
    const start = this.at;
    this.at += 2;
    const tag = this.name("a closing tag");
    this.space();
    if (this.xml[this.at] !== ">") throw this.fault(tag, `</${tag} is not finished.`, "Close it with >.");
    const opened = this.open.pop();
    if (!opened) throw this.fault(tag, `</${tag}> closes nothing.`, `Remove it or add <${tag}> before it.`);
    if (opened.tag !== tag) {
      throw this.fault(
        tag,
        `</${tag}> closes <${opened.tag}> of line ${opened.line}.`,
        `Write </${opened.tag}> here, or close <${tag}> where it was opened.`,
      );
    }
    this.at += 1;
    opened.place.closeStart = start;
    opened.place.end = this.at;
    this.settle(opened);
  }

  private element(): void {
    const start = this.at;
    this.at += 1;
    const tag = this.name("<");
    if (this.root && this.open.length === 0) {
      this.at = start;
      throw this.fault(
        tag,
        `<${tag}> stands outside of the first element.`,
        "Put everything inside one <View>.",
      );
    }
    const element: OpenElement = {
      tag,
      line: lineAt(this.xml, start),
      place: { start, end: 0, nameEnd: this.at, openEnd: 0, closeStart: null, attributes: [] },
      attributes: {},
      children: [],
      text: "",
    };
    for (;;) {
      const before = this.at;
      this.space();
      if (this.xml.startsWith("/>", this.at)) {
        this.at += 2;
        element.place.openEnd = this.at;
        element.place.end = this.at;
        this.settle(element);
        return;
      }
      if (this.xml[this.at] === ">") {
        this.at += 1;
        element.place.openEnd = this.at;
        this.open.push(element);
        if (this.open.length > MAX_DEPTH) {
          throw this.fault(tag, `Tags are nested more than ${MAX_DEPTH} deep.`, "Flatten the configuration.");
        }
        return;
      }
      if (this.at >= this.xml.length)
        throw this.fault(tag, `<${tag} is not finished.`, "Close it with > or />.");
      if (before === this.at)
        throw this.fault(tag, `<${tag}> is malformed.`, "Put a space before each attribute.");
      this.attribute(element);
    }
  }

  private attribute(element: OpenElement): void {
    const { tag } = element;
    const start = this.at;
    const name = this.name(`an attribute of <${tag}>`);
    this.space();
    const quoteHint = `Write ${name}="...".`;
    if (this.xml[this.at] !== "=")
      throw this.fault(tag, `Attribute ${name} of <${tag}> has no value.`, quoteHint);
    this.at += 1;
    this.space();
    const quote = this.xml[this.at];
    if (quote !== '"' && quote !== "'") {
      throw this.fault(tag, `The value of ${name} in <${tag}> is not in quotes.`, quoteHint);
    }
    const end = this.xml.indexOf(quote, this.at + 1);
    const value = this.xml.slice(this.at + 1, end === -1 ? undefined : end);
    if (end === -1 || value.includes("<")) {
      throw this.fault(
        tag,
        `The quotes of ${name} in <${tag}> are not closed.`,
        "Add the closing quote; write < as &lt;.",
      );
    }
    if (Object.hasOwn(element.attributes, name)) {
      throw this.fault(tag, `<${tag}> has ${name} twice.`, "Keep one of them.");
    }
    element.attributes[name] = this.decode(value, tag).replace(/[\t\r\n]/g, " ");
    element.place.attributes.push({ name, start, value: this.at + 1, end: end + 1 });
    this.at = end + 1;
  }

  private decode(value: string, tag: string): string {
    return value.replace(/&([^;\s&]*);?/g, (whole, name: string) => {
      if (whole.endsWith(";") && Object.hasOwn(ENTITIES, name)) return ENTITIES[name] ?? "";
      const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
      const point = number ? Number.parseInt(number[1] ?? number[2] ?? "", number[1] ? 16 : 10) : Number.NaN;
      if (whole.endsWith(";") && point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) {
        return String.fromCodePoint(point);
      }
      throw this.fault(tag, `"${whole}" in <${tag}> is not a known entity.`, "Write a plain & as &amp;.");
    });
  }

  private settle(element: OpenElement): void {
    const parent = this.open.at(-1);
    if (parent) parent.children.push(element);
    else this.root = element;
  }

  private name(where: string): string {
    NAME.lastIndex = this.at;
    const found = NAME.exec(this.xml)?.[0];
    if (!found) throw this.fault("", `A name is missing after ${where}.`, "Write a plain < as &lt;.");
    this.at += found.length;
    return found;
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.xml)?.[0].length ?? 0;
  }

  private fault(tag: string, message: string, fix: string): Fault {
    return new Fault(this.at, tag, message, fix);
  }
}
