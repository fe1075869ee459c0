import { ALL_FORMATS, EncodedPacketSink, Input, UrlSource } from "mediabunny";

/** No film that people label by frames is longer; reading on would only hold them up. */
const MOST = 500_000;

/** The seconds at which the frames of a video are shown, in order. Only the index of the file is read, no picture. */
export async function frameTimes(address: string): Promise<number[]> {
  const input = new Input({ formats: ALL_FORMATS, source: new UrlSource(address) });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) return [];
    const times: number[] = [];
    for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, {
      metadataOnly: true,
    })) {
      times.push(packet.timestamp);
      if (times.length > MOST) return [];
    }
    // Packets come as they are decoded, pictures are shown in another order.
    return times.sort((a, b) => a - b);
  } finally {
    input.dispose();
  }
}
