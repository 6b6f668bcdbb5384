import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { Refus } from "../../regles/shared/refus.ts";
import { parseProxies } from "./client-address.ts";
import { LIMITES, type Limite, limitRequests } from "./rate-limit.ts";

type Options = Parameters<typeof limitRequests>[0];
type Call = { readonly socket?: string; readonly via?: string; readonly methode?: string };

function appWith(options: Options = {}) {
  const app = new Hono().use(limitRequests(options)).all("*", (c) => c.text("ok"));
  app.onError((error, c) => c.text(error.message, error instanceof Refus ? 429 : 500));
  const call = async (path: string, { socket = "203.0.113.7", via, methode = "GET" }: Call = {}) => {
    const init = { method: methode, ...(via ? { headers: { "x-forwarded-for": via } } : {}) };
    return app.request(path, init, { incoming: { socket: { remoteAddress: socket } } });
  };
  return { app, call };
}

const trois: readonly Limite[] = [{ nom: "tout", concerne: () => true, nombre: 3, secondes: 60 }];

async function statuses(count: number, call: () => Promise<Response>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i++) found.push((await call()).status);
  return found;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("beyond the limit", () => {
  it("refuses with the seconds to wait, in French, and opens again after them", async () => {
    const { call } = appWith({ limites: trois });
    expect(await statuses(3, () => call("/a"))).toEqual([200, 200, 200]);
    vi.advanceTimersByTime(18_000);
    const refused = await call("/b");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "42"]);
    expect(await refused.text()).toContain("Attendez 42 secondes, puis recommencez.");
    vi.advanceTimersByTime(43_000);
    expect((await call("/a")).status).toBe(200);
  });

  it("counts each address apart", async () => {
    const { call } = appWith({ limites: trois });
    expect(await statuses(4, () => call("/"))).toEqual([200, 200, 200, 429]);
    expect((await call("/", { socket: "203.0.113.8" })).status).toBe(200);
  });

  it("counts an IPv6 subscriber once, whatever address of theirs is used", async () => {
    const { call } = appWith({ limites: trois });
    let host = 0;
    expect(await statuses(4, () => call("/", { socket: `2001:db8:1:2::${++host}` }))).toEqual([200, 200, 200, 429]);
    expect((await call("/", { socket: "2001:db8:1:3::1" })).status).toBe(200);
  });

  it("does not let a client choose its address", async () => {
    const { call } = appWith({ limites: trois, proxies: parseProxies("127.0.0.1") });
    let n = 0;
    expect(await statuses(4, () => call("/", { via: `198.51.100.${++n}` }))).toEqual([200, 200, 200, 429]);
    const behind = () => call("/", { socket: "127.0.0.1", via: `198.51.100.${++n}, 203.0.113.9` });
    expect(await statuses(4, behind)).toEqual([200, 200, 200, 429]);
  });

  it("counts those that are gone together, and not what the process asks of itself", async () => {
    const { app, call } = appWith({ limites: trois });
    expect(await statuses(4, () => call("/", { socket: "" }))).toEqual([200, 200, 200, 429]);
    expect(await statuses(5, async () => app.request("/"))).toEqual([200, 200, 200, 200, 200]);
  });
});

describe("what is limited", () => {
  test.each<[string, string, number]>([
    ["GET", "/t/200068666/bilan", 600],
    ["GET", "/connexion", 600],
    ["POST", "/connexion", 20],
    ["POST", "/connexion/cle/verifier", 20],
    ["POST", "/connexions", 600],
    ["POST", "/t/200068666/donnees/deposer", 30],
    ["GET", "/t/200068666/donnees/deposer", 600],
    ["GET", "/statiques", 600],
  ])("%s %s: %i", async (methode, path, nombre) => {
    const { call } = appWith();
    const found = await statuses(nombre + 1, () => call(path, { methode }));
    expect(found.indexOf(429)).toBe(nombre);
  });

  test.each(["/statique/style.css", "/vivant", "/pret", "/metriques"])("%s never is", async (path) => {
    const { call } = appWith();
    expect(new Set(await statuses(700, () => call(path)))).toEqual(new Set([200]));
  });

  it("waits an hour for a deposit, and says so in minutes", async () => {
    const { call } = appWith({ limites: LIMITES.filter(({ nom }) => nom === "depot") });
    const deposit = () => call("/t/1/donnees/deposer", { methode: "POST" });
    await statuses(30, deposit);
    const refused = await deposit();
    expect(refused.headers.get("retry-after")).toBe("3600");
    expect(await refused.text()).toContain("Attendez 60 minutes");
  });
});

it("holds a bounded number of counters, however many addresses call", async () => {
  const { call } = appWith({ limites: trois, cases: 16 });
  for (let i = 0; i < 500; i++) await call("/", { socket: `198.51.${i >> 8}.${i & 255}` });
  // One timer per counter: pending timers measure what is kept.
  expect(vi.getTimerCount()).toBeLessThanOrEqual(16);
});
