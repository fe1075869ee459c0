import { create } from "zustand";

interface Sheet {
  shown: boolean;
  show: () => void;
  hide: () => void;
}

/** Opens and closes the sheet of shortcuts from anywhere. */
export const useShortcutSheet = create<Sheet>((set) => ({
  shown: false,
  show: () => set({ shown: true }),
  hide: () => set({ shown: false }),
}));
