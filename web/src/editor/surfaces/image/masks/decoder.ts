/** The worker that unpacks long masks. */
import { decodeMask, type Plane } from "../../../core/masks";

export interface Asked {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface Answered {
  readonly id: number;
  readonly plane: Plane | null;
}

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  const { bytes, height, id, width } = data;
  const plane = decodeMask(bytes, { width, height });
  const answer: Answered = { id, plane };
  self.postMessage(answer, { transfer: plane ? [plane.alpha.buffer] : [] });
};
