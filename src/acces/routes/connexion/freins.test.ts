import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Essai, Frein } from "../../lectures/connexion/outils.ts";
import { createFrein } from "./freins.ts";

const VICTIME = "agent@exemple.fr";
const HEURE_MS = 3_600_000;
const MINUTE_MS = 60_000;

let frein: Frein;

beforeEach(() => {
  // Fakes only Date: windows end by it, and thousands of fake timers would take minutes.
  vi.useFakeTimers({ now: Date.parse("2026-03-10T09:00:00Z"), toFake: ["Date"] });
  frein = createFrein();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Number of these trials that would be hashed; none succeeds. */
async function attempt(nombre: number, essaiOf: (n: number) => Partial<Essai>): Promise<number> {
  let hashed = 0;
  for (let n = 0; n < nombre; n++) {
    const essai = { adresse: "192.0.2.1", courriel: VICTIME, appareil: null, ...essaiOf(n) };
    if ((await frein.reserve(essai)).accordee) hashed += 1;
  }
  return hashed;
}

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** « 10.1.2.3 » and so on: as many machines as needed. */
const machine = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

async function comeIn(essai: Partial<Essai>): Promise<void> {
  const reservation = await frein.reserve({ adresse: "198.51.100.7", courriel: VICTIME, appareil: null, ...essai });
  if (!reservation.accordee) throw new Error("refused");
  await reservation.recordSucces();
}

describe("backoff", () => {
  it("slows one address on one account: 5, then 10 in the hour, then 20 in the day", async () => {
    expect(await attempt(30, () => ({}))).toBe(5);
    pass(5 * MINUTE_MS);
    expect(await attempt(30, () => ({}))).toBe(5);
    pass(30 * MINUTE_MS);
    expect(await attempt(30, () => ({}))).toBe(0);
    pass(HEURE_MS);
    expect(await attempt(30, () => ({}))).toBe(5);
    pass(HEURE_MS);
    expect(await attempt(30, () => ({}))).toBe(5);
    pass(12 * HEURE_MS);
    expect(await attempt(30, () => ({}))).toBe(0);
    pass(12 * HEURE_MS);
    expect(await attempt(1, () => ({}))).toBe(1);
  });

  it("counts what is sent together one by one", async () => {
    const essai = { adresse: "192.0.2.1", courriel: VICTIME, appareil: null };
    const reservations = await Promise.all(Array.from({ length: 100 }, () => frein.reserve(essai)));
    expect(reservations.filter(({ accordee }) => accordee)).toHaveLength(5);
  });

  it("says how long to wait, and insisting does not lengthen it", async () => {
    await attempt(5, () => ({}));
    pass(MINUTE_MS);
    await attempt(200, () => ({}));
    expect(await frein.reserve({ adresse: "192.0.2.1", courriel: VICTIME, appareil: null })).toEqual({
      accordee: false,
      attenteS: 240,
    });
    pass(4 * MINUTE_MS);
    expect(await attempt(1, () => ({}))).toBe(1);
  });

  it("hashes 100 times an hour at most for one account, from however many machines", async () => {
    const perMinute: number[] = [];
    for (let minute = 0; minute < 180; minute++) {
      perMinute.push(await attempt(30, (n) => ({ adresse: machine(minute * 1000 + n) })));
      pass(MINUTE_MS);
    }
    const worst = Math.max(...perMinute.map((_, i) => perMinute.slice(i, i + 60).reduce((sum, n) => sum + n, 0)));
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThanOrEqual(100);
  });

  it("leaves the person in, from a device or an address already theirs, during an attack from everywhere", async () => {
    await comeIn({});
    expect(await attempt(5000, (n) => ({ adresse: machine(n) }))).toBe(50);
    await comeIn({});
    await comeIn({ adresse: "203.0.113.9", appareil: "7.abc" });
    const inconnue = await frein.reserve({ adresse: "203.0.113.10", courriel: VICTIME, appareil: null });
    expect(inconnue.accordee).toBe(false);
  });

  it("leaves the person's own device in when the attacker is behind the very same address", async () => {
    await comeIn({ appareil: "7.abc" });
    await attempt(1000, () => ({ adresse: "198.51.100.7" }));
    await comeIn({ appareil: "7.abc" });
  });

  it("bounds one network over all accounts, and takes an IPv6 subscriber for one", async () => {
    expect(await attempt(1000, (n) => ({ courriel: `agent${n}@exemple.fr` }))).toBe(50);
    expect(await attempt(100, (n) => ({ adresse: `2001:db8:1:2::${n.toString(16)}` }))).toBe(5);
  });

  it("counts an address that nobody has like any other", async () => {
    expect(await attempt(100, () => ({ courriel: "personne@exemple.fr" }))).toBe(5);
    expect(await attempt(100, () => ({ courriel: "", adresse: "192.0.2.2" }))).toBe(5);
  });

  it("starts anew after a success, and never counts it among the failures of all", async () => {
    for (let n = 0; n < 200; n++) await comeIn({ adresse: machine(n) });
    expect(await attempt(100, (n) => ({ adresse: machine(5000 + n) }))).toBe(50);
  });
});
