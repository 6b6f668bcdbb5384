import { Hono } from "hono";
import { expect, test } from "vitest";
import { CADRE } from "../../../../test/fixtures/pages.ts";
import type { Env } from "../deps.ts";
import { handleError } from "./on-error.ts";

const failing = (error: Error) => {
  const app = new Hono<Env>().get("/", () => {
    throw error;
  });
  app.onError(handleError({ log: { error: () => {} } as never }, CADRE));
  return app.request("/", { headers: { accept: "application/json" } });
};
const coded = (code: string, more: object = {}) => Object.assign(new Error("interne"), { code, ...more });

test.each<[string, Error, number, string]>([
  ["the engine is stopping", coded("57P01"), 503, "base-injoignable"],
  ["it is starting", coded("57P03"), 503, "base-injoignable"],
  ["it has no connection left", coded("53300"), 503, "base-injoignable"],
  ["it is not there", coded("ECONNREFUSED", { syscall: "connect" }), 503, "base-injoignable"],
  ["its socket is gone", coded("ENOENT", { syscall: "connect" }), 503, "base-injoignable"],
  ["the connection was lost", new Error("Connection terminated unexpectedly"), 503, "base-injoignable"],
  ["it was reset as it was read", coded("ECONNRESET", { syscall: "read" }), 503, "base-injoignable"],
  ["or as it was written to", coded("EPIPE", { syscall: "write" }), 503, "base-injoignable"],
  ["as a cause", new Error("essai", { cause: coded("08006") }), 503, "base-injoignable"],
  ["its disk is full", coded("53100"), 507, "disque-plein"],
  ["ours is", coded("ENOSPC"), 507, "disque-plein"],
  ["a file is missing: our defect", coded("ENOENT", { syscall: "open" }), 500, "erreur-interne"],
  ["anything else: our defect", new TypeError("x"), 500, "erreur-interne"],
])("%s", async (_, error, statut, code) => {
  const answer = await failing(error);
  const said = (await answer.json()) as { type?: string };
  expect([answer.status, JSON.stringify(said).includes(code)]).toEqual([statut, true]);
  expect(JSON.stringify(said)).not.toContain("interne au moteur");
  expect(answer.headers.get("retry-after")).toBe(code === "base-injoignable" ? "15" : null);
});
