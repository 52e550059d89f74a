/** Builds the widget into one classic script, `/widget.js`: a shop adds a single tag and needs no module support. */
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: "../../dist/client",
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "main.ts", formats: ["iife"], name: "edgedesk", fileName: () => "widget.js" },
  },
});
