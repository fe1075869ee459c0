/** Where parcels survive a reload: one entry of the browser's storage each, so that tabs do not overwrite each other. */
import { inOrder, type Parcel, type Refusal } from "./parcel";

const PARCEL = "assay.outbox";
const REFUSAL = "assay.refused";

export interface Shelf {
  /** False when the browser has no room: the parcel lives in this page only. */
  put(parcel: Parcel): boolean;
  has(parcel: Parcel): boolean;
  remove(parcel: Parcel): void;
  parcels(person: number): Parcel[];
  putRefusal(refusal: Refusal): boolean;
  removeRefusal(refusal: Refusal): void;
  refusals(person: number): Refusal[];
}

export function createShelf(storage: Storage): Shelf {
  const nameOf = (family: string, parcel: Parcel) => `${family}.${parcel.person}.${parcel.id}`;

  function write(name: string, value: unknown): boolean {
    try {
      storage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  function all<T>(family: string, person: number): T[] {
    const found: T[] = [];
    for (let at = 0; at < storage.length; at += 1) {
      const name = storage.key(at);
      if (!name?.startsWith(`${family}.${person}.`)) continue;
      try {
        found.push(JSON.parse(storage.getItem(name) ?? "") as T);
      } catch {
        // Not ours, or cut short: nothing that could be sent.
      }
    }
    return found;
  }

  return {
    put: (parcel) => write(nameOf(PARCEL, parcel), parcel),
    has: (parcel) => storage.getItem(nameOf(PARCEL, parcel)) !== null,
    remove: (parcel) => storage.removeItem(nameOf(PARCEL, parcel)),
    parcels: (person) => inOrder(all<Parcel>(PARCEL, person)),
    putRefusal: (refusal) => write(nameOf(REFUSAL, refusal.parcel), refusal),
    removeRefusal: (refusal) => storage.removeItem(nameOf(REFUSAL, refusal.parcel)),
    refusals: (person) => all<Refusal>(REFUSAL, person).sort((a, b) => a.parcel.at - b.parcel.at),
  };
}
