/** Builds the console, served under /console/, into what the worker's assets binding serves. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: decodeURIComponent(new URL(".", import.meta.url).pathname),
  base: "/console/",
  plugins: [react()],
  // The worker puts another in its place each time it serves the page.
  html: { cspNonce: "EDGEDESK_NONCE" },
  // The manifest is for the check of sizes.
  build: { outDir: "../../dist/client/console", emptyOutDir: true, target: "es2023", manifest: "manifest.json" },
});
