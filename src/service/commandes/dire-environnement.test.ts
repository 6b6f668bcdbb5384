import { createServer } from "node:net";
import pg from "pg";
import { expect, test } from "vitest";
import { sayEnvironnement } from "./dire-environnement.ts";

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test("a port that is taken is named, with what to do", async () => {
  const first = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => first.once("listening", resolve));
  const { port } = first.address() as { port: number };
  const second = createServer();
  const error = await new Promise((resolve) => second.once("error", resolve).listen(port, "127.0.0.1"));
  first.close();
  expect(sayEnvironnement(error)).toBe(
    `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez-en un autre : BLAISE_PORT=8080 blaise serveur.`,
  );
});

test.each(["postgresql://a@127.0.0.1:1/b", "postgresql://a@%2Fnonexistent/b"])(
  "a database that does not answer: %s",
  async (url) => {
    const error = await failureOf(new pg.Client({ connectionString: url }).connect());
    const said = sayEnvironnement(error) ?? "";
    expect(said).toMatch(/^La base de données de DATABASE_URL ne répond pas.*Rien n’a été fait\.$/);
    expect(said).not.toContain("\n");
  },
);

test("a file that is missing, and anything else, is our defect", () => {
  expect(sayEnvironnement(Object.assign(new Error("x"), { code: "ENOENT", syscall: "open" }))).toBeNull();
  expect(sayEnvironnement(new TypeError("x"))).toBeNull();
  expect(sayEnvironnement("x")).toBeNull();
});
