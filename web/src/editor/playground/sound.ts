/** Scenes of the playground: recordings and measurements. */
import type { Editor } from "../core/store";
import type { LsResultItem, Mode } from "../index";

interface SoundScene {
  readonly config: string;
  readonly data: Record<string, unknown>;
  readonly result: readonly LsResultItem[];
  readonly predictions?: readonly LsResultItem[];
  readonly mode?: Mode;
  readonly prepare?: (editor: Editor) => void;
}

const EVENTS = `<View>
  <Labels name="event" toName="audio">
    <Label value="Gull"/><Label value="Bell"/><Label value="Engine"/><Label value="Horn"/><Label value="Waves"/>
  </Labels>
  <Audio name="audio" value="$audio" hotkey="p"/>
  <TextArea name="remark" toName="audio" perRegion="true"/>
</View>`;

const SPEECH = `<View>
  <Labels name="speaker" toName="audio"><Label value="Clerk"/><Label value="Traveller"/></Labels>
  <Audio name="audio" value="$audio"/>
  <TextArea name="transcript" toName="audio" perRegion="true" rows="2" editable="true" maxSubmissions="1"/>
</View>`;

function range(
  id: string,
  start: number,
  end: number,
  label: string,
  from = "event",
  channel = 0,
): LsResultItem {
  const value = { start, end, channel, labels: [label] };
  return { id, from_name: from, to_name: "audio", type: "labels", original_length: 14, value };
}

const QUAY = "/static/samples/quay.mp3";
const SOUNDS = [
  range("waves", 0, 13.6, "Waves"),
  range("gull1", 0.9, 1.9, "Gull"),
  range("gull2", 2.4, 3.1, "Gull"),
  range("bell1", 3.6, 5.4, "Bell"),
  range("engine", 5.1, 10.2, "Engine"),
  range("horn", 8.9, 10.6, "Horn"),
];

/** A silent, truncated or otherwise odd recording as a data address. */
function wav(seconds: number, channels: number, stated = seconds): string {
  const rate = 8000;
  const count = Math.round(seconds * rate) * channels;
  const bytes = new DataView(new ArrayBuffer(44 + count * 2));
  const text = (at: number, word: string) =>
    [...word].forEach((letter, index) => {
      bytes.setUint8(at + index, letter.charCodeAt(0));
    });
  text(0, "RIFF");
  bytes.setUint32(4, 36 + count * 2, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, channels, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate * channels * 2, true);
  bytes.setUint16(32, channels * 2, true);
  bytes.setUint16(34, 16, true);
  text(36, "data");
  bytes.setUint32(40, Math.round(stated * rate) * channels * 2, true);
  for (let index = 0; index < count; index += 1) {
    const time = Math.floor(index / channels) / rate;
    const side = index % channels;
    const loud = Math.max(Math.sin(time * (side === 0 ? 2.1 : 1.3)), 0.04) * 0.7;
    bytes.setInt16(
      44 + index * 2,
      loud * 32767 * Math.sin(time * (side === 0 ? 1400 : 900)) * Math.random(),
      true,
    );
  }
  return URL.createObjectURL(new Blob([bytes.buffer], { type: "audio/wav" }));
}

export const SOUND_SCENES: Readonly<Record<string, () => SoundScene>> = {
  sound: () => ({
    config: EVENTS,
    data: { audio: QUAY },
    result: SOUNDS,
    predictions: [{ ...range("p1", 11.2, 12.4, "Gull"), score: 0.83 }],
    prepare: (editor) => {
      editor.toggleLocked("waves");
      editor.select("bell1");
    },
  }),
  speech: () => ({
    config: SPEECH,
    data: { audio: "/static/samples/ticket-counter.mp3" },
    result: [
      range("a", 0.4, 3.1, "Traveller", "speaker"),
      {
        id: "a",
        from_name: "transcript",
        to_name: "audio",
        type: "textarea",
        value: { start: 0.4, end: 3.1, channel: 0, text: ["A single to Leiden, please."] },
      },
      range("b", 3.6, 6.2, "Clerk", "speaker"),
    ],
  }),
  "sound-review": () => ({
    config: EVENTS,
    data: { audio: QUAY },
    result: SOUNDS,
    mode: "review",
    prepare: (editor) => {
      editor.setVerdicts({
        waves: "approved",
        gull1: "pending",
        gull2: "fixed",
        bell1: "rejected",
        engine: "pending",
        horn: "pending",
      });
      editor.setGhosts([range("gull2", 2.2, 3.4, "Gull")]);
      editor.select("engine");
    },
  }),
  "sound-split": () => ({
    config: EVENTS.replace("<Audio ", '<Audio splitchannels="true" '),
    data: { audio: wav(30, 2) },
    result: [range("l", 2, 6, "Bell"), range("r", 4, 9, "Horn", "event", 1)],
  }),
  "sound-empty": () => ({ config: EVENTS, data: { audio: wav(0, 1) }, result: SOUNDS }),
  "sound-cut": () => ({ config: EVENTS, data: { audio: wav(5, 1, 14) }, result: SOUNDS }),
  "sound-broken": () => ({ config: EVENTS, data: { audio: "/static/samples/wrist.csv" }, result: SOUNDS }),
  "sound-many": () => ({
    config: EVENTS,
    data: { audio: wav(600, 1) },
    result: Array.from({ length: 2000 }, (_, n) =>
      range(`m${n}`, n * 0.29, n * 0.29 + 0.2 + (n % 13) * 0.2, ["Gull", "Bell", "Engine"][n % 3] ?? ""),
    ),
  }),
};
