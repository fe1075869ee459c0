import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { pdfFiles } from "./pdfFiles.mjs";

const SERVER = "http://127.0.0.1:8080";

/** Which vendor chunk a module belongs to: what changes together is cached together. */
const VENDORS: [name: string, test: RegExp][] = [
  ["react", /node_modules\/(react|react-dom|scheduler)\//],
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
      output: { codeSplitting: { groups: VENDORS.map(([name, test]) => ({ name, test })) } },
    },
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
