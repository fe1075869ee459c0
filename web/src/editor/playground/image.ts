/** Scenes of the playground: pictures with every kind of shape. */
import type { LsResultItem } from "../ls/resultItem";
import type { ControlTag, LabelSchema } from "../ls/schema";

const LABELS = ["Car", "Person", "Bicycle", "Traffic light"];
const PICTURE = "/static/samples/crossing-01.png";

function control(name: string, tag: string, more: Partial<ControlTag> = {}): ControlTag {
  const names = tag.endsWith("Labels");
  const draws = tag !== "Labels";
  const options = names ? LABELS : [];
  return {
    name,
    tag,
    to: "photo",
    targets: ["photo"],
    type: tag.toLowerCase(),
    draws,
    names,
    options: options.map((value, index) => ({
      value,
      title: value,
      key: more.line === undefined ? `${index + 1}` : null,
      colour: `var(--cat-${((index + (more.line ?? 0)) % 8) + 1})`,
      selected: false,
      hint: null,
      children: [],
      line: 1,
    })),
    optionsField: null,
    multiple: false,
    required: false,
    requiredMessage: null,
    perRegion: false,
    perItem: false,
    condition: null,
    line: 1,
    attributes: {},
    parts: [],
    ...more,
  };
}

function schema(controls: readonly ControlTag[], isList = false): LabelSchema {
  return {
    objects: [{ name: "photo", tag: "Image", field: "image", isList, line: 1, attributes: {}, parts: [] }],
    controls,
    layout: {
      kind: "view",
      style: "",
      className: "",
      id: "",
      condition: null,
      children: [{ kind: "object", name: "photo" }],
    },
  };
}

const BARE = schema([
  control("name", "Labels"),
  control("box", "Rectangle"),
  control("round", "Ellipse"),
  control("outline", "Polygon"),
  control("place", "KeyPoint"),
  control("paint", "Brush"),
]);

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

export const IMAGE_SCENES = {
  shapes: () => ({ config: BARE, data: { image: PICTURE }, result: SHAPES }),
  labels: () => ({
    config: schema([
      control("boxes", "RectangleLabels"),
      control("rounds", "EllipseLabels", { line: 4 }),
      control("outlines", "PolygonLabels", { line: 2 }),
    ]),
    data: { image: PICTURE },
    result: [],
  }),
};
