import type { EditorKit } from "../kit";
import type { Pin, SurfacePlace } from "../surface";

/** Places that something is said about, such as a label that is missing. */
export function pinning(kit: EditorKit) {
  const { getState: state, setState } = kit.store;
  let asked: ((place: SurfacePlace) => void) | null = null;

  return {
    setPins: (pins: readonly Pin[]): void => setState({ pins }),
    /** The next press on a surface says a place, until it is stopped. */
    beginPinning(onPlace: (place: SurfacePlace) => void): void {
      asked = onPlace;
      setState({ pinning: true });
    },
    stopPinning(): void {
      asked = null;
      if (state().pinning) setState({ pinning: false });
    },
    /** A surface was pressed while it was asked for a place. */
    pin(place: SurfacePlace | null): void {
      if (place) asked?.(place);
    },
  };
}
