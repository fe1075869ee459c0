import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { type LabelSchema, parseConfig } from "../../editor";
import classes from "./Gallery.module.css";

/** What `make pictures` drew of the templates: `id-light` and `id-dark`. */
const PICTURES = import.meta.glob<string>("./pictures/*.webp", {
  query: "?url",
  import: "default",
  eager: true,
});

const WIDTH = 200;
const HEIGHT = 104;
const LINES = [164, 148, 172, 96];
/** Where a span stands: line, start and width. */
const SPANS = [
  [0, 18, 44],
  [1, 82, 52],
  [2, 40, 36],
] as const;
const BOXES = [
  [24, 40, 46, 34],
  [92, 22, 30, 52],
  [138, 46, 40, 28],
] as const;

/** What labelling with a template looks like. */
export function TemplatePicture({ id, config }: { id: string; config: string }) {
  const scheme = useComputedColorScheme("light");
  const picture = PICTURES[`./pictures/${id}-${scheme}.webp`];
  if (picture === undefined) return <DrawnPicture config={config} />;
  return <img className={classes.picture} src={picture} alt="" loading="lazy" width={400} height={240} />;
}

/** A labeling interface as a small drawing: what is looked at, and what is answered with. */
function DrawnPicture({ config }: { config: string }) {
  const parsed = useMemo(() => parseConfig(config), [config]);
  if (!parsed.ok) return <div className={classes.picture} />;
  return (
    <svg className={classes.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <Drawing schema={parsed.schema} />
    </svg>
  );
}

function Drawing({ schema }: { schema: LabelSchema }) {
  const regions = schema.controls.find((control) => control.tag.endsWith("Labels"));
  const choices = schema.controls.find((control) => control.tag === "Choices");
  const isPicture = schema.objects[0]?.tag === "Image";
  const room = choices ? HEIGHT - 24 : HEIGHT;
  const colour = (at: number) => regions?.options[at % regions.options.length]?.colour ?? "var(--cat-1)";
  return (
    <>
      {isPicture ? <Picture height={room} /> : <Lines height={room} />}
      {regions &&
        (isPicture
          ? BOXES.map(([x, y, width, height], at) => (
              <rect
                key={x}
                x={x}
                y={y * (room / HEIGHT)}
                width={width}
                height={height * (room / HEIGHT)}
                rx={2}
                fill={colour(at)}
                fillOpacity={0.22}
                stroke={colour(at)}
                strokeWidth={2}
              />
            ))
          : SPANS.map(([line, x, width], at) => (
              <g key={line}>
                <rect
                  x={x}
                  y={lineTop(line, room) - 4}
                  width={width}
                  height={14}
                  rx={2}
                  fill={colour(at)}
                  fillOpacity={0.25}
                />
                <rect x={x} y={lineTop(line, room) + 9} width={width} height={2} fill={colour(at)} />
              </g>
            )))}
      {choices && <Choices total={Math.min(choices.options.length, 4)} many={choices.multiple} />}
    </>
  );
}

function lineTop(line: number, height: number): number {
  return 16 + line * ((height - 24) / LINES.length);
}

function Lines({ height }: { height: number }) {
  return LINES.map((width, line) => (
    <rect
      key={width}
      x={14}
      y={lineTop(line, height)}
      width={width}
      height={6}
      rx={3}
      fill="var(--line-strong)"
    />
  ));
}

function Picture({ height }: { height: number }) {
  const ground = height * 0.62;
  return (
    <>
      <rect width={WIDTH} height={height} fill="var(--seq-2)" />
      <circle cx={166} cy={20} r={9} fill="var(--seq-1)" />
      <path
        d={`M0 ${ground}L52 ${ground * 0.5}L92 ${ground * 0.85}L132 ${ground * 0.4}L200 ${ground}Z`}
        fill="var(--seq-3)"
      />
      <rect y={ground} width={WIDTH} height={height - ground} fill="var(--seq-4)" />
    </>
  );
}

function Choices({ total, many }: { total: number; many: boolean }) {
  const slot = (WIDTH - 20) / Math.max(total, 1);
  return Array.from({ length: total }, (_, at) => {
    const x = 14 + at * slot;
    const chosen = at === 0 || (many && at === 2);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: marks of a drawing
      <g key={at}>
        <rect
          x={x}
          y={HEIGHT - 17}
          width={10}
          height={10}
          rx={many ? 2 : 5}
          fill={chosen ? "var(--accent-fill)" : "var(--surface)"}
          stroke={chosen ? "var(--accent-fill)" : "var(--line-control)"}
        />
        <rect x={x + 15} y={HEIGHT - 15} width={slot - 24} height={6} rx={3} fill="var(--line-strong)" />
      </g>
    );
  });
}
