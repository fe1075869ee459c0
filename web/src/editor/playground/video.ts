/** Scenes of the playground: a video with tracks and ranges. */
import type { Media } from "../core/media";
import type { Editor } from "../core/store";
import type { LsResultItem } from "../ls/resultItem";

const THINGS = ["Car", "Bus", "Bicycle", "Person"];
const STATES = ["Crossing free", "Crossing busy"];
const FILM = "/static/samples/crossing.mp4";
const UNEVEN = "/static/samples/crossing-uneven.mp4";
const MEDIA: Media = {
  video: { kind: "video", width: 800, height: 500, frames: 240, fps: 30, variable: false, duration: 8 },
};

function config(attributes = ""): string {
  const options = (values: readonly string[]) => values.map((value) => `<Label value="${value}"/>`).join("");
  return `<View>
    <Video name="film" value="$video"${attributes}/>
    <VideoRectangle name="box" toName="film"/>
    <Labels name="thing" toName="film">${options(THINGS)}</Labels>
    <TimelineLabels name="state" toName="film">${options(STATES)}</TimelineLabels>
    <Choices name="light" toName="film"><Choice value="Day"/><Choice value="Night"/></Choices>
    <Choices name="pose" toName="film" perRegion="true"><Choice value="Moving"/><Choice value="Standing"/></Choices>
  </View>`;
}

type Key = readonly [frame: number, x: number, y: number, enabled?: boolean, occluded?: boolean];

function track(id: string, label: string, width: number, height: number, keys: readonly Key[]): LsResultItem {
  const sequence = keys.map(([frame, x, y, enabled = true, occluded = false]) => ({
    frame,
    x,
    y,
    width,
    height,
    rotation: 0,
    enabled,
    time: frame / 30,
    ...(occluded && { occluded }),
  }));
  return {
    id,
    from_name: "box",
    to_name: "film",
    type: "videorectangle",
    value: { framesCount: 240, duration: 8, sequence, labels: [label] },
  };
}

function range(
  id: string,
  label: string,
  ...ranges: readonly { start: number; end: number }[]
): LsResultItem {
  return {
    id,
    from_name: "state",
    to_name: "film",
    type: "timelinelabels",
    value: { ranges, timelinelabels: [label] },
  };
}

const RESULT = [
  track("car1", "Car", 16, 14, [
    [1, 2, 55],
    [60, 40, 56],
    [110, 78, 55, true, true],
    [130, 84, 55, false],
  ]),
  track("bus", "Bus", 26, 24, [
    [40, 70, 30],
    [150, 10, 32, false],
    [180, 20, 32],
    [220, 40, 32],
  ]),
  track("person", "Person", 5, 18, [
    [20, 45, 70],
    [200, 60, 30],
  ]),
  range("free", "Crossing free", { start: 1, end: 48 }, { start: 190, end: 240 }),
  range("busy", "Crossing busy", { start: 60, end: 150 }),
];

function scene(more: object = {}) {
  return { config: config(), data: { video: FILM }, media: MEDIA, result: RESULT, ...more };
}

export const VIDEO_SCENES = {
  video: () => scene(),
  "video-empty": () => scene({ result: [] }),
  "video-uneven": () => scene({ data: { video: UNEVEN }, media: {}, result: [] }),
  "video-measured": () => scene({ media: {} }),
  "video-wrong-rate": () => scene({ config: config(' frameRate="24"') }),
  /** Any other file that the server has: `&file=name`. */
  "video-made": () => {
    const file = new URLSearchParams(window.location.search).get("file") ?? "";
    return scene({ data: { video: `/static/made/${file}` }, media: {}, result: [] });
  },
  "video-asked": () => ({
    config: `<View><Video name="film" value="$video"/><Choices name="light" toName="film"><Choice value="Day"/><Choice value="Night"/></Choices></View>`,
    data: { video: FILM },
    media: MEDIA,
    result: [],
  }),
  "video-broken": () => scene({ data: { video: "/nowhere.mp4" }, media: {} }),
  "video-review": () =>
    scene({
      mode: "review",
      prepare: (editor: Editor) => {
        editor.setVerdicts({ car1: "approved", bus: "pending", person: "rejected", busy: "pending" });
        editor.setGhosts([
          track("bus", "Bus", 22, 20, [
            [40, 69, 32],
            [150, 12, 33, false],
          ]),
        ]);
        editor.select("bus");
      },
    }),
  "video-suggested": () =>
    scene({
      result: RESULT.slice(0, 1),
      predictions: RESULT.slice(1).map((item) => ({ ...item, score: 0.8 })),
    }),
  "video-many": () =>
    scene({
      result: Array.from({ length: 500 }, (_, n) =>
        track(`t${n}`, THINGS[n % 4] ?? "", 4, 6, [
          [1 + (n % 5) * 12, (n * 7) % 90, (n * 13) % 90],
          [120, (n * 11) % 90, (n * 5) % 90],
          [200 + (n % 40), (n * 3) % 90, (n * 17) % 90],
        ]),
      ),
    }),
};
