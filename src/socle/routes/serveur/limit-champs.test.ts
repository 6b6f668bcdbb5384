import { Hono } from "hono";
import { expect, test, vi } from "vitest";
import { CADRE } from "../../../../test/fixtures/pages.ts";
import type { Env } from "../deps.ts";
import { CHAMPS_MAX, limitChamps } from "./limit-champs.ts";
import { handleError } from "./on-error.ts";

const reached = vi.fn();
const app = new Hono<Env>().use(limitChamps).post("/:page{.+}", async (c) => {
  reached();
  return c.json(Object.keys(await c.req.parseBody({ all: true })).length);
});
app.onError(handleError({ log: { error: () => {} } as never }, CADRE));
const LIMITE = "----essai";
const part = (nom: string) => `--${LIMITE}\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n1\r\n`;
const send = (type: string, body: string, path = "/t/1/acte") =>
  app.request(path, { method: "POST", body, headers: { "content-type": type, accept: "application/json" } });

test.each([
  ["empty fields", "application/x-www-form-urlencoded", "a=&".repeat(CHAMPS_MAX)],
  ["separators alone, in capitals", "Application/X-WWW-Form-Urlencoded", "&".repeat(CHAMPS_MAX * 3)],
  ["parts", `multipart/form-data; boundary=${LIMITE}`, `${part("a").repeat(CHAMPS_MAX)}--${LIMITE}--\r\n`],
])("too many %s are refused before they are parsed", async (_, type, body) => {
  reached.mockClear();
  const answer = await send(type, body);
  expect([answer.status, reached.mock.calls.length]).toEqual([413, 0]);
  expect(await answer.text()).toContain("trop-de-champs");
});

test("a long form passes whole, and so does a long text", async () => {
  const champs = Array.from({ length: 1_000 }, (_, rang) => `c${rang}=1`).join("&");
  expect(await (await send("application/x-www-form-urlencoded", champs)).json()).toBe(1_000);
  expect(await (await send("application/x-www-form-urlencoded", `texte=${"a".repeat(400_000)}`)).json()).toBe(1);
  const parts = `${Array.from({ length: 400 }, (_, rang) => part(`c${rang}`)).join("")}--${LIMITE}--\r\n`;
  expect(await (await send(`multipart/form-data; boundary=${LIMITE}`, parts)).json()).toBe(400);
});
