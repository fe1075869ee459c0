import { type ComponentType, lazy } from "react";
import type { SurfaceProps } from "./surface";

/** One surface per object tag, loaded when an item needs it. */
const SURFACES: Readonly<Record<string, ComponentType<SurfaceProps>>> = {
  Text: lazy(async () => ({ default: (await import("./text/TextSurface")).TextSurface })),
  HyperText: lazy(async () => ({
    default: (await import("./hypertext/HyperTextSurface")).HyperTextSurface,
  })),
  Paragraphs: lazy(async () => ({
    default: (await import("./paragraphs/ParagraphsSurface")).ParagraphsSurface,
  })),
  Audio: lazy(async () => ({ default: (await import("./audio/AudioSurface")).AudioSurface })),
  List: lazy(async () => ({ default: (await import("./list/ListSurface")).ListSurface })),
  Pdf: lazy(async () => ({ default: (await import("./pdf/PdfSurface")).PdfSurface })),
  Table: lazy(async () => ({ default: (await import("./table/TableSurface")).TableSurface })),
  TimeSeries: lazy(async () => ({ default: (await import("./series/SeriesSurface")).SeriesSurface })),
  Image: lazy(async () => ({ default: (await import("./image/ImageSurface")).ImageSurface })),
  Video: lazy(async () => ({ default: (await import("./video/VideoSurface")).VideoSurface })),
};

export function surfaceFor(tag: string): ComponentType<SurfaceProps> | undefined {
  return Object.hasOwn(SURFACES, tag) ? SURFACES[tag] : undefined;
}

/** Tags that may take all the room there is when they are the only thing to look at. */
const FILLING = new Set(["Image", "Video", "Pdf"]);

export function fillsRoom(tag: string): boolean {
  return FILLING.has(tag);
}

/** Tags that need more width than text does. */
const WIDE = new Set(["Audio", "TimeSeries"]);

export function isWide(tag: string): boolean {
  return WIDE.has(tag);
}
