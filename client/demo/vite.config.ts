/** Builds the demo store, served under `/demo/`. */
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/demo/",
  publicDir: false,
  build: { outDir: "../../dist/client/demo", emptyOutDir: true, target: "es2022" },
});
