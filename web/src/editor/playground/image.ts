/** Scenes of the playground: pictures with every kind of shape. */
import { encodeMask } from "../core/masks";
import type { Editor } from "../core/store";
import type { LsResultItem } from "../ls/resultItem";

const LABELS = ["Car", "Person", "Bicycle", "Traffic light"];
const PICTURE = "/static/samples/crossing-01.png";

const OPTIONS = LABELS.map((label) => `<Label value="${label}"/>`).join("");

/** A picture with the controls that draw on it. */
function picture(controls: string, value = 'value="$image"'): string {
  return `<View>${controls}<Image name="photo" ${value} crosshair="true"/></View>`;
}

const BARE = picture(
  `<Labels name="name" toName="photo">${OPTIONS}</Labels>
  <Rectangle name="box" toName="photo"/><Ellipse name="round" toName="photo"/>
  <Polygon name="outline" toName="photo"/><KeyPoint name="place" toName="photo"/><Brush name="paint" toName="photo"/>`,
);

const BOXES = `<RectangleLabels name="boxes" toName="photo">${OPTIONS}</RectangleLabels>`;
const PAINT = `<BrushLabels name="paint" toName="photo">${OPTIONS}</BrushLabels>`;

function drawn(
  id: string,
  name: string,
  type: string,
  value: Record<string, unknown>,
  label: string,
): LsResultItem[] {
  const head = { id, to_name: "photo", original_width: 1280, original_height: 800, image_rotation: 0 };
  return [
    { ...head, from_name: name, type, value },
    { ...head, from_name: "name", type: "labels", value: { ...value, labels: [label] } },
  ];
}

const SHAPES = [
  ...drawn("box1", "box", "rectangle", { x: 34, y: 54, width: 20, height: 14, rotation: 20 }, "Car"),
  ...drawn("box2", "box", "rectangle", { x: 3, y: 62, width: 15, height: 16, rotation: 0 }, "Car"),
  ...drawn(
    "round1",
    "round",
    "ellipse",
    { x: 75, y: 30, radiusX: 9, radiusY: 12, rotation: 30 },
    "Traffic light",
  ),
  ...drawn(
    "outline1",
    "outline",
    "polygon",
    {
      points: [
        [20, 20],
        [32, 18],
        [36, 34],
        [27, 42],
        [18, 34],
      ],
      closed: true,
    },
    "Person",
  ),
  ...drawn(
    "line1",
    "outline",
    "polygon",
    {
      points: [
        [60, 80],
        [70, 74],
        [84, 82],
        [92, 70],
      ],
      closed: false,
    },
    "Bicycle",
  ),
  ...drawn("place1", "place", "keypoint", { x: 52, y: 30, width: 0.4 }, "Person"),
  ...drawn("place2", "place", "keypoint", { x: 56, y: 33, width: 0.4 }, "Person"),
];

/** A painted ellipse on a picture of some size. */
function blob(id: string, width: number, height: number, label: string): LsResultItem {
  const [across, down] = [Math.round(width * 0.3), Math.round(height * 0.4)];
  const alpha = new Uint8Array(across * down);
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const away = ((x - across / 2) / (across / 2)) ** 2 + ((y - down / 2) / (down / 2)) ** 2;
      if (away < 1 + 0.2 * Math.sin(x / 20) && away > 0.1) alpha[y * across + x] = 255;
    }
  }
  const plane = {
    x: Math.round(width * 0.55),
    y: Math.round(height * 0.4),
    width: across,
    height: down,
    alpha,
  };
  return {
    id,
    from_name: "paint",
    to_name: "photo",
    type: "brushlabels",
    original_width: width,
    original_height: height,
    image_rotation: 0,
    value: { format: "rle", rle: encodeMask(plane, { width, height }), brushlabels: [label] },
  };
}

/** A picture of so many pixels. */
function large(width: number, height: number): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#b9cfdb"/><circle cx="50%" cy="50%" r="30%" fill="#8b8f94"/></svg>`,
  )}`;
}

export const IMAGE_SCENES = {
  shapes: () => ({ config: BARE, data: { image: PICTURE }, result: SHAPES }),
  labels: () => ({
    config: picture(
      `${BOXES}<EllipseLabels name="rounds" toName="photo">${OPTIONS}</EllipseLabels>
      <PolygonLabels name="outlines" toName="photo">${OPTIONS}</PolygonLabels>`,
    ),
    data: { image: PICTURE },
    result: [],
  }),
  "shapes-review": () => ({
    config: BARE,
    data: { image: PICTURE },
    result: [...SHAPES, ...drawn("mask1", "paint", "brush", blob("", 1280, 800, "Car").value ?? {}, "Car")],
    mode: "review" as const,
    prepare(editor: Editor) {
      editor.setVerdicts({
        box1: "approved",
        box2: "pending",
        round1: "rejected",
        outline1: "pending",
        line1: "approved",
        place1: "fixed",
        place2: "pending",
        mask1: "rejected",
      });
      editor.setGhosts(
        drawn("round1", "round", "ellipse", { x: 73, y: 31, radiusX: 9, radiusY: 12, rotation: 0 }, "Car"),
      );
      editor.select("outline1");
    },
  }),
  suggested: () => ({
    config: BARE,
    data: { image: PICTURE },
    result: SHAPES.slice(0, 2),
    predictions: SHAPES.slice(2).map((item, index) => ({ ...item, score: 0.4 + index * 0.05 })),
  }),
  "paint-50": () => ({
    config: picture(PAINT),
    data: { image: large(8660, 5774) },
    result: [blob("m1", 8660, 5774, "Car")],
  }),
  paint: () => ({
    config: picture(PAINT),
    data: { image: PICTURE },
    result: [blob("m1", 1280, 800, "Car")],
  }),
  "paint-12": () => ({
    config: picture(PAINT),
    data: { image: large(4000, 3000) },
    result: [blob("m1", 4000, 3000, "Car"), blob("m2", 4000, 3000, "Person")],
  }),
  pictures: () => ({
    config: picture(`${BOXES}${PAINT}`, 'valueList="$image"'),
    data: {
      image: [PICTURE, "/static/samples/harbour-01.png", "/nowhere.png", "/static/samples/meadow-01.png", 7],
    },
    result: [],
  }),
  troubles: () => ({
    config: BARE,
    data: { image: PICTURE },
    result: [
      ...drawn("out1", "box", "rectangle", { x: 90, y: 50, width: 30, height: 14, rotation: 0 }, "Car"),
      ...drawn("out2", "round", "ellipse", { x: 150, y: 50, radiusX: 5, radiusY: 14, rotation: 10 }, "Car"),
      ...drawn("nan", "box", "rectangle", { x: Number.NaN, y: 50, width: 30, height: 14 }, "Person"),
      ...drawn("mask", "paint", "brush", { format: "rle", rle: [0, 1, 2, 3] }, "Person"),
      ...SHAPES,
    ],
  }),
};
