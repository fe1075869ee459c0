import type { EditorKit } from "../kit";
import type { Remark } from "../surface";

/** What people said about regions: marked where the regions lie, opened by who shows the words. */
export function remarking(kit: EditorKit) {
  const { getState: state, setState } = kit.store;
  const watchers = new Set<(object: string) => void>();
  let opens: ((region: string) => void) | null = null;

  return {
    /** Marks regions; `onOpen` is called with the region whose mark was chosen. */
    setRemarks(remarks: readonly Remark[], onOpen: ((region: string) => void) | null): void {
      opens = onOpen;
      setState({ remarks });
    },
    remarkOn: (region: string): Remark | null =>
      state().remarks.find((remark) => remark.region === region) ?? null,
    openRemark: (region: string): void => opens?.(region),
    /** Points at a region without selecting it. */
    light(litId: string | null): void {
      if (state().litId !== litId) setState({ litId });
    },
    /** A surface says that what it shows lies elsewhere now: it was zoomed, scrolled, or drawn anew. */
    moved(object: string): void {
      for (const watch of watchers) watch(object);
    },
    watchMoves(watch: (object: string) => void): () => void {
      watchers.add(watch);
      return () => {
        watchers.delete(watch);
      };
    },
  };
}
