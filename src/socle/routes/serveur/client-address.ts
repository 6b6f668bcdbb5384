import { BlockList, isIP } from "node:net";
import type { Context } from "hono";
import { Refus } from "../../regles/shared/refus.ts";

/** The reverse proxies whose X-Forwarded-For is trusted. */
export type Proxies = { has(address: string): boolean };

/**
 * « 127.0.0.1, 10.0.0.0/8, ::1 »: addresses and ranges, separated by commas or spaces; empty: none.
 * Refuses `configuration-invalide`.
 */
export function parseProxies(text: string): Proxies {
  const list = new BlockList();
  for (const item of text.split(/[\s,]+/).filter((part) => part !== "")) {
    const [address = "", bits, ...rest] = item.split("/");
    const family = familyOf(address);
    const prefix = bits === undefined ? null : Number(bits);
    if (family === null || rest.length > 0 || !isPrefix(bits, family)) throw notAnAddress(item);
    if (prefix === null) list.addAddress(address, family);
    else list.addSubnet(address, prefix, family);
  }
  return {
    has: (address) => {
      const family = familyOf(address);
      return family !== null && list.check(address, family);
    },
  };
}

export const NO_PROXY: Proxies = { has: () => false };

/**
 * Address of the client. `socket`: the other end of the connection; `header`: X-Forwarded-For, trusted from our proxies only, and read from its right
 * end, which the nearest proxy wrote: the first address that is not a proxy's is the client's; the client wrote what is on its left. A value that is
 * not an address ends the reading at the last known hop.
 */
export function clientAddress(socket: string, header: string | null, proxies: Proxies): string {
  let known = plainAddress(socket) ?? socket;
  if (header === null || !proxies.has(known)) return known;
  for (const hop of header.split(",").reverse()) {
    const address = plainAddress(hop.trim());
    if (address === null) return known;
    known = address;
    if (!proxies.has(known)) return known;
  }
  return known;
}

/** null for a call from within the process, which has no connection. */
export function addressOf(c: Context, proxies: Proxies): string | null {
  const socket = socketAddress(c);
  return socket === null ? null : clientAddress(socket, c.req.header("x-forwarded-for") ?? null, proxies);
}

/** The other end of the connection; "" when it is already closed, null without a connection. */
export function socketAddress(c: Context): string | null {
  // The bindings of @hono/node-server; absent when the application is called as a function.
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  if (!env?.incoming) return null;
  return env.incoming.socket?.remoteAddress ?? "";
}

const LOOPBACK = parseProxies("127.0.0.0/8 ::1");

export function isLoopback(address: string): boolean {
  return LOOPBACK.has(plainAddress(address) ?? address);
}

/** What identifies a client in counts: an IPv4 address, or an IPv6 /64, since a subscriber owns the whole /64. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.replace(/%.*$/, "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** Removes the port that some proxies add, the brackets, and the IPv4-mapped form of IPv6. null when it is not an address. */
function plainAddress(text: string): string | null {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d[\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
  return isIP(mapped) === 0 ? null : mapped.toLowerCase();
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  if (version === 0) return null;
  return version === 4 ? "ipv4" : "ipv6";
}

function isPrefix(bits: string | undefined, family: "ipv4" | "ipv6"): boolean {
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === "ipv4" ? 32 : 128));
}

function notAnAddress(item: string): Refus {
  return new Refus(
    "configuration-invalide",
    `La variable BLAISE_PROXY est mal remplie : « ${item} » n’est ni une adresse IP ni un réseau (par exemple 10.0.0.0/8).`,
    { nom: "BLAISE_PROXY" },
  );
}
