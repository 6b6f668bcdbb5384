import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Refus } from "../../regles/shared/refus.ts";
import { clientAddress, isLoopback, NO_PROXY, networkOf, parseProxies } from "./client-address.ts";

const PROXIES = parseProxies("127.0.0.1, 10.0.0.0/8 ::1,2001:db8:1::/48");

describe("who calls", () => {
  test.each<[string, string, string | null, string]>([
    ["no header: the socket", "10.0.0.1", null, "10.0.0.1"],
    ["a client that is no proxy writes what it likes", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
    ["one proxy", "127.0.0.1", "203.0.113.7", "203.0.113.7"],
    ["the client wrote a header before the proxy did", "127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"],
    ["the client pretends to be the proxy", "127.0.0.1", "127.0.0.1, 203.0.113.7", "203.0.113.7"],
    ["the client pretends to come through a proxy", "127.0.0.1", "198.51.100.1, 10.1.1.1, 203.0.113.7", "203.0.113.7"],
    ["three proxies", "127.0.0.1", "203.0.113.7, 10.0.0.2, 10.9.9.9", "203.0.113.7"],
    ["nobody but proxies: the farthest", "127.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
    ["a port", "127.0.0.1", "203.0.113.7:51234", "203.0.113.7"],
    ["IPv6", "::1", "2001:db8:ffff::7", "2001:db8:ffff::7"],
    ["IPv6 with brackets and port", "::1", "[2001:DB8:FFFF::7]:443", "2001:db8:ffff::7"],
    ["IPv6 proxies", "::1", "2001:db8:ffff::7, 2001:db8:1::9", "2001:db8:ffff::7"],
    ["an IPv4 socket seen as IPv6", "::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"],
    ["an IPv4 hop written as IPv6", "127.0.0.1", "203.0.113.7, ::ffff:10.0.0.2", "203.0.113.7"],
    ["not an address: the last hop known", "127.0.0.1", "203.0.113.7, inconnu, 10.0.0.2", "10.0.0.2"],
    ["empty", "127.0.0.1", "", "127.0.0.1"],
    ["empty hops", "127.0.0.1", "203.0.113.7, ,", "127.0.0.1"],
    ["a socket already gone", "", "203.0.113.7", ""],
  ])("%s", (_, socket, header, expected) => {
    expect(clientAddress(socket, header, PROXIES)).toBe(expected);
  });

  it("believes nobody without a list", () => {
    expect(clientAddress("127.0.0.1", "203.0.113.7", NO_PROXY)).toBe("127.0.0.1");
    expect(clientAddress("127.0.0.1", "203.0.113.7", parseProxies(""))).toBe("127.0.0.1");
  });

  it("never believes what the client wrote, whatever it wrote", () => {
    const written = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 50 });
    fc.assert(
      fc.property(written, (hops) => {
        const header = [...hops, "203.0.113.7", "10.0.0.2"].join(", ");
        expect(clientAddress("127.0.0.1", header, PROXIES)).toBe("203.0.113.7");
      }),
    );
  });
});

test.each(["localhost", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0", "::1/129", "10.0.0.0/", "10.0.0.0/-1", "*"])(
  "refuses the proxy « %s »",
  (text) => {
    expect(() => parseProxies(text)).toThrow(Refus);
    expect(() => parseProxies(text)).toThrow(/BLAISE_PROXY/);
  },
);

test.each([
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.0.0.1", false],
  ["::2", false],
  ["", false],
])("loopback: %s is %s", (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::6", "2001:db8:0:0::/64"],
  ["2001:db8:0:0:ffff::", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["", ""],
])("%s is counted as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
