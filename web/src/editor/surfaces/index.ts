import type { ComponentType } from "react";
import { type Later, later, preload } from "../later";
import type { ObjectTag } from "../ls/schema";
import type { SurfaceProps } from "./surface";

/** One surface per object tag, loaded when an item needs it, or earlier. */
const SURFACES: Readonly<Record<string, Later<SurfaceProps>>> = {
  Text: later(async () => (await import("./text/TextSurface")).TextSurface),
  HyperText: later(async () => (await import("./hypertext/HyperTextSurface")).HyperTextSurface),
  Paragraphs: later(async () => (await import("./paragraphs/ParagraphsSurface")).ParagraphsSurface),
  Audio: later(async () => (await import("./audio/AudioSurface")).AudioSurface),
  List: later(async () => (await import("./list/ListSurface")).ListSurface),
  Pdf: later(async () => (await import("./pdf/PdfSurface")).PdfSurface),
  Table: later(async () => (await import("./table/TableSurface")).TableSurface),
  TimeSeries: later(async () => (await import("./series/SeriesSurface")).SeriesSurface),
  Image: later(async () => (await import("./image/ImageSurface")).ImageSurface),
  Video: later(async () => (await import("./video/VideoSurface")).VideoSurface),
};

export function surfaceFor(tag: string): ComponentType<SurfaceProps> | undefined {
  return Object.hasOwn(SURFACES, tag) ? SURFACES[tag]?.Part : undefined;
}

export function preloadSurfaces(objects: readonly ObjectTag[]): void {
  for (const { tag } of objects) preload(Object.hasOwn(SURFACES, tag) ? SURFACES[tag] : undefined);
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
