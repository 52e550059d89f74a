/** A shop of its own origin: one page that embeds the widget as the README tells shops to. */
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { runSqlFile } from "#scripts/local/database";
import { readInstance } from "#scripts/local/instance";
import type { RunningServer, ServerOptions } from "#test/harness/server";

const KNOWN_WITHIN_MS = 40_000;

export interface Shop {
  readonly origin: string;
  close(): void;
}

/** Opens on the loopback address by number, which no browser takes for the `localhost` of the server. */
export async function openShop({ url, demo }: Pick<RunningServer, "url" | "demo">): Promise<Shop> {
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Another shop</title>
    <link rel="icon" href="data:,">
    <script async src="${url}/widget.js" data-inbox="${demo.inboxId}"></script>
  </head>
  <body><h1>Another shop</h1><button onclick="this.textContent = 'In the cart'">Buy</button></body>
</html>`;
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(page));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Lets pages of this origin, and no other, embed the demo's inbox. */
export async function allowOrigin(options: ServerOptions, inboxId: string, origin: string): Promise<void> {
  const instance = readInstance({ PORT: String(options.port), STATE_DIR: options.stateDir });
  const file = join(instance.stateDir, "allow.sql");
  writeFileSync(file, `UPDATE inboxes SET allowed_origins = '${JSON.stringify([origin])}' WHERE id = '${inboxId}';`);
  await runSqlFile(instance, file);
  rmSync(file);
  await serverKnows(options, inboxId, origin);
}

/** Allowed origins are remembered for some seconds. */
async function serverKnows({ port }: ServerOptions, inboxId: string, origin: string): Promise<void> {
  const url = `http://localhost:${port}/api/v1/widget/inboxes/${inboxId}`;
  const deadlineMs = Date.now() + KNOWN_WITHIN_MS;
  while ((await fetch(url, { headers: { origin } })).status !== 200) {
    if (Date.now() > deadlineMs) throw new Error(`${origin} was not let in`);
    await wait(250);
  }
}
