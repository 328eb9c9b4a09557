import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { requireShared } from "./require-shared";

const DATABASE_URL = "postgres://ticketchain@db.example.org/ticketchain";
const NODE = { RPC_URL: "http://127.0.0.1:8545", CHAIN_ID: "31337" };

test("a worker needs nothing but a database and a chain that it can share", () => {
  expect(() => requireShared(parseEnv({ DATABASE_URL, ...NODE }))).not.toThrow();
});

test("without them it says which variables to set, and who does the work otherwise", () => {
  expect(() => requireShared(parseEnv({}))).toThrow(/set DATABASE_URL, RPC_URL and CHAIN_ID .*npm start/);
  expect(() => requireShared(parseEnv(NODE))).toThrow(/set DATABASE_URL as there/);
  expect(() => requireShared(parseEnv({ DATABASE_URL }))).toThrow(/set RPC_URL and CHAIN_ID as there/);
});
