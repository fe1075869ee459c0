import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from "react";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import { MissingData } from "../MissingData";
import type { SurfaceProps } from "../surface";
import { createEasel } from "./easel";
import { type OpenPdf, openPdf, type PageSize, whyNot } from "./openPdf";
import { PdfBar } from "./PdfBar";
import { PdfPage } from "./PdfPage";
import { clampScale, GAP, POINT, scaleToFit } from "./pages";
import "./pdf.css";

/** How far above a place that is gone to the page is seen, in pixels. */
const ABOVE = 120;

/** The pages of a PDF document below each other. Only those in view are drawn. */
export function PdfSurface(props: SurfaceProps) {
  const { editor, object } = props;
  const { value } = editor.context(object.name);
  const url = typeof value === "string" && value.trim() !== "" ? value : null;
  const [opened, setOpened] = useState<OpenPdf | { readonly why: string } | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens the same address again
  useEffect(() => {
    setOpened(null);
    if (url === null) return;
    let stopped = false;
    const opening = openPdf(url);
    opening.done.then(
      (pdf) => stopped || setOpened(pdf),
      (error) => stopped || setOpened({ why: whyNot(error) }),
    );
    return () => {
      stopped = true;
      opening.cancel();
    };
  }, [url, attempt]);

  if (url === null) return <MissingData object={object} kind="PDF" />;
  if (opened === null) {
    return (
      <div className="ed-pdf" data-fills={props.fills} aria-busy="true">
        <div className="ed-skeleton" />
      </div>
    );
  }
  if ("why" in opened) {
    return (
      <div className="ed-missing" role="alert">
        <Icon name="alert" size={16} />
        <span>{opened.why} Answers can be given all the same.</span>
        <button type="button" className="ed-button ed-button-framed" onClick={() => setAttempt(attempt + 1)}>
          Try again
        </button>
      </div>
    );
  }
  return <Pages {...props} pdf={opened} />;
}

function Pages({ editor, fills, object, pdf }: SurfaceProps & { readonly pdf: OpenPdf }) {
  const pane = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [chosen, setChosen] = useState<number | null>(null);
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(new Map());
  const [page, setPage] = useState(1);
  const [easel] = useState(createEasel);
  const wanted = useEditor(editor, (state) => state.positions.get(object.name) ?? 1);
  const pins = useEditor(editor, (state) => state.pins);
  const pinning = useEditor(editor, (state) => state.pinning);
  const count = pdf.document.numPages;
  const scale = chosen ?? scaleToFit(pdf.size, width);
  const lines = useVirtualizer({
    count,
    getScrollElement: () => pane.current,
    estimateSize: (index) => (sizes.get(index + 1) ?? pdf.size).height * POINT * scale,
    gap: GAP,
    paddingStart: GAP,
    paddingEnd: GAP,
    overscan: 1,
  });

  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    setWidth(element.clientWidth);
    return () => watch.disconnect();
  }, []);

  // Heights follow the scale; the page that is looked at stays in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sizes of pages and the scale are what it measures by
  useEffect(() => {
    lines.measure();
  }, [lines, scale, sizes]);

  const learnSize = useCallback(
    (at: number, size: PageSize) => {
      setSizes((known) => {
        const before = known.get(at) ?? pdf.size;
        const same = before.width === size.width && before.height === size.height;
        return same ? known : new Map(known).set(at, size);
      });
    },
    [pdf],
  );

  const goTo = useCallback(
    (to: number, percent = 0) => {
      const target = Math.min(count, Math.max(1, to));
      setPage(target);
      lines.scrollToIndex(target - 1, { align: "start" });
      const place = lines.measurementsCache[target - 1];
      // What is meant stands a little below the edge.
      if (percent > 0 && place) lines.scrollToOffset(place.start + (place.size * percent) / 100 - ABOVE);
    },
    [count, lines],
  );

  const zoomBy = useCallback(
    (factor: number) => {
      const at = page;
      setChosen(clampScale(scale * factor));
      requestAnimationFrame(() => lines.scrollToIndex(at - 1, { align: "start" }));
    },
    [lines, page, scale],
  );

  useEffect(
    () =>
      editor.attach({
        object: object.name,
        zoomBy,
        fit: () => setChosen(null),
        actualSize: () => setChosen(1),
        goTo: ({ page: to, y = 0 }) => to !== undefined && goTo(to, y),
        place: () => ({ object: object.name, page }),
        actions: { "next-page": () => goTo(page + 1), "previous-page": () => goTo(page - 1) },
      }),
    [editor, object.name, zoomBy, goTo, page],
  );

  // Somebody else went to a page: a comment, or the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another wish moves the pages, not their own scrolling
  useEffect(() => {
    if (wanted !== page) goTo(wanted);
  }, [wanted]);

  function onScroll(): void {
    const element = pane.current;
    if (!element) return;
    // The page that is looked at covers the upper third of the pane.
    const seen =
      (lines.getVirtualItemForOffset(element.scrollTop + element.clientHeight / 3)?.index ?? 0) + 1;
    easel.moved(element.scrollTop, seen);
    setPage(seen);
    editor.setPosition(object.name, seen);
  }

  function onPin({ clientX, clientY, target }: MouseEvent): void {
    const paper = pinning && target instanceof Element ? target.closest<HTMLElement>("[data-page]") : null;
    if (!paper) return;
    const { height, left, top, width: across } = paper.getBoundingClientRect();
    const [x, y] = [((clientX - left) / across) * 100, ((clientY - top) / height) * 100];
    editor.pin({ object: object.name, page: Number(paper.dataset.page), x, y });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowRight") goTo(page + 1);
    else if (event.key === "ArrowLeft") goTo(page - 1);
    else return;
    event.preventDefault();
  }

  return (
    <div className="ed-pdf" data-fills={fills}>
      <PdfBar
        page={page}
        pages={count}
        scale={scale}
        fits={chosen === null}
        onPage={goTo}
        onZoom={zoomBy}
        onFit={() => setChosen(null)}
      />
      <div
        ref={pane}
        className="ed-pdf-pane"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
        tabIndex={0}
        role="document"
        aria-label={`${object.name}, ${count} ${count === 1 ? "page" : "pages"}`}
        data-pinning={pinning || undefined}
        onClick={onPin}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onFocus={() => editor.setFocused(object.name)}
        onBlur={() => editor.setFocused(null)}
      >
        <div className="ed-pdf-pages" style={{ height: lines.getTotalSize() }}>
          {width > 0
            ? lines.getVirtualItems().map(({ index, start }) => (
                <div key={index} className="ed-pdf-place" style={{ transform: `translateY(${start}px)` }}>
                  <PdfPage
                    document={pdf.document}
                    page={index + 1}
                    size={sizes.get(index + 1) ?? pdf.size}
                    scale={scale}
                    easel={easel}
                    onSize={learnSize}
                    pins={pins.filter(
                      ({ place }) => place.object === object.name && place.page === index + 1,
                    )}
                  />
                </div>
              ))
            : null}
        </div>
      </div>
    </div>
  );
}
