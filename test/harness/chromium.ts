/**
 * The Chromium that comes inside an npm package, unpacked once, with its own libraries and fonts that show Chinese: the same
 * browser and the same letters on every machine, and no system package. It is built for Linux on x64; elsewhere
 * CHROMIUM_PATH names a Chromium of the machine's own.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import chromium, { inflate } from "@sparticuz/chromium";
import { z } from "zod";
import { repositoryRoot } from "#scripts/local/instance";
import { withLock } from "#scripts/local/lock.mjs";

const packageFolder = join(repositoryRoot, "node_modules/@sparticuz/chromium");
const fontFolder = join(repositoryRoot, "node_modules/@embedpdf/fonts-sc/fonts");
const cacheFolder = join(repositoryRoot, "node_modules/.cache/edgedesk");

export interface Chromium {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

export async function unpackChromium(): Promise<Chromium> {
  if (process.env.CHROMIUM_PATH) return { executablePath: process.env.CHROMIUM_PATH, env: {} };
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")));
  const folder = join(cacheFolder, `chromium-${version}`);
  mkdirSync(cacheFolder, { recursive: true });
  await withLock(
    join(cacheFolder, "chromium.lock"),
    () => undefined,
    async () => {
      if (!existsSync(folder)) await unpack(folder);
    },
  );
  return {
    executablePath: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") },
  };
}

/** The package unpacks into the folder for temporary files, whatever its version: so it gets one of its own, kept. */
async function unpack(folder: string): Promise<void> {
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  const temporaryFolder = process.env.TMPDIR;
  process.env.TMPDIR = draft;
  try {
    await chromium.executablePath();
    await inflate(join(packageFolder, "bin/al2023.tar.br"));
  } finally {
    if (temporaryFolder === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporaryFolder;
  }
  writeFileSync(join(draft, "fonts.conf"), fontConfiguration(folder));
  renameSync(draft, folder);
}

/** For fontconfig; Noto Sans Hans is the earlier name of Noto Sans SC. */
function fontConfiguration(folder: string): string {
  const families = ["system-ui", "sans-serif", "ui-sans-serif", "Noto Sans SC"];
  const aliases = families.map(
    (name) =>
      `<alias binding="strong"><family>${name}</family><prefer><family>Open Sans</family><family>Noto Sans Hans</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${join(folder, "fonts")}</dir>
<dir>${fontFolder}</dir>
<cachedir>${join(folder, "font-cache")}</cachedir>
${aliases.join("\n")}
</fontconfig>
`;
}
