import { fundBurner } from "@/lib/api/burner-faucet";
import { getRuntime } from "@/lib/runtime/runtime";

export async function POST(request: Request): Promise<Response> {
  const { chain, env } = getRuntime();
  return fundBurner(request, chain, env.appUrl);
}
