import { Key } from "../../kit/Key";
import own from "./reasons.module.css";

interface Props {
  offered: readonly { text: string; key: string }[];
  chosen: readonly string[];
  onToggle: (text: string) => void;
}

/** Letters that fit beside a second reason. */
const LONG = 16;

/** The reasons that go along with the next rejection, each by one key. */
export function ReasonButtons({ chosen, offered, onToggle }: Props) {
  return (
    <div className={own.reasons}>
      {offered.map(({ key, text }) => (
        <button
          key={text}
          type="button"
          className={own.reason}
          aria-pressed={chosen.includes(text)}
          data-long={text.length > LONG || undefined}
          onClick={() => onToggle(text)}
        >
          <Key keys={key} />
          <span dir="auto">{text}</span>
        </button>
      ))}
    </div>
  );
}
