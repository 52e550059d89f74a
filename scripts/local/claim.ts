/** Refuses a second instance on the same port or over the same data, in words, before anything is touched. */
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { z } from "zod";
import { StartRefused } from "#scripts/local/failures";
import type { Instance } from "#scripts/local/instance";
import { readJsonFile, writeJsonFile } from "#scripts/local/json-file";
import type { Messages } from "#scripts/local/messages";
import { isAlive } from "#scripts/local/processes";

const running = z.object({ pid: z.int(), port: z.int() });

/** @throws StartRefused if the port or the folder is taken */
export async function claim(instance: Instance, messages: Messages): Promise<void> {
  const other = readJsonFile(instance.runningFile, running);
  // A process id alone may have been given to somebody else since a crash; that its port also answers makes it sure.
  if (other !== undefined && other.pid !== process.pid && isAlive(other.pid) && (await answers(other.port))) {
    throw new StartRefused(messages.stateTaken(instance.stateDir, other.port));
  }
  if (!(await isFree(instance.port))) throw new StartRefused(messages.portTaken(instance.port));
  writeJsonFile(instance.runningFile, { pid: process.pid, port: instance.port });
}

export function release(instance: Instance): void {
  rmSync(instance.runningFile, { force: true });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(false));
    probe.listen({ port, host: "127.0.0.1" }, () => probe.close(() => done(true)));
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}
