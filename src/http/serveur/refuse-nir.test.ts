import { Hono } from "hono";
import { expect, test } from "vitest";
import { CADRE } from "../../../test/fixtures/pages.ts";
import type { Env } from "../deps.ts";
import { handleError } from "./on-error.ts";
import { refuseNir } from "./refuse-nir.ts";

// 1 85 05 78 006 084, key 91: a number that the INSEE gives as an example.
const NIR = "1 85 05 78 006 084 91";

const app = new Hono<Env>()
  .use(refuseNir)
  .post("/:page{.+}", async (c) => c.json(await c.req.parseBody({ all: true })));
app.onError(handleError({ log: { error: () => {} } as never }, CADRE));

const post = (path: string, body: Record<string, string>) =>
  app.request(path, { method: "POST", body: new URLSearchParams(body), headers: { accept: "application/json" } });

test.each(["motif", "adresse", "nom", "courriel", "n-importe-quoi"])(
  "a NIR in « %s » is refused, and not told again",
  async (champ) => {
    const answer = await post("/t/1/acte", { autre: "ok", [champ]: `vu avec ${NIR}, merci` });
    expect(answer.status).toBe(422);
    const said = await answer.text();
    expect(said).toContain("texte-nir");
    expect(said).not.toMatch(/185|084/);
  },
);

test("a secret is not read, and the form reaches its handler whole", async () => {
  const answer = await post("/t/1/acte", { motDePasse: NIR, a: "1" });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ motDePasse: NIR, a: "1" });
});

test("a number that is not one passes", async () => {
  expect((await post("/t/1/acte", { motif: "lot 185057800608412, SIRET 275 200 012 00018" })).status).toBe(200);
});
