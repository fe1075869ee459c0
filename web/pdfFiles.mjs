import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where the files lie that PDF documents need now and then; the version keeps what is cached apart. */
const root = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const BASE = `assets/pdf-${version}`;

/** Fonts of documents that bring none, tables of their characters, and readers of scanned pictures. */
const FOLDERS = {
  cmaps: /\.bcmap$/,
  standard_fonts: /\.(pfb|ttf)$/,
  wasm: /_nowasm_fallback\.js$/,
};

/**
 * Ships the files that pdf.js asks for by name, which no import can find. The readers of pictures are those without
 * WebAssembly: the policy of the page does not let any be compiled.
 */
export function pdfFiles() {
  const files = Object.entries(FOLDERS).flatMap(([folder, wanted]) =>
    readdirSync(join(root, folder))
      .filter((name) => wanted.test(name))
      .map((name) => `${folder}/${name}`),
  );
  return {
    name: "pdf-files",
    config: () => ({ define: { __PDF_FILES__: JSON.stringify(`/${BASE}/`) } }),
    configureServer(server) {
      server.middlewares.use(`/${BASE}`, (request, response, next) => {
        const file = files.find((each) => `/${each}` === request.url?.split("?")[0]);
        if (!file) return next();
        if (file.endsWith(".js")) response.setHeader("Content-Type", "text/javascript");
        createReadStream(join(root, file)).pipe(response);
      });
    },
    generateBundle() {
      for (const file of files) {
        this.emitFile({ type: "asset", fileName: `${BASE}/${file}`, source: readFileSync(join(root, file)) });
      }
    },
  };
}
