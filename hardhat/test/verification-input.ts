import assert from "node:assert/strict";
import { describe, it } from "node:test";
import solc from "solc";
import { z } from "zod";
import { ticketFactoryBytecode } from "../../lib/chain/abi/ticket-factory-bytecode";
import { createdContracts } from "../ignition/deployed-contracts";
import { verificationInput } from "../ignition/verification-input";

const bytecodeSchema = z.object({ evm: z.object({ bytecode: z.object({ object: z.string() }) }) });
const outputSchema = z.object({ contracts: z.record(z.string(), z.record(z.string(), bytecodeSchema)) });

/** What solc from npm makes of it, without Hardhat. */
function compile(input: unknown) {
  const output = z.string().parse(solc.compile(JSON.stringify(input)));
  const { contracts } = outputSchema.parse(JSON.parse(output));
  return (name: string) => contracts[`project/contracts/${name}.sol`]?.[name]?.evm.bytecode.object;
}

describe("the input for source verification", () => {
  it("gives, compiled by solc alone, the bytes that are deployed", async () => {
    const bytecodeOf = compile(await verificationInput());
    assert.equal(`0x${bytecodeOf("TicketFactory")}`, ticketFactoryBytecode);
    for (const { name } of createdContracts) {
      const bytecode = bytecodeOf(name);
      assert.ok(
        bytecode && ticketFactoryBytecode.includes(bytecode),
        `the factory does not create this ${name}`,
      );
    }
  });
});
