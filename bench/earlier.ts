/** An earlier state of this repository as a server of its own, so that "no slower than before" is shown in one run. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/**
 * Checks a commit out beside this one; both share the packages that are installed here.
 * @returns the folder, which is there until the process ends
 * @throws if git does not know the commit
 */
export function checkOutEarlier(commit: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), "edgedesk-before-")), "edgedesk");
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", ROOT, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  git("worktree", "add", "--detach", folder, commit);
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
    git("worktree", "prune");
  });
  const packages = join(ROOT, "node_modules");
  if (!existsSync(packages)) throw new Error("npm ci comes first");
  symlinkSync(packages, join(folder, "node_modules"));
  return folder;
}
