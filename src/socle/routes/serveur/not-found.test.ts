import { Hono } from "hono";
import { expect, it, test } from "vitest";
import { Refus } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";
import { handleNotFound } from "./not-found.ts";
import { statutOf } from "./statut.ts";

const app = new Hono<Env>();
app.notFound(handleNotFound(app));
app.onError((error, c) => c.text(error.message, error instanceof Refus ? statutOf(error) : 500));
app.use((_, next) => next());
app.route(
  "/t",
  new Hono<Env>().get("/:epci/lots/:id", (c) => c.text("lot")).post("/:epci/lots", (c) => c.text("cree")),
);
app.get("/t/:epci/lots", (c) => c.text("lots"));

test.each<[string, string, number, string | null]>([
  ["GET", "/t/1/lots", 200, null],
  ["HEAD", "/t/1/lots", 200, null],
  ["DELETE", "/t/1/lots", 405, "GET, HEAD, POST"],
  ["POST", "/t/1/lots/2", 405, "GET, HEAD"],
  ["OPTIONS", "/t/1/lots", 405, "GET, HEAD, POST"],
  ["PROPFIND", "/t/1/lots", 405, "GET, HEAD, POST"],
  ["GET", "/t/1/lots/2/3", 404, null],
  ["DELETE", "/nope", 404, null],
])("%s %s: %i", async (method, path, statut, allow) => {
  const response = await app.request(path, { method });
  expect([response.status, response.headers.get("allow")]).toEqual([statut, allow]);
});

it("does not tell a row that exists from one that does not", async () => {
  const [a, b] = await Promise.all(
    ["/t/1/lots/2", "/t/9/lots/999"].map((path) => app.request(path, { method: "PUT" })),
  );
  expect(await a?.text()).toBe(await b?.text());
});
