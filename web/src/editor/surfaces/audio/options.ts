type Attributes = Readonly<Record<string, string>>;

/** What the configuration says about a recording. */
export interface AudioOptions {
  readonly split: boolean;
  /** Of the waveform, and of each of them where channels are split; in pixels. */
  readonly height: number;
  readonly laneHeight: number;
  /** How much the waveform is enlarged at first, along and across. */
  readonly zoom: number;
  readonly scale: number;
  readonly rate: number;
  readonly volume: number;
  readonly muted: boolean;
}

const HEIGHT = { usual: 144, least: 48, most: 480 };
const LANE = { share: 0.6, least: 56 };
/** What browsers play at all. */
const RATE = { least: 0.0625, most: 16 };
/** As far as Label Studio goes. */
const MOST_ZOOM = 1500;
const MOST_SCALE = 100;

export function audioOptions(attributes: Attributes): AudioOptions {
  const { defaultScale, defaultSpeed, defaultVolume, defaultZoom, muted, splitchannels, waveHeight } =
    attributes;
  const height = within(attributes.height, HEIGHT.usual, HEIGHT.least, HEIGHT.most);
  const lane = Math.max(height * LANE.share, LANE.least);
  return {
    split: splitchannels === "true",
    height,
    laneHeight: within(waveHeight, lane, HEIGHT.least / 2, HEIGHT.most),
    zoom: within(defaultZoom, 1, 1, MOST_ZOOM),
    scale: within(defaultScale, 1, 1, MOST_SCALE),
    rate: within(defaultSpeed, 1, RATE.least, RATE.most),
    volume: within(defaultVolume, 1, 0, 1),
    muted: muted === "true",
  };
}

function within(written: string | undefined, usual: number, least: number, most: number): number {
  const number = Number.parseFloat(written ?? "");
  return Number.isFinite(number) ? Math.min(Math.max(number, least), most) : usual;
}
