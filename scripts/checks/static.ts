/** The checks that need nothing running, each one command of a tool. */
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "#scripts/local/instance";

export interface Check {
  readonly name: string;
  /** A program of node_modules/.bin, or `node`, with its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
}

const ROOMS = ["client", "protocol", "worker", "durable-objects", "domain", "scripts", "bench", "test"];

/** Before all that needs a built client. */
export const clientBuild: Check = { name: "client build", command: ["node", "scripts/checks/client-built.ts"] };

export function staticChecks(): Check[] {
  const projects = globSync("{.,client}/tsconfig.json", { cwd: repositoryRoot });
  return [
    ...projects.map((project): Check => {
      const room = dirname(project);
      return {
        name: `types: ${room === "." ? "server" : room}`,
        command: ["tsc", "-p", join(repositoryRoot, project)],
      };
    }),
    { name: "dead code", command: ["knip", "--no-progress"] },
    { name: "import arrows", command: ["depcruise", "--config", ".dependency-cruiser.cjs", ...ROOMS] },
    {
      name: "binding types",
      command: ["wrangler", "types", "--include-runtime=false", "--strict-vars=false", "--check"],
    },
    { name: "format and lint", command: ["biome", "ci", "--error-on-warnings", "."] },
  ];
}
