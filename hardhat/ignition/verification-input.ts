import path from "node:path";
import { config, solidity } from "hardhat";
import type { CompilerInput } from "hardhat/types/solidity";

/** The sources of the factory and of all it creates, and nothing else, as solc's standard JSON input. */
export async function verificationInput(): Promise<CompilerInput> {
  const factory = path.join(config.paths.root, "contracts/TicketFactory.sol");
  const jobs = await solidity.getCompilationJobs([factory], {
    buildProfile: "production",
    quiet: true,
    force: true,
  });
  const job = jobs.success ? jobs.compilationJobsPerFile.get(factory) : undefined;
  if (!job) throw new Error(`${factory} can't be compiled`);
  return job.getSolcInput();
}
