/** What a `style` in the configuration may set: the arrangement of its parts, not their look nor their place. */
const ALLOWED: ReadonlySet<string> = new Set([
  "display",
  "flex",
  "flex-direction",
  "flex-wrap",
  "align-items",
  "justify-content",
  "gap",
  "width",
  "max-width",
  "min-width",
]);

/** The allowed part of a CSS declaration list, as a React style. Colours and boxes stay those of the page. */
export function viewStyle(style: string): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const declaration of style.split(";")) {
    const [name = "", ...rest] = declaration.split(":");
    const property = name.trim().toLowerCase();
    const value = rest.join(":").trim();
    if (!ALLOWED.has(property) || !/^[\w\s%.-]+$/.test(value)) continue;
    if (property === "display" && value !== "flex" && value !== "block") continue;
    allowed[property.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  // Views stand below each other here; one that says flex means CSS's own direction.
  if (allowed.display === "flex") allowed.flexDirection ??= "row";
  return allowed;
}
