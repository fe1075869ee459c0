import type { Editor } from "../core/store";
import type { LsResultItem } from "../ls/resultItem";

const CONFIG = `<View>
  <RectangleLabels name="thing" toName="photo">
    <Label value="Car"/><Label value="Person"/><Label value="Bicycle"/><Label value="Traffic light"/>
  </RectangleLabels>
  <Image name="photo" value="$image"/>
  <Choices name="Occlusion" toName="photo" perRegion="true"><Choice value="none"/><Choice value="partly"/></Choices>
  <Relations><Relation value="stands before"/><Relation value="belongs to"/></Relations>
</View>`;
const LABELS = ["Car", "Person", "Bicycle", "Traffic light"];

const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="#8b9aa5"/></svg>',
)}`;

function box(at: number, score: number | null = null): LsResultItem {
  const label = LABELS[at % 4] ?? "";
  return {
    id: `r${at}`,
    from_name: "thing",
    to_name: "photo",
    type: "rectanglelabels",
    original_width: 1200,
    original_height: 800,
    image_rotation: 0,
    ...(score !== null && { score }),
    value: { x: (at % 25) * 4, y: Math.floor(at / 25) * 5, width: 3, height: 4, rectanglelabels: [label] },
  };
}

const link = (from: string, to: string, labels: readonly string[] = []): LsResultItem => ({
  type: "relation",
  from_id: from,
  to_id: to,
  direction: "right",
  ...(labels.length > 0 && { labels }),
});

/** The panels around the surface: few regions with everything there is, and many. */
export const PANEL_SCENES = {
  panels: () => ({
    config: CONFIG,
    data: { image: PICTURE },
    result: [
      { ...box(0, 0.91), origin: "prediction", meta: { text: ["Half of it is behind the tram."] } },
      box(1),
      { ...box(2), parentID: "r1" },
      link("r0", "r1", ["stands before"]),
      { id: "odd", from_name: "thing", to_name: "photo", type: "vectorlabels", value: {} },
    ],
    predictions: [box(26, 0.88), box(27, 0.64), box(28, 0.31)],
    prepare: (editor: Editor) => {
      editor.toggleHidden("r2");
      editor.toggleLocked("r1");
      editor.select("r0");
    },
  }),
  "panels-many": () => ({
    config: CONFIG,
    data: { image: PICTURE },
    result: Array.from({ length: 500 }, (_, at) => box(at, (at % 100) / 100)),
  }),
  "labels-many": () => ({
    config: `<View><Image name="photo" value="$image"/><RectangleLabels name="kind" toName="photo">${Array.from(
      { length: 200 },
      (_, at) => `<Label value="Part ${at}" ${at === 1 ? 'maxUsages="1" hint="Only one of these"' : ""}/>`,
    ).join(
      "",
    )}</RectangleLabels><RectangleLabels name="damage" toName="photo"><Label value="Scratch"/><Label value="Dent"/></RectangleLabels></View>`,
    data: { image: PICTURE },
    result: [],
  }),
};
