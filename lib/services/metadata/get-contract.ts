import type { PublicContext } from "@/lib/services/context";
import type { ContractInput, ContractMetadata } from "./schema";

export async function getContractMetadata(_options: {
  ctx: PublicContext;
  input: ContractInput;
}): Promise<ContractMetadata> {
  throw new Error("getContractMetadata is being written");
}
