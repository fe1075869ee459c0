/** Characters of a part: enough that there are few, not so many that one takes long. */
const SIZE = 20_000;

/** Elements that hold blocks below each other and nothing more. */
const HOLDERS = "article, center, div, main, section";
/** What stands below each other. */
const BLOCKS =
  "address, article, blockquote, center, dl, div, figure, h1, h2, h3, h4, h5, h6, hr, main, ol, p, pre, section, table, ul";

/** The element around a part; it looks like nothing and is no element of any document. */
export const PART = "ed-part";

/**
 * Puts neighbouring blocks of a long document into parts, each of which a browser lays out when it comes into view:
 * without them it lays out the whole document, whenever anything in there changes.
 */
export function intoParts(content: DocumentFragment): void {
  // Documents can be nested deeper than calls can be.
  const holders: (DocumentFragment | Element)[] = [content];
  for (let holder = holders.pop(); holder; holder = holders.pop()) {
    let run: Node[] = [];
    let length = 0;
    for (const child of [...holder.childNodes]) {
      const size = child.textContent?.length ?? 0;
      const isBlock = child instanceof Element && child.matches(BLOCKS);
      const isBlank = !isBlock && child.textContent?.trim() === "";
      if (length > SIZE || !(isBlock || isBlank) || size > SIZE) {
        wrap(run);
        [run, length] = [[], 0];
      }
      if (isBlock && size <= SIZE) {
        run.push(child);
        length += size;
      } else if (isBlank && run.length > 0) run.push(child);
      else if (isHolder(child)) holders.push(child);
    }
    wrap(run);
  }
}

/** In a row or a grid of its own style, parts would be other cells. */
function isHolder(node: Node): node is HTMLElement {
  return node instanceof HTMLElement && node.matches(HOLDERS) && node.style.display === "";
}

function wrap(run: readonly Node[]): void {
  const [first] = run;
  if (!(first instanceof Element)) return;
  const part = first.ownerDocument.createElement(PART);
  first.replaceWith(part);
  part.append(...run);
}
