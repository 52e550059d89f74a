/** `npm run docs:permissions`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { permissionsDocument } from "#scripts/docs/permissions";
import { repositoryRoot } from "#scripts/local/instance";

const file = join(repositoryRoot, "docs/security/permissions.md");
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, permissionsDocument());
