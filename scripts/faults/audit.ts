import type { z } from "zod";
import { auditChain, ChainHasMoved } from "@/lib/pipeline/audit/audit-chain";
import { sentenceOf } from "@/lib/pipeline/audit/difference";
import type { Runtime } from "@/lib/runtime/runtime";
import type { auditSchema } from "./protocol";

/** The full rescan that `npm run chain:audit` does. */
export async function audit({ db, chain }: Runtime): Promise<z.infer<typeof auditSchema>> {
  try {
    return { differences: (await auditChain({ db, chain })).map(sentenceOf) };
  } catch (error) {
    if (error instanceof ChainHasMoved) return { differences: null };
    throw error;
  }
}
