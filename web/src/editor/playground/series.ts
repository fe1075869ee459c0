/** Scenes of the playground: measurements over time. */
import type { LsResultItem, Mode } from "../index";

interface SeriesScene {
  readonly config: string;
  readonly data: Record<string, unknown>;
  readonly result: readonly LsResultItem[];
  readonly predictions?: readonly LsResultItem[];
  readonly mode?: Mode;
}

const PUMP = `<View>
  <TimeSeriesLabels name="state" toName="ts">
    <Label value="Leak"/><Label value="Stop"/><Label value="Hot bearing"/><Label value="Start"/>
  </TimeSeriesLabels>
  <TimeSeries name="ts" value="$csv" timeColumn="time" timeFormat="%Y-%m-%d %H:%M:%S" overviewChannels="flow">
    <Channel column="flow" units="l/s" displayFormat=".1f"/>
    <Channel column="pressure" units="bar" displayFormat=".2f"/>
    <Channel column="temperature" units="°C" legend="Temperature" strokeColor="#b5651d"/>
  </TimeSeries>
</View>`;

const WRIST = `<View>
  <TimeSeriesLabels name="state" toName="ts"><Label value="Rest"/><Label value="Walk"/><Label value="Run"/></TimeSeriesLabels>
  <TimeSeries name="ts" value="$csv" timeColumn="time" timeDisplayFormat=".2f">
    <Channel column="x" units="g"/><Channel column="y" units="g"/><Channel column="z" units="g"/>
    <Channel column="pulse" units="1/min" fixedScale="true"/>
  </TimeSeries>
</View>`;

const INLINE = `<View>
  <TimeSeriesLabels name="state" toName="ts"><Label value="Odd"/></TimeSeriesLabels>
  <TimeSeries name="ts" value="$ts" valueType="json" CHANNELS</TimeSeries>
</View>`;

function region(id: string, start: number | string, end: number | string, label: string): LsResultItem {
  const value = { start, end, instant: start === end, timeserieslabels: [label] };
  return { id, from_name: "state", to_name: "ts", type: "timeserieslabels", value };
}

export const SERIES_SCENES: Readonly<Record<string, () => SeriesScene>> = {
  series: () => ({
    config: PUMP,
    data: { csv: "/static/samples/pump.csv" },
    result: [
      region("leak", "2026-03-05 06:00:00", "2026-03-07 12:00:00", "Leak"),
      region("stop", "2026-03-11 02:00:00", "2026-03-11 20:00:00", "Stop"),
      region("start", "2026-03-11 20:00:00", "2026-03-11 20:00:00", "Start"),
      region("late", "2026-03-30 00:00:00", "2026-04-02 00:00:00", "Leak"),
    ],
    predictions: [
      { ...region("hot", "2026-03-17 00:00:00", "2026-03-19 00:00:00", "Hot bearing"), score: 0.71 },
    ],
  }),
  wrist: () => ({
    config: WRIST,
    data: { csv: "/static/samples/wrist.csv" },
    result: [region("w1", 15, 35, "Walk"), region("r1", 52, 70, "Run")],
  }),
  "series-million": () => ({
    config: INLINE.replace(
      "CHANNELS",
      '><Channel column="a"/><Channel column="b" interpolation="curveStep"/>',
    ),
    data: {
      ts: {
        a: Array.from(
          { length: 1e6 },
          (_, n) => Math.sin(n / 9000) + (n === 400_000 ? 4 : Math.random() * 0.3),
        ),
        b: Array.from({ length: 1e6 }, (_, n) => (n > 5e5 && n < 6e5 ? null : Math.floor(n / 80_000) % 3)),
      },
    },
    result: [],
  }),
  "series-odd": () => ({
    config: INLINE.replace("CHANNELS", 'timeColumn="t"><Channel column="v" units="mm"/>'),
    data: { ts: "t;v\n0;1\n1;2\n3;abc\n2;5\n4;\n5;7\nx;9\n6;4\n" },
    result: [region("i", 3, 3, "Odd")],
  }),
  "series-broken": () => ({
    config: PUMP.replace('timeFormat="%Y-%m-%d %H:%M:%S"', ""),
    data: { csv: "/static/samples/pump.csv" },
    result: [region("a", 3, 4, "Leak")],
  }),
  "series-column": () => ({
    config: PUMP.replace('column="pressure"', 'column="preasure"'),
    data: { csv: "/static/samples/pump.csv" },
    result: [],
  }),
};
