import { type ComponentType, createElement, lazy, type ReactNode, useState } from "react";
import type { ObjectTag } from "../ls/schema";
import type { SurfaceProps } from "./surface";

type Surface = ComponentType<SurfaceProps>;

interface Later {
  readonly Surface: Surface;
  readonly load: () => Promise<Surface>;
}

/** One surface per object tag, loaded when an item needs it, or earlier. */
const SURFACES: Readonly<Record<string, Later>> = {
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

/** React's `lazy` waits once even for what is there, and a place that waits stays empty for 300 ms. */
function later(fetch: () => Promise<Surface>): Later {
  let loaded: Surface | undefined;
  let loading: Promise<Surface> | undefined;
  function load(): Promise<Surface> {
    loading ??= fetch().then(
      (surface) => {
        loaded = surface;
        return surface;
      },
      (error: unknown) => {
        // It can be tried again.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  }
  const Waiting = lazy(async () => ({ default: await load() }));
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each tag
  function Surface(props: SurfaceProps): ReactNode {
    // Chosen once: another type would be another surface, without what this one remembers.
    const [Shown] = useState<ComponentType<SurfaceProps>>(() => loaded ?? Waiting);
    return createElement(Shown, props);
  }
  return { Surface, load };
}

export function surfaceFor(tag: string): Surface | undefined {
  return Object.hasOwn(SURFACES, tag) ? SURFACES[tag]?.Surface : undefined;
}

/** Loads what some objects are shown with while the item itself is on its way. */
export function preloadSurfaces(objects: readonly ObjectTag[]): void {
  for (const { tag } of objects) {
    // Who needs it is told that it cannot be loaded.
    if (Object.hasOwn(SURFACES, tag)) SURFACES[tag]?.load().catch(() => undefined);
  }
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
