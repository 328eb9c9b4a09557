import type { Context } from "@/lib/services/context";
import type { ListScansInput, ScanPage } from "./schema";

export async function listScans(_options: { ctx: Context; input: ListScansInput }): Promise<ScanPage> {
  throw new Error("listScans is being written");
}
