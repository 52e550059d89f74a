/** `npm run lockfile`: adds what `npm install` could not find out, and lets npm sort it; see `checks/lockfile.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockfile, missingOptional, placeholderFor } from "#scripts/checks/lockfile";
import { repositoryRoot } from "#scripts/local/instance";

const file = join(repositoryRoot, "package-lock.json");
const lock = lockfile.parse(JSON.parse(readFileSync(file, "utf8")));
const missing = missingOptional(lock);
const added = Object.fromEntries(missing.map((one) => [`node_modules/${one.name}`, placeholderFor(one)]));
const packages = { ...lock.packages, ...added };
if (missing.length > 0) writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.info(
  missing.length === 0 ? "package-lock.json is complete" : `added ${missing.length} packages of other platforms`,
);
