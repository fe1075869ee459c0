import { Textarea, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { memo, useEffect, useId, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { Key } from "../../kit/Key";
import { PageKey } from "../../kit/PageKey";
import { Classify } from "../panes/Classify";
import { MentionOffer } from "../panes/MentionOffer";
import classes from "../panes/panes.module.css";
import { ReasonButtons } from "../panes/ReasonButtons";
import talk from "../panes/talk.module.css";
import { useMentions } from "../panes/useMentions";
import { useNames, useTalk } from "../panes/useTalk";
import own from "./instances.module.css";
import type { InstanceWork } from "./instanceWork";
import type { Judging } from "./useJudging";

interface Props extends Pick<Judging, "goOn" | "reasons"> {
  work: InstanceWork;
  author: string;
}

/** Why the next rejection is given: reasons of before by one key, a new one in words, and a comment. */
export const WhyReject = memo(function WhyReject({ author, goOn, reasons, work }: Props) {
  const { asked, text, wantsFocus } = useStore(work.box);
  const { add, chosen, forget, offered, toggle } = reasons;
  const [fresh, setFresh] = useState("");
  const comment = useRef<HTMLTextAreaElement>(null);
  const why = useId();
  const place = useMemo(() => ({ annotation: work.annotation.id }), [work.annotation.id]);
  const { paths, people } = useTalk(place, work.task.project);
  useNames(work.box, people);
  const mentions = useMentions(work.box, comment);
  useEffect(() => {
    if (!wantsFocus) return;
    comment.current?.focus();
    work.box.setState({ wantsFocus: false });
  }, [wantsFocus, work.box]);
  return (
    <section className={classes.section} aria-label="Why reject">
      <div className={classes.sectionHead}>
        <h3>Why reject</h3>
        <span className={`${classes.hint} ${own.wide}`}>
          {offered.length > 0 ? "one key, several allowed" : "goes along with the next rejection"}
        </span>
      </div>
      <div className={own.stack}>
        {offered.length > 0 && <ReasonButtons offered={offered} chosen={chosen} onToggle={toggle} />}
        <TextInput
          size="xs"
          aria-label="Another reason"
          placeholder={offered.length > 0 ? "Another reason" : "A reason, such as “Box too loose”"}
          description={undefined}
          value={fresh}
          maxLength={200}
          onChange={(event) => setFresh(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
            if (event.key !== "Enter" || fresh.trim() === "") return;
            event.preventDefault();
            add(fresh);
            setFresh("");
            event.currentTarget.blur();
          }}
          rightSection={fresh.trim() ? <Key keys="enter" /> : null}
        />
        <div className={talk.field}>
          <Textarea
            ref={comment}
            {...mentions.field}
            aria-label={`Comment for ${author}`}
            aria-describedby={asked ? why : undefined}
            placeholder={`Comment for ${author}`}
            minRows={2}
            maxRows={6}
            value={text}
            error={asked !== null && text.trim() === "" ? true : undefined}
            onChange={(event) => {
              work.box.setState({ text: event.currentTarget.value, asked: null });
              mentions.look();
            }}
            onKeyDown={(event) => {
              if (mentions.onKeyDown(event)) return;
              if (event.key === "Escape") event.currentTarget.blur();
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              event.stopPropagation();
              event.currentTarget.blur();
              goOn();
            }}
            rightSection={text === "" ? <PageKey of="comment" /> : null}
          />
          <MentionOffer mentions={mentions} />
        </div>
        <Classify box={work.box} paths={paths} />
        {asked && (
          <p id={why} className={classes.asked} role="alert">
            {asked}
          </p>
        )}
        {chosen.length > 0 && (
          <div className={classes.row}>
            <span className={classes.hint}>The next rejection says: {chosen.join("; ")}</span>
            <span className={classes.grow} />
            {chosen
              .filter((reason) => offered.some(({ isOwn, text: known }) => isOwn && known === reason))
              .map((reason) => (
                <button
                  key={reason}
                  type="button"
                  className={classes.link}
                  aria-label={`Forget the reason ${reason}`}
                  title={`Take “${reason}” off the list`}
                  onClick={() => forget(reason)}
                >
                  <IconX size={12} aria-hidden />
                </button>
              ))}
          </div>
        )}
      </div>
    </section>
  );
});
