/** What items are: their words and icons. */
import {
  IconBraces,
  IconCode,
  IconFileTypePdf,
  IconLetterT,
  IconLibraryPhoto,
  IconMovie,
  IconPhoto,
  type IconProps,
  IconWaveSine,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { DataUnit, UnitKind } from "../api/contract";
import { counted } from "../kit/numbers";

interface KindLook {
  one: string;
  many: string;
  icon: ComponentType<IconProps>;
}

export const KINDS: Record<UnitKind, KindLook> = {
  image: { one: "picture", many: "pictures", icon: IconPhoto },
  image_group: { one: "group of pictures", many: "groups of pictures", icon: IconLibraryPhoto },
  video: { one: "video", many: "videos", icon: IconMovie },
  audio: { one: "recording", many: "recordings", icon: IconWaveSine },
  pdf: { one: "document", many: "documents", icon: IconFileTypePdf },
  html: { one: "HTML page", many: "HTML pages", icon: IconCode },
  text: { one: "text", many: "texts", icon: IconLetterT },
  data: { one: "record", many: "records", icon: IconBraces },
};

const ORDER = Object.keys(KINDS) as UnitKind[];

/** "120 pictures, 3 videos"; "No items" where there is nothing. */
export function kindsInWords(kinds: Readonly<Record<string, number>>): string {
  const said = ORDER.filter((kind) => (kinds[kind] ?? 0) > 0).map((kind) =>
    counted(kinds[kind] ?? 0, KINDS[kind].one, KINDS[kind].many),
  );
  return said.length > 0 ? said.join(", ") : "No items";
}

export function kindsIn(kinds: Readonly<Record<string, number>>): UnitKind[] {
  return ORDER.filter((kind) => (kinds[kind] ?? 0) > 0);
}

interface Facts {
  thumbnail?: unknown;
  duration?: unknown;
  items?: Facts[];
}

/** The address of a small picture of an item; null where there is none. */
export function thumbnailOf(unit: DataUnit): string | null {
  for (const [field, known] of Object.entries(unit.media ?? {})) {
    const facts = known as Facts;
    const first = facts.items?.[0] ?? facts;
    if (typeof first.thumbnail === "string") return first.thumbnail;
    const value = unit.data[field];
    const address = Array.isArray(value) ? value[0] : value;
    if (isPicture(unit.kind) && typeof address === "string") return address;
  }
  return null;
}

function isPicture(kind: UnitKind): boolean {
  return kind === "image" || kind === "image_group";
}

/** What a card says under its title: how many pictures, or how long. */
export function sizeInWords(unit: DataUnit): string {
  const lists = Object.values(unit.data).filter((value) => Array.isArray(value));
  if (unit.kind === "image_group" && lists[0]) return counted(lists[0].length, "picture");
  for (const known of Object.values(unit.media ?? {})) {
    const { duration } = known as Facts;
    if (typeof duration === "number") return `${Math.round(duration)} s`;
  }
  return "";
}
