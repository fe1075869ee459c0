/** Loads the pictures of an item before it is shown, so that it appears whole. */
import type { LabelSchema } from "../../editor";

const KEPT = 4;
const recent: HTMLImageElement[] = [];

export function preloadPictures(schema: LabelSchema, data: Readonly<Record<string, unknown>>): void {
  for (const object of schema.objects) {
    const address = data[object.field];
    if (object.tag !== "Image" || typeof address !== "string" || address === "") continue;
    const picture = new Image();
    picture.src = address;
    // The browser keeps a decoded picture as long as somebody holds it.
    recent.push(picture);
    if (recent.length > KEPT) recent.shift();
  }
}
