import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, VerbosityLevel } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

/** The folder of fonts, character tables and readers of pictures, beside the other files of the page. */
declare const __PDF_FILES__: string;

GlobalWorkerOptions.workerSrc = workerUrl;

/** The size of a page in points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  /** The size of the first page, which stands for the others until they were looked at. */
  readonly size: PageSize;
}

type OpeningPdf = { readonly done: Promise<OpenPdf>; readonly cancel: () => void };

/** Opens a document; only the parts that are looked at are loaded where the server can send parts. */
export function openPdf(url: string): OpeningPdf {
  const task = getDocument({
    url,
    cMapUrl: `${__PDF_FILES__}cmaps/`,
    standardFontDataUrl: `${__PDF_FILES__}standard_fonts/`,
    wasmUrl: `${__PDF_FILES__}wasm/`,
    useWasm: false,
    disableAutoFetch: true,
    enableXfa: false,
    // What is wrong with a file is said on the page, not in the console.
    verbosity: VerbosityLevel.ERRORS,
  });
  const done = task.promise.then(async (document) => ({ document, size: await sizeOf(document, 1) }));
  return { done, cancel: () => void task.destroy() };
}

export async function sizeOf(document: PDFDocumentProxy, page: number): Promise<PageSize> {
  const { height, width } = (await document.getPage(page)).getViewport({ scale: 1 });
  return { width, height };
}

/** Why a document cannot be shown, for the person in front of it. */
export function whyNot(error: unknown): string {
  const { name, status } = (error ?? {}) as { name?: string; status?: number };
  switch (name) {
    case "PasswordException":
      return "This PDF is locked with a password. Ask for a copy without one.";
    case "InvalidPDFException":
    case "FormatError":
      return "This file is broken, or no PDF.";
    case "ResponseException":
      if (status === 404) return "The server has no such file.";
      if (status === 401 || status === 403) return "The server does not give this file to you.";
      return "The file could not be loaded.";
    default:
      return "This PDF could not be opened.";
  }
}
