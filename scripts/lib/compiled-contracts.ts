import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Hex, isHex } from "viem";
import { z } from "zod";
import { repository } from "./repository";

const artifactSchema = z.object({
  bytecode: z.custom<Hex>(isHex),
  sourceName: z.string(),
  buildInfoId: z.string(),
});
const buildInfoSchema = z.object({ solcLongVersion: z.string() });

/** Compiles the contracts as deployments do. Hardhat is loaded here, so import nothing that loads it before. */
export async function compileContracts() {
  // Hardhat takes the configuration's place from the environment when it isn't run through its command line.
  process.env.HARDHAT_CONFIG = join(repository, "hardhat/hardhat.config.ts");
  const { default: hre } = await import("hardhat");
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true, defaultBuildProfile: "production" });

  const read = async (name: string) => {
    const file = `artifacts/contracts/${name}.sol/${name}.json`;
    return artifactSchema.parse(JSON.parse(await readFile(join(repository, file), "utf8")));
  };
  return {
    hre,
    read,
    /** The compiler's version with its commit, as explorers ask for it. */
    compilerVersion: async (name: string): Promise<string> => {
      const { buildInfoId } = await read(name);
      const file = join(repository, `artifacts/build-info/${buildInfoId}.json`);
      return buildInfoSchema.parse(JSON.parse(await readFile(file, "utf8"))).solcLongVersion;
    },
  };
}
