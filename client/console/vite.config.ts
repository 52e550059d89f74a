/** Builds the console, served under /console/, into what the worker's assets binding serves. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: decodeURIComponent(new URL(".", import.meta.url).pathname),
  base: "/console/",
  plugins: [react()],
  // The worker puts another in its place each time it serves the page.
  html: { cspNonce: "EDGEDESK_NONCE" },
  build: {
    outDir: "../../dist/client/console",
    emptyOutDir: true,
    target: "es2023",
    // For the check of sizes.
    manifest: "manifest.json",
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // What the first page waits for comes in one piece: some forty small ones would each be asked for by themselves.
      output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
    },
  },
});
