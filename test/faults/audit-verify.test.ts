/** `npm run audit:verify` against a real instance: what was done to its database behind its back is found. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditHeads } from "#protocol/http-audit";
import { runSqlFile } from "#scripts/local/database";
import { readInstance, repositoryRoot } from "#scripts/local/instance";
import { emptyInstance, newInstance, type RunningServer, startServer } from "#test/harness/server";

let place: Awaited<ReturnType<typeof newInstance>>;
let server: RunningServer;
let cookie: string;

async function verify(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(repositoryRoot, "scripts/audit/verify.ts"), ...args], {
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  return { code: child.exitCode, output };
}

async function sql(text: string): Promise<void> {
  const file = join(place.stateDir, "tamper.sql");
  writeFileSync(file, text);
  await runSqlFile(readInstance({ STATE_DIR: place.stateDir }), file);
}

function get(path: string): Promise<Response> {
  return fetch(`${server.url}${path}`, { headers: { cookie } });
}

beforeAll(async () => {
  place = await newInstance();
  server = await startServer(place);
  const admin = server.demo.logins.find(({ role }) => role === "admin");
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ email: admin?.email, password: admin?.password }),
  });
  cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  // Each export is noted and sealed at once.
  for (let nth = 0; nth < 6; nth += 1) await (await get("/api/v1/admin/audit/export?format=csv")).text();
  const sealed = async () => auditHeads.parse(await (await get("/api/v1/admin/audit/heads")).json());
  while (((await sealed()).latest?.seq ?? 0) < 6) await wait(100);
});
afterAll(async () => {
  await server?.killGroup();
  place?.remove();
});

describe("npm run audit:verify", () => {
  test("finds a running instance intact, and what was exported of it, too", async () => {
    const running = await verify("--state-dir", place.stateDir);
    expect(running.output).toMatch(/✓ Intact: rows #1 to #\d+/);
    expect(running.code).toBe(0);

    const heads = await (await get("/api/v1/admin/audit/heads?limit=500")).json();
    const rows = await (await get("/api/v1/admin/audit/export?format=jsonl")).text();
    const files = [join(place.stateDir, "rows.jsonl"), join(place.stateDir, "heads.json")] as const;
    writeFileSync(files[0], rows);
    writeFileSync(files[1], JSON.stringify(heads));
    const { publicKey } = auditHeads.parse(heads);
    const offline = ["--export", files[0], "--heads", files[1]];
    expect(await verify(...offline, "--public-key", publicKey)).toMatchObject({ code: 0 });
    writeFileSync(files[0], rows.replace('"format\\":\\"csv', '"format\\":\\"CSV'));
    expect(await verify(...offline, "--public-key", publicKey)).toMatchObject({ code: 1 });
    expect(await verify(...offline)).toMatchObject({ code: 2 });
  });

  test("finds what was done to a stopped one, and says where", async () => {
    await server.killGroup();
    expect((await verify("--state-dir", place.stateDir)).code).toBe(0);

    const tampered = [
      ["UPDATE audit_log SET actor_id = 'somebody' WHERE seq = 3", /first bad row is #3[\s\S]*#3 {2}changed/],
      ["DELETE FROM audit_log WHERE seq = 2", /first bad row is #2[\s\S]*#2 {2}removed/],
      [
        "DELETE FROM audit_log WHERE seq > 1; UPDATE audit_head SET seq = 1, hash = (SELECT hash FROM audit_log WHERE seq = 1)",
        /first bad row is #2[\s\S]*tail was cut/,
      ],
    ] as const;
    for (const [statement, verdict] of tampered) {
      await sql(`${statement};`);
      const { code, output } = await verify("--state-dir", place.stateDir);
      expect(output).toMatch(verdict);
      expect(code).toBe(1);
    }
  });

  test("says what it needs where it cannot check", async () => {
    const empty = await emptyInstance();
    expect(await verify("--state-dir", empty.stateDir)).toMatchObject({ code: 2 });
    empty.remove();
    expect((await verify("--nonsense")).output).toContain("--state-dir");
    expect((await verify("--export", "nowhere.jsonl", "--heads", "nowhere.json", "--public-key", "x")).code).toBe(2);
  });
});
