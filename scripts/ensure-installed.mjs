/**
 * Runs before `npm start` and `npm test` on whatever Node the machine has (20 or newer), so it is plain JavaScript with no
 * package: installs what package-lock.json asks for, once, and says so.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { withLock } from "./local/lock.mjs";

const root = resolve(import.meta.dirname, "..");

const [major] = process.versions.node.split(".");
if (Number(major) < 20) {
  fail(`Edgedesk needs Node 20 or newer to install itself; this is ${process.version}.`);
}
if (!isInstalled()) {
  // Two commands started at once in a fresh clone must not install into the same folder.
  await withLock(
    join(root, ".install-lock"),
    () => console.info("• Waiting for another installation in this folder …"),
    () => isInstalled() || install(),
  );
}

/**
 * npm writes node_modules/.package-lock.json as the last step of an installation: comparing it with package-lock.json finds a
 * missing, broken or outdated one, however it came about. Optional packages are other platforms' and may be absent.
 */
function isInstalled() {
  const wanted = readPackages(join(root, "package-lock.json"));
  const present = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined) fail("package-lock.json is missing or not JSON.");
  if (present === undefined) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || present[path]?.version === entry.version,
  );
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  console.info("• Installing packages (npm ci; the first time takes a minute or two) …");
  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1000);
  const ticking = setInterval(() => console.info(`  … still installing (${seconds()} s)`), 15_000);
  const failure = await runNpm();
  clearInterval(ticking);
  if (failure !== undefined || !isInstalled()) {
    fail(
      `npm ci failed${failure ? ` (${failure})` : ""}. Is the npm registry reachable? Run the command again to retry.`,
    );
  }
  console.info(`✓ Installed in ${seconds()} s`);
}

/** @returns why it failed, if it did */
function runNpm() {
  // npm runs on the machine's own Node: the one in node_modules is replaced while it works.
  const own = join(root, "node_modules");
  const path = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(own))
    .join(delimiter);
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  const [command, ...args] = npm !== undefined && node !== undefined && !node.startsWith(own) ? [node, npm] : ["npm"];
  // Warnings would be about the engines of packages that do not run on this Node.
  const options = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const child = spawn(command, [...args, ...options], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: path },
  });
  return new Promise((done) => {
    child.once("error", (error) => done(error.message));
    child.once("close", (code, signal) => done(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
  });
}

function fail(message) {
  console.error(`✗ ${message}`);
  process.exit(1);
}
