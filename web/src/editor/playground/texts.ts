import type { LsResultItem, Mode } from "../index";

interface TextScene {
  readonly config: string;
  readonly data: Record<string, unknown>;
  readonly result: readonly LsResultItem[];
  readonly predictions?: readonly LsResultItem[];
  readonly mode?: Mode;
}

const ENTITIES = ["Person", "Product", "Place", "Date", "Amount", "Reference"];
const ENTITY_LABELS = ENTITIES.map((label) => `<Label value="${label}"/>`).join("");
const TEXT = `<View><Labels name="entity" toName="letter">${ENTITY_LABELS}</Labels><Text name="letter" value="$text"/></View>`;
const WORDS = "the quick brown fox jumps over a lazy dog and goes home to Leiden on Friday ".repeat(6).trim();

function longText(lines: number): string {
  return Array.from({ length: lines }, (_, index) => `${index}: ${WORDS}`).join("\n");
}

function manySpans(count: number, every: number): TextScene {
  const text = longText(Math.ceil((count * every) / 460) + 1);
  const result = Array.from({ length: count }, (_, n): LsResultItem => {
    const start = n * every + (n % 11);
    const value = { start, end: start + 8 + (n % 30), text: "", labels: [ENTITIES[n % 6]] };
    return { id: `s${n}`, from_name: "entity", to_name: "letter", type: "labels", value };
  });
  return { config: TEXT, data: { text }, result };
}

const PAGE = `<View>
  <Style>.note { background: #fdf6e3; color: #333; padding: 12px 16px; border-radius: 8px; position: fixed; } .note p { margin: 0 }</Style>
  <View className="note"><Header value="Mark people and places."/></View>
  <HyperTextLabels name="entity" toName="page">${ENTITY_LABELS}</HyperTextLabels>
  <HyperText name="page" value="$html"/>
  <Relations><Relation value="works at"/></Relations>
</View>`;

const HTML = `<style>h1 { color: #7a1f1f } .lead { font-size: 1.1em } body { background: url(https://evil.test/x) }</style>
<article>
  <h1>The last boat yard on the canal</h1>
  <p class="lead">In <b>Trieste</b>, four generations of the <i>Voss</i> family have built boats of larch and copper 😀.
  Now <b>Clara Voss</b> hands the keys to her <a href="https://evil.test/">granddaughter</a>.</p>
  <ul><li>The <i>Aurora</i>, a ferry of eleven metres for the <b>Harbour Cooperative</b></li><li>A rowing boat</li></ul>
  <table>
    <tr><th>Boat</th><th>Length</th></tr>
    <tr><td>Aurora</td><td style="text-align: right; position: fixed">11.2 m</td></tr>
  </table>
  <p dir="rtl">שלום לכולם, שמי לנה.</p>
  <p>A picture: <img src="https://evil.test/p.png" alt="of a boat"> and <img src="/static/samples/harbour-01.png" width="120" alt="harbour"></p>
  <form action="https://evil.test/"><input name="x"><button>Send</button> within a form</form>
  <img src="x" onerror="window.hacked = 1"><svg onload="window.hacked = 2"><text>drawn</text></svg>
  <div style="position: fixed; inset: 0; background: red; width: 4000px; margin-left: -900px">cover</div>
</article>`;

function htmlSpan(
  id: string,
  path: string,
  startOffset: number,
  endOffset: number,
  label: string,
): LsResultItem {
  const value = { start: path, end: path, startOffset, endOffset, text: "", hypertextlabels: [label] };
  return { id, from_name: "entity", to_name: "page", type: "hypertextlabels", value };
}

const TALK = `<View>
  <ParagraphLabels name="act" toName="talk"><Label value="Question"/><Label value="Answer"/><Label value="Courtesy"/></ParagraphLabels>
  <Paragraphs name="talk" value="$talk" layout="dialogue" audioUrl="$audio" showPlayer="true"/>
</View>`;

const DIALOGUE = [
  {
    author: "Passenger",
    text: "Good morning, is the ferry to the island running today?",
    start: 0.5,
    end: 3.09,
  },
  { author: "Clerk", text: "It is, the next one leaves at ten past nine.", start: 3.54, end: 6.18 },
  { author: "Passenger", text: "Then two tickets, please 😀, and one for the dog.", start: 6.68, end: 9.32 },
  { author: "Clerk", text: "Dogs travel free.\nThat makes eighteen forty.", start: 9.07, end: 11.63 },
  { author: "Passenger", text: "Can I pay by card?", start: 11.98, end: 12.93 },
  { author: "Clerk", text: "Of course. The gate closes five minutes before.", start: 13.33, end: 16.54 },
];

function turn(id: string, from: [number, number], to: [number, number], label: string): LsResultItem {
  const value = {
    start: `${from[0]}`,
    end: `${to[0]}`,
    startOffset: from[1],
    endOffset: to[1],
    paragraphlabels: [label],
  };
  return { id, from_name: "act", to_name: "talk", type: "paragraphlabels", value };
}

const TURNS = [
  turn("t1", [0, 14], [0, 55], "Question"),
  turn("t2", [1, 0], [1, 6], "Answer"),
  turn("t3", [3, 5], [4, 18], "Question"),
  turn("t4", [0, 0], [0, 12], "Courtesy"),
];

/** Scenes of texts, documents and dialogues. */
export const TEXT_SCENES: Readonly<Record<string, () => TextScene>> = {
  "2000-spans": () => manySpans(2000, 90),
  "10000-spans": () => manySpans(10_000, 60),
  "5-megabytes": () => ({ config: TEXT, data: { text: longText(10_800) }, result: [] }),
  "one-line": () => ({ config: TEXT, data: { text: longText(2000).replace(/\n/g, " ") }, result: [] }),
  html: () => ({
    config: PAGE,
    data: { html: HTML },
    result: [
      htmlSpan("h1", "/article[1]/p[1]/b[1]/text()[1]", 0, 7, "Place"),
      htmlSpan("h2", "/article[1]/p[1]/b[2]/text()[1]", 0, 10, "Person"),
      htmlSpan("h3", "/article[1]/ul[1]/li[1]/b[1]/text()[1]", 0, 19, "Reference"),
      htmlSpan("h4", "/article[7]/text()[1]", 0, 19, "Reference"),
      { type: "relation", from_id: "h2", to_id: "h3", direction: "right", labels: ["works at"] },
    ],
    predictions: [htmlSpan("p1", "/article[1]/h1[1]/text()[1]", 9, 18, "Place")],
  }),
  dialogue: () => ({
    config: TALK,
    data: { talk: DIALOGUE, audio: "/static/samples/ticket-counter.mp3" },
    result: TURNS,
  }),
  "long-dialogue": () => ({
    config: TALK,
    data: {
      talk: Array.from({ length: 10_000 }, (_, n) => ({
        ...DIALOGUE[n % 6],
        author: `Speaker ${(n % 11) + 1}`,
        start: n,
        end: n + 1,
      })),
    },
    result: TURNS,
  }),
  "no-dialogue": () => ({ config: TALK, data: { talk: "text" }, result: TURNS }),
};
