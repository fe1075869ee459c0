import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pdfFiles } from "./pdfFiles.mjs";

/** The page that `make pictures` photographs: the editor as it ships, with no server but for the samples. */
export default defineConfig({
  base: "/",
  plugins: [react(), pdfFiles()],
  publicDir: false,
  build: {
    outDir: "../build/pictures",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    rolldownOptions: { input: "pictures.html" },
  },
});
