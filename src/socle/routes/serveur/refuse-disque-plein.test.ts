import { Hono } from "hono";
import { expect, test } from "vitest";
import type { Env } from "../deps.ts";
import { handleError } from "./on-error.ts";
import { refuseDisquePlein } from "./refuse-disque-plein.ts";

const MO = 1024 * 1024;

/** An application that counts its acts, on a disk with that much room. */
function appOn(place: number | null) {
  const faits = { nombre: 0 };
  const app = new Hono<Env>();
  app.onError(handleError({ log: { error: () => undefined, info: () => undefined } }, { territoire: null } as never));
  app.use(refuseDisquePlein(async () => place));
  app.get("*", (c) => c.text("lu"));
  app.post("*", async (c) => {
    faits.nombre++;
    return c.text(String((await c.req.text()).length));
  });
  return { app, faits };
}

const post = (app: Hono<Env>, path: string, octets: number) =>
  app.request(path, {
    method: "POST",
    headers: { accept: "application/json", "content-length": String(octets) },
    body: "a".repeat(octets),
  });

test("under what is kept for the database, acts are refused before they begin, and pages are still read", async () => {
  const { app, faits } = appOn(100 * MO);
  const refused = await post(app, "/t/200068666/actions", 10);
  expect([refused.status, ((await refused.json()) as { code: string }).code, faits.nombre]).toEqual([
    507,
    "disque-plein",
    0,
  ]);
  expect(await (await app.request("/t/200068666/actions")).text()).toBe("lu");
});

test("a file is refused when it would fill the disk once in the tables", async () => {
  const { app } = appOn(260 * MO);
  expect((await post(app, "/t/200068666/donnees", 2 * MO)).status).toBe(507);
  expect((await post(app, "/t/200068666/donnees", MO)).status).toBe(200);
});

test("one may enter and leave; with room, or when it is not known, nothing is refused", async () => {
  expect((await post(appOn(0).app, "/connexion", 10)).status).toBe(200);
  expect((await post(appOn(0).app, "/connexion-fausse", 10)).status).toBe(507);
  expect((await post(appOn(null).app, "/t/1/actions", 10)).status).toBe(200);
  expect((await post(appOn(300 * MO).app, "/t/1/actions", 10)).status).toBe(200);
});
