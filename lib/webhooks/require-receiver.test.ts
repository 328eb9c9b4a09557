import { expect, test, vi } from "vitest";
import { createSeal } from "@/lib/seal";
import { isPublicAddress } from "./public-address";
import { addressesOf, parseReceiver } from "./require-receiver";
import { send } from "./send";

const PUBLIC = ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:830::200e"];
const NOT_PUBLIC = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "127.1.2.3",
  "168.63.129.16",
  "169.254.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.1",
  "192.0.2.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::a00:1",
  "::ffff:10.0.0.1",
  "::ffff:169.254.169.254",
  "64:ff9b::a00:1",
  "64:ff9b:1::1",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:a00:1::",
  "3fff::1",
  "5f00::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "no address",
];

test.each(PUBLIC)("%s is on the public internet", (address) => expect(isPublicAddress(address)).toBe(true));
test.each(NOT_PUBLIC)("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));

const rules = (addresses: string[], allowLoopback = false) => ({
  allowLoopback,
  resolve: vi.fn(async () => addresses),
});
const addressesFor = (url: string, addresses: string[] = [], allowLoopback = false) =>
  addressesOf(parseReceiver(url, { allowLoopback }), rules(addresses, allowLoopback));

test("a name is good when all of its addresses are", async () => {
  expect(await addressesFor("https://example.org/hooks", ["8.8.8.8", "2606:4700:4700::1111"])).toEqual([
    "8.8.8.8",
    "2606:4700:4700::1111",
  ]);
  await expect(addressesFor("https://example.org/hooks", ["8.8.8.8", "10.0.0.1"])).rejects.toThrow(
    /public internet/,
  );
  await expect(addressesFor("https://example.org/hooks", [])).rejects.toThrow(/leads nowhere/);
});

test.each([
  "http://127.0.0.1/x",
  "http://127.1/x",
  "http://2130706433/x",
  "http://0x7f000001/x",
  "http://0177.0.0.1/x",
  "http://0/x",
  "http://10.0.0.1:8080/x",
  "http://169.254.169.254/latest/meta-data",
  "http://[::1]/x",
  "http://[::ffff:7f00:1]/x",
  "http://[fd00:ec2::254]/x",
  "http://192.168.0.1./x",
  "http://１２７.0.0.1/x",
])("%s is refused without asking anybody", async (url) => {
  expect(() => parseReceiver(url, { allowLoopback: false })).toThrow(/public internet/);
  // Nor where the URL was taken while loopback was let through.
  const asked = rules(["8.8.8.8"]);
  await expect(addressesOf(new URL(url), asked)).rejects.toThrow(/public internet/);
  expect(asked.resolve).not.toHaveBeenCalled();
});

test("names of the machine itself are what they resolve to", async () => {
  await expect(addressesFor("http://localhost:3000/x", ["127.0.0.1", "::1"])).rejects.toThrow(
    /public internet/,
  );
  expect(await addressesFor("http://localhost:3000/x", ["127.0.0.1", "::1"], true)).toEqual([
    "127.0.0.1",
    "::1",
  ]);
});

test("leave for loopback is for loopback alone", async () => {
  for (const address of ["10.0.0.1", "169.254.169.254", "fd00:ec2::254", "0.0.0.0"])
    await expect(addressesFor("http://example.org/x", [address], true)).rejects.toThrow(/public internet/);
});

test.each(["ftp://example.org", "example.org", "https://ada:secret@example.org/", "file:///etc/passwd", ""])(
  "%s is no URL to post to",
  (url) => expect(() => parseReceiver(url, { allowLoopback: true })).toThrow(),
);

test("nothing is connected to before its address was judged", async () => {
  // `test/no-network` fails a test that opens a connection elsewhere; a refused address must not even get there.
  const settings = {
    ...rules(["10.0.0.1"]),
    seal: createSeal("none", "webhooks"),
    retryDelaysMs: [],
  };
  const sent = await send({ url: "http://rebinding.example.org/", headers: {}, body: "{}", settings });
  expect(sent).toEqual({ status: null, error: expect.stringContaining("public internet") });
  expect(settings.resolve).toHaveBeenCalledTimes(1);
});
