import { later } from "../later";

/** The layout waits for it, so that nothing moves when its rules begin to hold. */
export const configStyle = later(async () => (await import("./ConfigStyle")).ConfigStyle);
