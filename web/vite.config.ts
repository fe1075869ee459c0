import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { pdfFiles } from "./pdfFiles.mjs";

const SERVER = "http://127.0.0.1:8080";

/**
 * What is loaded in one piece. React changes seldom, so it is cached on its own. What every page begins with is
 * one piece more, with all that it needs: in dozens of small files it weighs twelve kilobytes more. So are the icons
 * that several pages have: each is smaller than what asking for it takes.
 */
const PIECES = [
  { name: "react", test: /node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
  { name: "page", test: /src\/main\.tsx$/, priority: 1 },
  { name: "icons", test: /node_modules\/@tabler\/icons-react\//, minShareCount: 2 },
];

export default defineConfig({
  base: "/",
  plugins: [react(), pdfFiles()],
  server: {
    host: "127.0.0.1",
    // The tests of the page also read what the server ships.
    fs: { allow: [".."] },
    proxy: { "/api": SERVER, "/data": SERVER, "/health": SERVER, "/static": SERVER },
  },
  build: {
    outDir: "../src/assay/web",
    emptyOutDir: true,
    target: "es2022",
    // The page is served with script-src 'self': nothing may be inlined as a data: or inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: PIECES } },
    },
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
