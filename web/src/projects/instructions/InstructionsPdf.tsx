import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { body, server } from "../../api/server";
import { type OpenPdf, openPdf, type PageSize, whyNot } from "../../editor/surfaces/pdf/openPdf";
import classes from "./instructions.module.css";

const MOST_PIXELS = 16_000_000;
/** Pages are drawn a little before they come into sight. */
const AHEAD = "400px";

/** The PDF of a project, page under page; each is loaded and drawn when it comes near. */
export function InstructionsPdf({ name, projectId }: { name: string; projectId: number }) {
  const [opened, setOpened] = useState<OpenPdf | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    async function open() {
      const file = await body(
        server.GET("/api/projects/{id}/instructions-file/", { params: { path: { id: projectId } } }),
      );
      if (gone) return;
      const opening = openPdf(file.url);
      stop = opening.cancel;
      const done = await opening.done;
      if (!gone) setOpened(done);
    }
    open().catch((error: unknown) => {
      if (!gone) setFailed(whyNot(error));
    });
    return () => {
      gone = true;
      stop();
    };
  }, [projectId]);
  if (failed) return <p role="alert">{failed}</p>;
  if (!opened) return <p role="status">Opening {name} …</p>;
  const pages = Array.from({ length: opened.document.numPages }, (_, index) => index + 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
    <section className={classes.pdf} aria-label={name} tabIndex={0}>
      {pages.map((page) => (
        <Page key={page} document={opened.document} page={page} size={opened.size} of={pages.length} />
      ))}
    </section>
  );
}

interface PageProps {
  document: PDFDocumentProxy;
  page: number;
  of: number;
  /** Of the first page; what this one really measures is known when it is drawn. */
  size: PageSize;
}

function Page({ document, of, page, size }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [ratio, setRatio] = useState(size.width / size.height);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const face = canvas.current;
    if (!face) return;
    let cancel = () => {};
    let gone = false;
    async function draw(onto: HTMLCanvasElement) {
      const shown = await document.getPage(page);
      if (gone) return;
      const flat = shown.getViewport({ scale: 1 });
      setRatio(flat.width / flat.height);
      const wanted = (onto.clientWidth / flat.width) * (window.devicePixelRatio || 1);
      const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / (flat.width * flat.height)));
      const viewport = shown.getViewport({ scale });
      onto.width = Math.max(1, Math.floor(viewport.width));
      onto.height = Math.max(1, Math.floor(viewport.height));
      const drawing = shown.render({ canvas: onto, viewport });
      cancel = () => drawing.cancel();
      await drawing.promise;
      shown.cleanup();
    }
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        draw(face).catch(() => {
          if (!gone) setFailed(true);
        });
      },
      { rootMargin: AHEAD },
    );
    near.observe(face);
    return () => {
      gone = true;
      near.disconnect();
      cancel();
    };
  }, [document, page]);
  return (
    <figure className={classes.pdfPage}>
      <canvas ref={canvas} style={{ aspectRatio: ratio }} role="img" aria-label={`Page ${page} of ${of}`} />
      {failed && <figcaption role="alert">Page {page} is broken and cannot be shown.</figcaption>}
    </figure>
  );
}
