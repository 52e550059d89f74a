/** A running server for each test process: it keeps it from file to file, so that no two files use one at a time. */
import type { TestProject } from "vitest/node";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";

declare module "vitest" {
  export interface ProvidedContext {
    /** The first for the first test process, and so on. */
    readonly servers: readonly Omit<RunningServer, "killGroup">[];
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Tests leave one after the other, and what an agent had is theirs for a while after they have gone.
  process.env.DEFAULT_AGENT_CAPACITY = "60";
  const places = await Promise.all(Array.from({ length: project.config.maxWorkers }, newInstance));
  const servers = await Promise.all(places.map(startServer));
  project.provide(
    "servers",
    servers.map(({ port, stateDir, url, demo }) => ({ port, stateDir, url, demo })),
  );
  return async () => {
    await Promise.all(servers.map((server) => server.killGroup()));
    for (const place of places) place.remove();
  };
}
