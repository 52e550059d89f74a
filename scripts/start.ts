/** `npm start`: from a fresh clone to a demo that answers, and back to nothing on Ctrl-C. */
import { setTimeout as wait } from "node:timers/promises";
import { claim, release } from "#scripts/local/claim";
import { buildClient, isClientCurrent } from "#scripts/local/client-build";
import { isDatabaseCurrent, migrateDatabase } from "#scripts/local/database";
import { type Demo, readDemo, seedDemo } from "#scripts/local/demo";
import { endOnSignals, endTree, isEnding, rememberTree } from "#scripts/local/ending";
import { triggerEveryMinute, triggerNow } from "#scripts/local/every-minute";
import { StartRefused, ToolFailed } from "#scripts/local/failures";
import { type Instance, readInstance } from "#scripts/local/instance";
import { messagesFor } from "#scripts/local/messages";
import { step } from "#scripts/local/progress";
import { ensureSecrets } from "#scripts/local/secrets";
import { type DevServer, startDevServer } from "#scripts/local/wrangler";

const READY_WITHIN_MS = 60_000;
const READY_POLL_MS = 100;
const START_ATTEMPTS = 3;

const messages = messagesFor(process.env);

try {
  await start(instanceOrRefuse());
} catch (error) {
  // What fails while everything is being ended did not fail.
  if (!isEnding()) {
    report(error);
    await endTree();
    process.exitCode = 1;
  }
}

/** Returns when the server was told to end. */
async function start(instance: Instance): Promise<void> {
  await claim(instance, messages);
  endOnSignals(process.argv.includes("--end-with-parent"), () => {
    console.info(`\n${messages.stopping}`);
    release(instance);
  });
  try {
    const demo = await prepare(instance);
    const server = await step(messages.server, messages.done, () => serve(instance));
    if (!(await isHealthy(instance))) await step(messages.past, messages.done, () => bringIn(instance, server));
    rememberTree();
    announce(demo);
    await Promise.race([server.ended, triggerEveryMinute(instance.url)]);
    throw new ToolFailed(messages.crashed(instance.logFile), server.log());
  } finally {
    release(instance);
  }
}

function report(error: unknown): void {
  if (error instanceof ToolFailed) console.error(error.tail);
  if (error instanceof ToolFailed || error instanceof StartRefused) console.error(`✗ ${error.message}`);
  else console.error(error);
}

function instanceOrRefuse(): Instance {
  try {
    return readInstance(process.env);
  } catch (error) {
    if (error instanceof RangeError) throw new StartRefused(messages.badPort);
    throw error;
  }
}

/** Each part only when it is missing or out of date, so that later starts are quick. */
async function prepare(instance: Instance): Promise<Demo> {
  const secrets = ensureSecrets(instance.secretsFile);
  if (!isClientCurrent()) {
    await step(messages.client, messages.done, () => buildClient(() => console.info(messages.clientWaits)));
  }
  if (!isDatabaseCurrent(instance)) await step(messages.database, messages.done, () => migrateDatabase(instance));
  const withPast = process.env.DEMO_HISTORY !== "off";
  return readDemo(instance) ?? (await step(messages.seed, messages.done, () => seedDemo(instance, secrets, withPast)));
}

/**
 * Starts the server and waits until it answers, ready or not; two that start at the same moment can collide, so a second try is worth it.
 * @throws ToolFailed if it ended each time, or never became ready
 */
async function serve(instance: Instance): Promise<DevServer> {
  for (let attempt = 1; ; attempt += 1) {
    const server = startDevServer(instance);
    const deadlineMs = Date.now() + READY_WITHIN_MS;
    while (!server.hasEnded() && Date.now() < deadlineMs) {
      if ((await healthOf(instance)) !== undefined) return server;
      await Promise.race([server.ended, wait(READY_POLL_MS)]);
    }
    if (!server.hasEnded()) throw new ToolFailed(messages.notReady(instance.logFile), server.log());
    if (attempt === START_ATTEMPTS) throw new ToolFailed(messages.notReady(instance.logFile), server.log());
    console.info(`  ${messages.again} …`);
    await endTree();
    await wait(attempt * 500);
  }
}

/**
 * Has the worker take in what the demo begins with, minute after minute without the waiting.
 * @throws ToolFailed if it is not in in time
 */
async function bringIn(instance: Instance, server: DevServer): Promise<void> {
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (!server.hasEnded() && Date.now() < deadlineMs) {
    await triggerNow(instance.url).catch(() => undefined);
    if (await isHealthy(instance)) return;
    await Promise.race([server.ended, wait(READY_POLL_MS)]);
  }
  throw new ToolFailed(messages.notReady(instance.logFile), server.log());
}

async function isHealthy(instance: Instance): Promise<boolean> {
  return (await healthOf(instance)) === 200;
}

/** @returns the status of the answer, or undefined if nobody answers yet */
async function healthOf(instance: Instance): Promise<number | undefined> {
  try {
    const answer = await fetch(`${instance.url}/healthz`, { signal: AbortSignal.timeout(5_000) });
    return answer.status;
  } catch {
    return undefined;
  }
}

/** One login a role: the first of each, as the demo's people are listed. */
function announce({ url, logins }: Demo): void {
  const firstOfRole = new Map(logins.toReversed().map((login) => [login.role, login]));
  const people = logins.filter((login) => firstOfRole.get(login.role) === login);
  const lines = [
    `${messages.ready}: ${url}`,
    "",
    `  ${messages.store}`,
    `    ${url}/demo`,
    `  ${messages.console}`,
    `    ${url}/console`,
    ...people.map(({ role, email, password }) => `      ${role.padEnd(10)}  ${email.padEnd(28)}  ${password}`),
    "",
    messages.stop,
  ];
  console.info(`\n${lines.join("\n")}`);
}
