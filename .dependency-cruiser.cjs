/** The arrows of docs/design: imports go one way, and nothing imports in a circle. */

const ROOMS = "^(client|protocol|worker|durable-objects|domain|scripts|bench|test|migrations)/";

/** @returns a rule that whatever lies in `from` imports nothing of `to` */
function never(name, comment, from, to, fromNot) {
  return { name, comment, severity: "error", from: { path: from, ...(fromNot && { pathNot: fromNot }) }, to };
}

const tests = "\\.test\\.tsx?$";

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^cloudflare:" } },
    never(
      "protocol-zod-only",
      "The contract carries nothing but zod.",
      "^protocol/",
      { pathNot: "^(protocol/|node_modules/zod/)" },
      tests,
    ),
    never(
      "client-protocol-only",
      "Of ours, the client knows the contract alone.",
      "^client/",
      { path: ROOMS, pathNot: "^(client|protocol)/" },
      tests,
    ),
    never(
      "domain-is-below",
      "The business knows neither its actors nor its edge.",
      "^domain/",
      { path: ROOMS, pathNot: "^(domain|protocol)/" },
      tests,
    ),
    never("domain-is-not-the-platform", "Bindings and sockets are the shells' matter.", "^domain/", {
      path: "^cloudflare:",
    }),
    never(
      "actors-below-worker",
      "Actors need nothing from above.",
      "^durable-objects/",
      { path: ROOMS, pathNot: "^(durable-objects|domain|protocol)/" },
      tests,
    ),
    never(
      "worker-on-top",
      "The edge knows what is below it.",
      "^worker/",
      { path: ROOMS, pathNot: "^(worker|durable-objects|domain|protocol)/" },
      tests,
    ),
    never(
      "widget-without-zod",
      "The widget is a few kilobytes: types and constants.",
      "^client/(widget|lib)/",
      { path: "^node_modules/zod/", dependencyTypesNot: ["type-only"] },
      tests,
    ),
    never(
      "widget-without-schemas",
      "Its decoder is written by hand.",
      "^client/(widget|lib)/",
      {
        path: "^protocol/",
        pathNot:
          "^protocol/(attachment-constants|closing|constants|refunds|rule-constants|support-tiers|ticket-clocks|ids)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
      tests,
    ),
    never("widget-without-react", "React is the console's.", "^client/(widget|lib|demo)/", {
      path: "^node_modules/(react|react-dom|@mantine|@tanstack)/",
    }),
    never("console-and-widget-apart", "What both need is in client/lib.", "^client/widget/", {
      path: "^client/console/",
    }),
    never("widget-and-console-apart", "What both need is in client/lib.", "^client/console/", {
      path: "^client/widget/",
    }),
    never(
      "no-tests-in-product",
      "A test is nobody's dependency.",
      "^(client|protocol|worker|durable-objects|domain)/",
      { path: `(${tests}|^test/)` },
      tests,
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|node_modules/\\.cache)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: "specify",
    moduleSystems: ["es6"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["workerd", "import", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"],
    },
  },
};
