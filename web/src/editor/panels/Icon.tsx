import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsDiff,
  IconBolt,
  IconCheck,
  IconCircleDashed,
  IconCopy,
  IconEqual,
  IconHandStop,
  IconLock,
  IconMaximize,
  IconMinus,
  IconPencil,
  IconPhotoOff,
  IconPlus,
  IconPointer,
  IconSearch,
  IconSquarePlus,
  IconTextDecrease,
  IconTextIncrease,
  IconTrash,
  IconX,
} from "@tabler/icons-react";

const ICONS = {
  alert: IconAlertTriangle,
  approved: IconCheck,
  changed: IconArrowsDiff,
  copy: IconCopy,
  draw: IconSquarePlus,
  fit: IconMaximize,
  fixed: IconPencil,
  locked: IconLock,
  minus: IconMinus,
  pan: IconHandStop,
  pending: IconCircleDashed,
  "picture-off": IconPhotoOff,
  plus: IconPlus,
  redo: IconArrowForwardUp,
  rejected: IconX,
  same: IconEqual,
  search: IconSearch,
  select: IconPointer,
  suggestion: IconBolt,
  "text-larger": IconTextIncrease,
  "text-smaller": IconTextDecrease,
  trash: IconTrash,
  undo: IconArrowBackUp,
} as const;

export type IconName = keyof typeof ICONS;

/** A decorative icon by the name that commands use; nothing for a name that has none. */
export function Icon({ name, size = 14 }: { name: string; size?: number }) {
  const Found = Object.hasOwn(ICONS, name) ? ICONS[name as IconName] : null;
  return Found ? <Found aria-hidden size={size} stroke={1.75} className="ed-icon" /> : null;
}
