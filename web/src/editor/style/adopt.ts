import { type CleanOptions, cleanCss } from "./cleanCss";

/** Lets a cleaned style sheet hold until the given function is called. The page's policy allows no style element. */
export function adoptCss(css: string, options: CleanOptions, layer?: string): () => void {
  const cleaned = cleanCss(css, options);
  if (cleaned === "") return () => undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(layer === undefined ? cleaned : `@layer ${layer} {\n${cleaned}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
}

let scopes = 0;

/** A selector that means one element and nothing else of the page. */
export function scopeOf(element: HTMLElement): string {
  if (element.dataset.scope === undefined) {
    scopes += 1;
    element.dataset.scope = `${scopes}`;
  }
  return `[data-scope="${element.dataset.scope}"]`;
}
