import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { chromium as playwrightChromium } from "@playwright/test";
import { z } from "zod";
import { repository } from "./repository";

/** How to start a Chromium: what Playwright's `launchOptions` take. */
export type ChromiumLaunch = { executablePath?: string; args: string[]; env?: Record<string, string> };

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Without a sandbox: containers and root have none, and only our own pages are opened. */
const ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"];

/** A browser of this machine (Playwright's own, or one on the PATH); where there is none, the one from npm. */
export async function findChromium(): Promise<ChromiumLaunch> {
  if (existsSync(playwrightChromium.executablePath())) return { args: ARGS };
  const folders = (process.env.PATH ?? "").split(delimiter);
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(existsSync);
  if (installed) return { executablePath: installed, args: ARGS };
  return fromNpm();
}

async function fromNpm(): Promise<ChromiumLaunch> {
  const folder = await unpacked();
  const executablePath = join(folder, "chromium");
  return { executablePath, args: ARGS, env: { ...inherited(), ...missingParts(folder, executablePath) } };
}

/**
 * Unpacks the browser once a version. The package unpacks to the temporary folder and trusts whatever it finds there,
 * be it half: so that is a fresh folder for it, which gets its final name when everything is in it.
 */
async function unpacked(): Promise<string> {
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const cache = join(repository, "node_modules", ".cache");
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;

  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, "chromium-draft-"));
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = draft;
  try {
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    await inflate(join(packageFolder, "bin", "al2023.tar.br"));
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
  writeFileSync(join(draft, "fonts.conf"), fontConfiguration(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Somebody else was quicker.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}

/** The package brings libraries and a font for machines that have none of their own. */
function missingParts(folder: string, executablePath: string): Record<string, string> {
  const starts = spawnSync(executablePath, ["--version"], { stdio: "ignore" }).status === 0;
  return {
    ...(starts ? {} : { LD_LIBRARY_PATH: join(folder, "al2023", "lib") }),
    ...(existsSync("/usr/share/fonts") ? {} : { FONTCONFIG_FILE: join(folder, "fonts.conf") }),
  };
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(entries);
}
