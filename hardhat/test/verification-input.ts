import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { artifacts, config } from "hardhat";
import solc from "solc";
import { z } from "zod";
import { ticketFactoryBytecode } from "../../lib/chain/abi/ticket-factory-bytecode";
import { createdContracts, deployedContracts } from "../ignition/deployed-contracts";
import { verificationInput } from "../ignition/verification-input";

const bytecodeSchema = z.object({ evm: z.object({ bytecode: z.object({ object: z.string() }) }) });
const outputSchema = z.object({ contracts: z.record(z.string(), z.record(z.string(), bytecodeSchema)) });

/** What solc from npm makes of it, without Hardhat. */
function compile(input: unknown) {
  const output = z.string().parse(solc.compile(JSON.stringify(input)));
  const { contracts } = outputSchema.parse(JSON.parse(output));
  return (name: string) => contracts[`project/contracts/${name}.sol`]?.[name]?.evm.bytecode.object;
}

/** The version in solc's trailer, CBOR for { solc: <three bytes> }, when that is all the trailer says. */
function solcVersionIn(code: string): string | undefined {
  const bytes = /a164736f6c6343([0-9a-f]{6})000a$/.exec(code)?.[1];
  return bytes
    ?.match(/../g)
    ?.map((byte) => Number.parseInt(byte, 16))
    .join(".");
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

describe("the deployed code", () => {
  it("says which compiler made it: `hardhat verify` turns away what doesn't", async () => {
    const { compilers } = config.solidity.profiles.production ?? {};
    for (const { name } of deployedContracts) {
      const { deployedBytecode } = await artifacts.readArtifact(name);
      assert.equal(solcVersionIn(deployedBytecode), compilers?.[0]?.version, name);
    }
  });
});
