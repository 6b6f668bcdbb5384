import { Hono } from "hono";
import { expect, test } from "vitest";
import { CADRE } from "../../../../test/fixtures/pages.ts";
import type { Env } from "../deps.ts";
import { handleError } from "./on-error.ts";
import { refuseNir } from "./refuse-nir.ts";

// 1 85 05 78 006 084, key 91: an example that INSEE publishes.
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

const limite = "----essai";
const multipart = (champ: string, valeur: string) =>
  `--${limite}\r\ncontent-disposition: form-data; name="${champ}"\r\n\r\n${valeur}\r\n--${limite}--\r\n`;

test.each([
  ["multipart", `multipart/form-data; boundary=${limite}`, multipart("motif", NIR)],
  ["multipart, another case", `Multipart/Form-Data; boundary=${limite}`, multipart("motif", NIR)],
  ["urlencoded, another case", "APPLICATION/X-WWW-Form-UrlEncoded", `motif=${encodeURIComponent(NIR)}`],
  ["urlencoded, a space before", " application/x-www-form-urlencoded", `motif=${encodeURIComponent(NIR)}`],
  ["urlencoded, a charset", "application/x-www-form-urlencoded; charset=utf-8", `motif=${encodeURIComponent(NIR)}`],
])("a NIR is refused whatever the envelope: %s", async (_, type, body) => {
  const answer = await app.request("/t/1/acte", {
    method: "POST",
    body,
    headers: { "content-type": type, accept: "application/json" },
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("texte-nir");
});

test("what is no form reaches its handler as no field at all", async () => {
  for (const type of ["text/plain", "application/json", "multipart/mixed", ""]) {
    const answer = await app.request("/t/1/acte", {
      method: "POST",
      body: `motif=${NIR}`,
      headers: { "content-type": type },
    });
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
  }
});
