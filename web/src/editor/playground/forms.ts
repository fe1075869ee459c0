import type { LsResultItem } from "../ls/resultItem";

const LETTER = `Dear service desk,

On 3 October I ordered a dishwasher, model DW 60, for my flat in Leiden. The fitter, Tomas, came on Thursday morning, two days late, and found that the water hose was missing.

Kind regards, Lena`;

const FORM = `<View>
  <Text name="letter" value="$text"/>
  <Header value="How does the writer feel?"/>
  <Choices name="mood" toName="letter" required="true"><Choice value="Angry"/><Choice value="Calm"/><Choice value="Pleased"/></Choices>
  <View visibleWhen="choice-selected" whenTagName="mood" whenChoiceValue="Angry">
    <Header value="What about?"/>
    <TextArea name="cause" toName="letter" maxSubmissions="1" rows="2" required="true" placeholder="In the writer's words"/>
  </View>
  <Choices name="topics" toName="letter" choice="multiple">
    <Choice value="Delivery" hint="Late, lost, or in two parts"/><Choice value="Parts" hint="Something is missing"/><Choice value="Price"/>
  </Choices>
  <Choices name="place" toName="letter" layout="select"><Choice value="At home"/><Choice value="In the shop"/><Choice value="On the phone"/></Choices>
  <Choices name="area" toName="letter" choice="multiple" allowNested="true">
    <Choice value="Kitchen"><Choice value="Dishwasher"/><Choice value="Oven"/></Choice>
    <Choice value="Bath"><Choice value="Shower"/><Choice value="Basin"/></Choice>
  </Choices>
  <Taxonomy name="product" toName="letter" showFullPath="true" maxUsages="3" value="$products"/>
  <Rating name="urgency" toName="letter" required="true"/>
  <Rating name="warmth" toName="letter" icon="heart" maxRating="7"/>
  <Number name="days late" toName="letter" min="0" max="60" step="1"/>
  <DateTime name="ordered on" toName="letter" only="date" min="2020-01-01" max="2026-12-31"/>
  <DateTime name="visit" toName="letter"/>
  <DateTime name="period" toName="letter" only="month,year" format="%B %Y"/>
  <TextArea name="key words" toName="letter" skipDuplicates="true"><Shortcut alias="Water" value="water hose" hotkey="ctrl+1"/></TextArea>
</View>`;

const PRODUCTS = Array.from({ length: 100 }, (_, group) => ({
  value: `Group ${group}`,
  children: Array.from({ length: 100 }, (__, item) => ({ value: `Product ${group}.${item}` })),
}));

const RESULTS = [
  { id: "blog", title: "Ten tips for a quiet kitchen", body: "What to ask before a fitter comes." },
  { id: "shop", title: "Dishwasher DW 60", body: "60 cm wide, 44 dB, 9.5 litres a wash." },
  { id: "wiki", title: "Dishwasher", html: "<p>A machine that <b>washes</b> dishes.</p>" },
];

interface FormScene {
  readonly config: string;
  readonly data: Record<string, unknown>;
  readonly result: readonly LsResultItem[];
}

const scene = (config: string, data: Record<string, unknown>) => (): FormScene => ({
  config,
  data,
  result: [],
});

/** Questions of every kind, and the objects that are there to be read. */
export const FORM_SCENES: Readonly<Record<string, () => FormScene>> = {
  form: scene(FORM, { text: LETTER, products: PRODUCTS }),
  pairwise: scene(
    `<View><Header value="Which answer is better?"/><Pairwise name="better" toName="one,two" required="true"/>
      <Text name="one" value="$one"/><Text name="two" value="$two"/></View>`,
    {
      one: "The hose comes on Monday.",
      two: "We are sorry. Somebody will call you today, and the hose comes on Monday.",
    },
  ),
  ranker: scene(
    `<View><List name="results" value="$results" title="Search results"/><Ranker name="rank" toName="results"/></View>`,
    {
      results: RESULTS,
    },
  ),
  buckets: scene(
    `<View><List name="results" value="$results" title="Search results"/><Ranker name="sort" toName="results" required="true">
      <Bucket name="best" title="Helpful"/><Bucket name="rest" title="Beside the point"/></Ranker></View>`,
    { results: RESULTS },
  ),
  table: scene(
    `<View><Table name="record" value="$record"/><Table name="rows" value="$rows"/><Choices name="ok" toName="record"><Choice value="Right"/><Choice value="Wrong"/></Choices></View>`,
    {
      record: {
        Customer: "Lena Visser",
        Total: 549.95,
        Paid: true,
        Address: { street: "Breestraat", number: 12 },
        Note: LETTER.repeat(3),
      },
      rows: Array.from({ length: 400 }, (_, n) => ({
        Part: `Part ${n}`,
        Price: (n * 7.25) % 90,
        Stock: n % 9,
        Remark: n % 5 ? "" : "Out of print since last year, see the successor",
      })),
    },
  ),
  pdf: scene(
    `<View><Pdf name="invoice" value="$pdf"/><Choices name="kind" toName="invoice"><Choice value="Invoice"/><Choice value="Letter"/></Choices></View>`,
    { pdf: "/static/samples/invoice.pdf" },
  ),
};
