import { type PDFDocumentProxy, TextLayer } from "pdfjs-dist";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import type { Pin } from "../../core/surface";
import type { Easel } from "./easel";
import { type PageSize, sizeOf } from "./openPdf";
import { POINT } from "./pages";

interface Props {
  readonly document: PDFDocumentProxy;
  readonly page: number;
  readonly size: PageSize;
  readonly scale: number;
  readonly easel: Easel;
  readonly onSize: (page: number, size: PageSize) => void;
  /** Places on it that something is said about. */
  readonly pins: readonly Pin[];
}

/** The largest picture of a page, in device pixels: beyond it a browser shows nothing at all. */
const MOST_PIXELS = 16_000_000;

/** One page: its picture, and its words over it to be selected and found. */
export function PdfPage({ document, easel, onSize, page, pins, scale, size }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const width = size.width * POINT * scale;
  const height = size.height * POINT * scale;

  useEffect(() => {
    let stopped = false;
    let stop = () => {};
    let letGo = () => {};
    async function draw(): Promise<void> {
      const [face, layer] = [canvas.current, words.current];
      if (!face || !layer) return;
      const shown = await document.getPage(page);
      letGo = () => void shown.cleanup();
      onSize(page, await sizeOf(document, page));
      if (stopped) return;
      const viewport = shown.getViewport({ scale: scale * POINT });
      const pixels = viewport.width * viewport.height;
      const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / pixels));
      face.width = Math.max(1, Math.floor(viewport.width * density));
      face.height = Math.max(1, Math.floor(viewport.height * density));
      const drawing = shown.render({
        canvas: face,
        viewport,
        transform: [density, 0, 0, density, 0, 0],
      });
      stop = () => drawing.cancel();
      drawing.onContinue = (go: () => void) => void easel.calm().then(go);
      await drawing.promise;
      await easel.calm();
      if (stopped) return;
      layer.replaceChildren();
      const text = new TextLayer({
        textContentSource: shown.streamTextContent(),
        container: layer,
        viewport,
      });
      stop = () => text.cancel();
      await text.render();
    }
    const drawn = easel.inTurn(page, () => !stopped, draw);
    drawn.catch(() => {
      if (!stopped) setFailed(true);
    });
    return () => {
      stopped = true;
      stop();
      letGo();
    };
  }, [document, easel, page, scale, onSize]);

  return (
    <div
      className="ed-pdf-page"
      data-page={page}
      style={{ width, height, "--total-scale-factor": scale * POINT } as CSSProperties}
    >
      <canvas ref={canvas} aria-hidden />
      <div ref={words} className="ed-pdf-words" />
      {pins.map(({ id, place: { x, y }, title }) =>
        x === undefined || y === undefined ? null : (
          <i key={id} className="ed-pdf-pin" style={{ left: `${x}%`, top: `${y}%` }}>
            <span>{title}</span>
          </i>
        ),
      )}
      {failed ? <p role="alert">Page {page} is broken and cannot be shown.</p> : null}
    </div>
  );
}
