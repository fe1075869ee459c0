import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Editor } from "../../core/store";
import { type Dialogue, dialogueOf, utteranceAtTime } from "../../ls/dialogue";
import type { ObjectTag } from "../../ls/schema";
import type { SurfaceProps } from "../surface";
import { type Follower, paceOf, tagsInSync } from "../sync/pace";
import { NoText } from "../text/NoText";
import { granularityOf } from "../text/prose";
import { TextArticle } from "../text/TextArticle";
import { dialogueProse } from "./dialogueProse";
import { Player } from "./Player";
import { recordingOf } from "./recording";
import { SpeakerFilter } from "./SpeakerFilter";
import { speakersOf } from "./speakers";
import { Turn } from "./Turn";
import "./paragraphs.css";

/** A dialogue under annotation. */
export function ParagraphsSurface({ editor, object }: SurfaceProps) {
  const dialogue = dialogueOf(editor.context(object.name).value, object.attributes);
  if (!dialogue) {
    const { nameKey = "author", textKey = "text" } = object.attributes;
    return (
      <NoText>
        There is no dialogue. The field “{object.field}” has to hold a list of objects with “{nameKey}” and “
        {textKey}
        ”.
      </NoText>
    );
  }
  return <DialogueArticle editor={editor} object={object} dialogue={dialogue} />;
}

interface Props {
  readonly editor: Editor;
  readonly object: ObjectTag;
  readonly dialogue: Dialogue;
}

function DialogueArticle({ dialogue, editor, object }: Props) {
  const { attributes, name } = object;
  const speakers = useMemo(() => speakersOf(dialogue), [dialogue]);
  const recording = recordingOf(attributes, editor.state().data);
  const [hushed, setHushed] = useState<ReadonlySet<string>>(new Set());
  const prose = useMemo(
    () => dialogueProse(dialogue, granularityOf(attributes), hushed),
    [dialogue, attributes, hushed],
  );
  const [said, setSaid] = useState<number | null>(null);
  const [asked, setAsked] = useState<{ readonly second: number } | null>(null);
  const pace = paceOf(editor, name);
  // What another object plays already is not played twice.
  const heardBeside = tagsInSync(editor, name).some((tag) => tag === "Audio" || tag === "Video");
  const audible = heardBeside || recording !== null;
  const root = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!pace || !heardBeside) return;
    return pace.join(listener(name, (second) => setSaid(utteranceAtTime(dialogue, second))));
  }, [pace, heardBeside, name, dialogue]);

  const scrolls = attributes.contextScroll === "true";
  useEffect(() => {
    if (!scrolls || said === null) return;
    root.current?.querySelector(".ed-turn[data-said]")?.scrollIntoView({ block: "nearest" });
  }, [scrolls, said]);

  const coloured = attributes.layout === "dialogue";
  const around = useCallback(
    (line: number, content: ReactNode) => {
      const utterance = dialogue.utterances[line];
      if (!utterance || hushed.has(utterance.speaker)) return null;
      const { speaker, start } = utterance;
      return (
        <Turn
          key={line}
          speaker={speaker}
          colour={coloured ? speakers.get(speaker)?.colour : undefined}
          second={start}
          said={said === line}
          onPlay={
            audible && start !== null
              ? () => (heardBeside ? pace?.playFrom(start) : setAsked({ second: start }))
              : undefined
          }
        >
          {content}
        </Turn>
      );
    },
    [audible, coloured, dialogue, heardBeside, hushed, pace, said, speakers],
  );
  return (
    <section ref={root} className="ed-dialogue" data-coloured={coloured} aria-label={name}>
      {recording !== null && !heardBeside ? (
        <Player
          object={name}
          pace={pace}
          address={recording}
          dialogue={dialogue}
          asked={asked}
          visible={attributes.showPlayer === "true"}
          onUtterance={setSaid}
        />
      ) : null}
      {speakers.size > 1 ? <SpeakerFilter speakers={speakers} hushed={hushed} onChange={setHushed} /> : null}
      <TextArticle editor={editor} object={name} prose={prose} around={around} />
    </section>
  );
}

/** A dialogue plays nothing by itself where another object does: it shows what is said. */
function listener(object: string, seek: (second: number) => void): Follower {
  const still = () => undefined;
  return {
    object,
    plays: false,
    time: () => 0,
    length: () => Number.POSITIVE_INFINITY,
    play: still,
    pause: still,
    seek,
    setRate: still,
  };
}
