/** Builds the demo store, served under `/demo/`; its pictures keep their names, for orders name them. */
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/demo/",
  publicDir: "public",
  build: { outDir: "../../dist/client/demo", emptyOutDir: true, target: "es2022" },
});
