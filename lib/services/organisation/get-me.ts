import type { Context } from "@/lib/services/context";
import type { MeOutput } from "./schema";

export async function getMe(_options: { ctx: Context }): Promise<MeOutput> {
  throw new Error("getMe is being written");
}
