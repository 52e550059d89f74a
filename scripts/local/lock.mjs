/** One holder at a time across processes. Plain JavaScript: `ensure-installed.mjs` uses it before anything is installed. */
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const RETRY_MS = 300;

/**
 * Runs `action` while holding the lock, which another process's death frees.
 * @template Value
 * @param {string} file path of the lock; its folder exists
 * @param {() => void} onWait called once if somebody else holds it
 * @param {() => Value | Promise<Value>} action
 * @returns {Promise<Value>}
 */
export async function withLock(file, onWait, action) {
  for (let waited = false; !take(file); waited = true) {
    if (!waited) onWait();
    await new Promise((done) => setTimeout(done, RETRY_MS));
  }
  try {
    return await action();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * The lock is a file that holds its owner's process id; a link makes it appear at once and whole.
 * @param {string} file
 */
function take(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch {
    if (isHolderGone(file)) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** @param {string} file */
function isHolderGone(file) {
  try {
    process.kill(Number(readFileSync(file, "utf8")), 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
