/** Builds the page on which an inbox's widget is tried, served under `/try-widget/`. */
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/try-widget/",
  publicDir: false,
  build: { outDir: "../../dist/client/try-widget", emptyOutDir: true, target: "es2022" },
});
