import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pdfFiles } from "./pdfFiles.mjs";

/** The page that `make bench-editor` measures: the editor as it ships, with scenes of its own and no server. */
export default defineConfig({
  base: "/",
  plugins: [react(), pdfFiles()],
  publicDir: false,
  build: {
    outDir: "../build/bench-editor",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    rolldownOptions: { input: "bench.html" },
  },
});
