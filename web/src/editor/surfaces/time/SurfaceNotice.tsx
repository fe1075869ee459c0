import { Icon } from "../../panels/Icon";

interface Props {
  /** What happened, and what to do about it. */
  readonly problem: string;
  readonly fix: string;
  /** How many regions lie on what cannot be shown. */
  readonly kept?: number;
  readonly address?: string;
  readonly onAgain?: () => void;
}

/** In place of something that cannot be shown: what happened, what was kept, what to do. */
export function SurfaceNotice({ address, fix, kept = 0, onAgain, problem }: Props) {
  return (
    <div className="ed-time-problem" role="alert">
      <Icon name="alert" size={20} />
      <div>
        <p>
          <b>{problem}</b> {fix}
        </p>
        {kept > 0 ? (
          <p>{kept === 1 ? "Its region is" : `Its ${kept} regions are`} kept and listed beside it.</p>
        ) : null}
        {address ? <p className="ed-muted ed-time-address">{address}</p> : null}
        {onAgain ? (
          <button type="button" className="ed-button ed-button-framed" onClick={onAgain}>
            Try again
          </button>
        ) : null}
      </div>
    </div>
  );
}
