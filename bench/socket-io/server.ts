/**
 * The yardstick outside the platform: socket.io 4 and Node's own SQLite in one process. Each message is written to disk (WAL,
 * synchronous=FULL: one fsync a commit) before it is emitted to the room, as in the other two. `PORT` and `STATE_DIR` as everywhere.
 */
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Server } from "socket.io";
import { z } from "zod";

const PAGE = 1_000;
const query = z.object({ conversation: z.string().min(1) });
const message = z.object({ content: z.string().min(1) });
const settings = z.object({ PORT: z.coerce.number().int(), STATE_DIR: z.string().min(1) }).parse(process.env);

mkdirSync(settings.STATE_DIR, { recursive: true });
const database = new DatabaseSync(join(settings.STATE_DIR, "messages.sqlite"));
database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
database.exec(
  "CREATE TABLE messages (seq INTEGER PRIMARY KEY, conversation TEXT NOT NULL, content TEXT NOT NULL) STRICT; CREATE INDEX messages_of ON messages (conversation, seq)",
);
const insert = database.prepare("INSERT INTO messages (conversation, content) VALUES (?, ?)");
const page = database.prepare(
  "SELECT seq, content FROM messages WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?",
);

const http = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const conversation = /^\/conversations\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (conversation === undefined) return response.writeHead(url.pathname === "/healthz" ? 200 : 404).end();
  const rows = page.all(conversation, Number(url.searchParams.get("after") ?? "0"), PAGE);
  return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows));
});

const io = new Server(http, { transports: ["websocket"], serveClient: false });
io.on("connection", async (socket) => {
  const { conversation } = query.parse(socket.handshake.query);
  await socket.join(conversation);
  socket.on("message", (sent: unknown) => {
    const { content } = message.parse(sent);
    insert.run(conversation, content);
    io.to(conversation).emit("message", { content });
  });
});

http.listen(settings.PORT, "127.0.0.1");
