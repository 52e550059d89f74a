/** Builds the landing page, served at `/`; the widget, demo and console are built beside it. */
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: { outDir: "../../dist/client", emptyOutDir: false, target: "es2022" },
});
