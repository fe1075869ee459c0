import type { Plugin } from "vite";

export declare function pdfFiles(): Plugin;
