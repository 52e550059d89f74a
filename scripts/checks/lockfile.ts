/**
 * Keeps package-lock.json complete. npm leaves an optional package out of the lock when the registry at hand does not have it
 * (mirrors often lack other platforms' binaries), and then `npm ci` refuses that lock everywhere. What such a package is
 * follows from its name: the entry that is written here has no checksum, and the next complete `npm install` adds it.
 */
import { z } from "zod";

const entry = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
export const lockfile = z.looseObject({ packages: z.record(z.string(), entry) });
export type Lockfile = z.infer<typeof lockfile>;

export interface MissingPackage {
  readonly name: string;
  readonly version: string;
  /** Path of the package that may use it. */
  readonly usedBy: string;
}

/** Optional packages that others ask for and the lock does not hold. */
export function missingOptional({ packages }: Lockfile): MissingPackage[] {
  return Object.entries(packages).flatMap(([usedBy, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placesOf(usedBy, name).some((place) => place in packages))
      .map(([name, version]) => ({ name, version, usedBy })),
  );
}

/** Where Node would look for it: beside the package and in each folder above (https://nodejs.org/api/modules.html). */
function placesOf(path: string, name: string): string[] {
  const above = path.split(/(?<=^|\/)node_modules\//).slice(0, -1);
  const roots = above.map((_, index) => above.slice(0, index + 1).join("node_modules/"));
  return [...roots, path === "" ? "" : `${path}/`].map((root) => `${root}node_modules/${name}`);
}

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"] as const;
const PROCESSORS = ["arm64", "x64", "ppc64", "riscv64", "s390x", "ia32", "arm"] as const;

/** @throws Error if the name does not tell a platform: then the package is needed, and the registry is at fault */
export function placeholderFor({ name, version }: MissingPackage) {
  const words = name.replace("windows", "win32").replace(/-64$/, "-x64");
  const os = SYSTEMS.find((system) => words.includes(`-${system}`));
  const cpu = PROCESSORS.find((processor) => words.includes(`-${processor}`));
  if (os === undefined || cpu === undefined || !/^\d/.test(version)) throw new Error(`${name} is for no one platform`);
  const libc = os !== "linux" ? undefined : words.includes("musl") ? "musl" : "glibc";
  return { version, cpu: [cpu], dev: true, ...(libc && { libc: [libc] }), optional: true, os: [os] };
}
