import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { triggerEveryMinute } from "#scripts/local/every-minute";

describe("the cron of a local server", () => {
  const server = createServer();
  afterEach(() => server.close());

  test("is triggered every minute, whatever the job says, until the server no longer answers", async () => {
    const asked: string[] = [];
    server.on("request", (request, answer) => {
      asked.push(request.url ?? "");
      answer.writeHead(asked.length === 1 ? 500 : 200, { connection: "close" }).end();
      if (asked.length === 3) server.close();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await triggerEveryMinute(`http://127.0.0.1:${port}`, 5);
    expect(asked).toEqual(Array.from({ length: 3 }, () => "/cdn-cgi/handler/scheduled?cron=*+*+*+*+*"));
  });
});
