import { Hono } from "hono";
import { expect, test } from "vitest";
import { CADRE } from "../../../../test/fixtures/pages.ts";
import type { Env } from "../deps.ts";
import { handleError } from "./on-error.ts";
import { refuseNul } from "./refuse-nul.ts";

const app = new Hono<Env>().use(refuseNul).all("/*", async (c) => c.json(await c.req.parseBody({ all: true })));
app.onError(handleError({ log: { error: () => {} } as never }, CADRE));

const post = (body: Record<string, string>) =>
  app.request("/acte", { method: "POST", body: new URLSearchParams(body) });

test.each([
  ["in an address", () => app.request("/t/1%00/bilan")],
  ["in a parameter", () => app.request("/bilan?annee=20%0017")],
  ["in a field", () => post({ autre: "ok", motif: "vu\u0000" })],
  ["in the name of a field", () => post({ "mo\u0000tif": "vu" })],
])("the null character %s is refused with what to do", async (_, ask) => {
  const answer = await ask();
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("Retirez-le");
});

test("the rest passes whole, other control characters too", async () => {
  const answer = await post({ motif: "a\tb\u0001 %00" });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ motif: "a\tb\u0001 %00" });
});
