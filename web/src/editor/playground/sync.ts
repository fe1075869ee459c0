/** Scenes of the playground: objects that play together, and what configurations of Label Studio's gallery have. */
import type { LsResultItem } from "../ls/resultItem";

interface Scene {
  readonly config: string;
  readonly data: Record<string, unknown>;
  readonly result: readonly LsResultItem[];
}

const FILM = "/static/samples/crossing.mp4";
const TALK = "/static/samples/ticket-counter.mp3";

const DIALOGUE = [
  ["Clerk", "Good morning, where would you like to go?", 0.2, 2.6],
  ["Traveller", "One ticket to the harbour, please.", 3, 5.2],
  ["Clerk", "The ferry leaves at half past. Single or return?", 5.6, 9],
  ["Traveller", "A return, and a seat by the window if there is one.", 9.2, 12.4],
  ["Clerk", "That makes eight forty.", 12.8, 14.6],
  ["Traveller", "Here you are. Thank you!", 14.8, 16.6],
].map(([author, text, start, end]) => ({ author, text, start, end }));

/** A walk at 10 Hz for as long as the film lasts. */
const WALK = {
  time: Array.from({ length: 81 }, (_, n) => n / 10),
  speed: Array.from({ length: 81 }, (_, n) => Number((1.2 + Math.sin(n / 6) + (n % 7) / 20).toFixed(3))),
};

export const SYNC_SCENES: Readonly<Record<string, () => Scene>> = {
  "sync-talk": () => ({
    config: `<View>
      <Audio name="audio" value="$audio" hotkey="p" sync="talk" defaultzoom="2" defaultscale="2"/>
      <Header value="What was said"/>
      <Paragraphs name="talk" value="$talk" audioUrl="$audio" sync="audio" layout="dialogue" contextscroll="true" granularity="paragraph"/>
      <ParagraphLabels name="tone" toName="talk"><Label value="Friendly"/><Label value="Curt"/></ParagraphLabels>
    </View>`,
    data: { audio: TALK, talk: DIALOGUE },
    result: [],
  }),
  "sync-video": () => ({
    config: `<View>
      <Video name="film" value="$video" sync="sound" height="300"/>
      <Labels name="part" toName="sound"><Label value="Quiet"/><Label value="Busy"/></Labels>
      <Audio name="sound" value="$sound" sync="film" speed="false"/>
    </View>`,
    data: { video: FILM, sound: TALK },
    result: [],
  }),
  "sync-series": () => ({
    config: `<View>
      <Video name="film" value="$video" sync="walk" timelineHeight="60" minPlaybackSpeed="0.1"/>
      <TimeSeries name="speed" value="$walk" valueType="json" timeColumn="time" sync="walk"><Channel column="speed" units="m/s" height="120"/></TimeSeries>
      <TimeSeriesLabels name="pace" toName="speed"><Label value="Slow"/><Label value="Fast"/></TimeSeriesLabels>
    </View>`,
    data: { video: FILM, walk: WALK },
    result: [],
  }),
  gallery: () => ({
    config: `<View>
      <Style>.result h4 { color: #1d4ed8; margin: 0 } .result small { color: green }</Style>
      <Text name="rule" value="Judge the post by itself, not its author."/>
      <Text name="post" value="$post"/>
      <Choices name="mood" toName="post" showInline="true">
        <Choice value="Good" html="&lt;span style='font-size: 32px'&gt;&#128512;&lt;/span&gt;"/>
        <Choice value="Neutral" html="&lt;span style='font-size: 32px'&gt;&#128528;&lt;/span&gt;"/>
        <Choice value="Bad" html="&lt;img src='https://example.org/thumb.png'/&gt;"/>
      </Choices>
      <Choices name="traits" toName="post" choice="multiple" showInline="true">
        <View style="width:100%"><Header value="Tone"/></View>
        <Choice value="Ironic" hint="Means the opposite"/><Choice value="Angry"/>
        <Header value="Content"/>
        <Choice value="News"/><Choice value="Question"/>
      </Choices>
      <Choices name="found" toName="post" value="$results" layout="vertical" choice="multiple" allowNested="true"/>
      <Number name="trust" toName="post" min="0" max="10" step="0.5" slider="true"/>
    </View>`,
    data: {
      post: "Got the last ticket for tonight's ferry. Third attempt this week!",
      results: [
        {
          value: "first",
          html: '<div class="result"><h4>Ferries of the northern line</h4><small>harbour.example</small> Departures at half past every hour.</div>',
          children: [
            { value: "below", html: '<div class="result"><h4>Prices</h4> Single and return.</div>' },
          ],
        },
        { value: "second", html: '<div class="result"><h4>Harbour café</h4> Open until nine.</div>' },
      ],
    },
    result: [],
  }),
  "low-video": () => ({
    config: `<View>
      <Video name="film" value="$video"/>
      <VideoRectangle name="box" toName="film"/>
      <Labels name="thing" toName="film"><Label value="Car"/><Label value="Bus"/></Labels>
      <Choices name="light" toName="film"><Choice value="Day"/><Choice value="Night"/></Choices>
      <TextArea name="remark" toName="film" rows="3"/>
    </View>`,
    data: { video: FILM },
    result: [],
  }),
};
