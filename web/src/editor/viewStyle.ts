/** What a `style` in the configuration may set: the arrangement of its parts and their room, not their look. */
const ALLOWED: ReadonlySet<string> = new Set(
  `display flex flex-direction flex-wrap flex-grow flex-shrink flex-basis align-items align-content align-self
   justify-content justify-items justify-self gap row-gap column-gap order
   grid-template-columns grid-template-rows grid-auto-flow grid-column grid-row
   width max-width min-width height max-height min-height box-sizing overflow overflow-x overflow-y
   margin margin-top margin-right margin-bottom margin-left
   padding padding-top padding-right padding-bottom padding-left
   text-align font-weight font-style white-space`.split(/\s+/),
);

const DISPLAYS: ReadonlySet<string> = new Set(["flex", "block", "grid", "inline-block", "inline-flex"]);

/** Words, lengths and simple functions of lengths: nothing that loads, and nothing that leaves its place. */
const VALUE = /^(?:[\w\s%.,/-]|calc\(|min\(|max\(|minmax\(|repeat\(|fit-content\(|[()+*])*$/;

/** The allowed part of a CSS declaration list, as a React style. Colours and places stay those of the page. */
export function viewStyle(style: string): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const declaration of style.split(";")) {
    const [name = "", ...rest] = declaration.split(":");
    const property = name.trim().toLowerCase();
    const value = rest.join(":").trim();
    if (!ALLOWED.has(property) || value === "" || !VALUE.test(value)) continue;
    if (/url|expression|var\s*\(/i.test(value)) continue;
    if (property === "display" && !DISPLAYS.has(value)) continue;
    // A negative margin would lay one part over another.
    if (/^(margin|padding)/.test(property) && /(^|[\s(,])-/.test(value)) continue;
    allowed[property.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  // Views stand below each other here; one that says flex means CSS's own direction.
  if (allowed.display === "flex") allowed.flexDirection ??= "row";
  return allowed;
}
