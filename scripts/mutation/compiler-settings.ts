import { z } from "zod";
import config from "../../hardhat/hardhat.config";

const configSchema = z.object({
  solidity: z.object({ profiles: z.object({ default: z.object({ settings: z.looseObject({}) }) }) }),
});

/** What our contracts are compiled with. */
export const compilerSettings = configSchema.parse(config).solidity.profiles.default.settings;
