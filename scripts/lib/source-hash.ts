import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "./repository";

/** Folders that `next build` reads. */
const SOURCE_FOLDERS = ["app", "components", "lib", "public"];
const ROOT_FILES = /\.(ts|mjs|css)$|^(package|package-lock|tsconfig)\.json$/;
const NOT_BUILT = /\.test\.tsx?$|^next-env\.d\.ts$|\/\.|^\./;

/** A fingerprint of everything a build is made of: contents, not times, so a fresh checkout of the same code agrees. */
export async function sourceHash(): Promise<string> {
  const files = (await sourceFiles()).filter((file) => !NOT_BUILT.test(file)).sort();
  const contents = await Promise.all(files.map((file) => readFile(join(repository, file))));
  const hash = createHash("sha256").update(process.version);
  for (const [index, file] of files.entries()) hash.update(`\0${file}\0`).update(contents[index] ?? "");
  // Next writes the public ones into the browser's code; with the other a build has routes that none else has.
  const variables = Object.entries(process.env).filter(
    ([name]) => name.startsWith("NEXT_PUBLIC_") || name === "BENCH_ROUTES",
  );
  return hash.update(JSON.stringify(variables.sort())).digest("hex");
}

async function sourceFiles(): Promise<string[]> {
  const atRoot = await readdir(repository);
  const folders = SOURCE_FOLDERS.filter((folder) => atRoot.includes(folder));
  const nested = await Promise.all(folders.map(filesBelow));
  return [...atRoot.filter((name) => ROOT_FILES.test(name)), ...nested.flat()];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(join(repository, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1));
}
