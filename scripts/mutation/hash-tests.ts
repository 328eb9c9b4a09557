import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../lib/repository";
import { testFile } from "./test-files";

/** A hash of each test file with all that it builds on, by the file's name. */
export async function hashTests(names: readonly string[]): Promise<Map<string, string>> {
  const folder = join(repository, "hardhat/support");
  const support = await Promise.all(
    (await readdir(folder)).sort().map((name) => readFile(join(folder, name), "utf8")),
  );
  const hashed = names.map(async (name): Promise<[string, string]> => {
    const hash = createHash("sha256").update(JSON.stringify(support));
    return [
      name,
      hash
        .update(await readFile(testFile(name)))
        .digest("hex")
        .slice(0, 16),
    ];
  });
  return new Map(await Promise.all(hashed));
}
