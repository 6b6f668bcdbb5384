import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { verifyCle } from "./cle-temoin.ts";

let db: TestDatabase;
beforeEach(async () => {
  db = await createDatabase();
  await db.pool.query("delete from reglage where cle = 'cle-temoin'");
});
afterEach(() => db.drop());

const cle = (secret: string, neuve = false) => ({
  hash: (text: string) => createHmac("sha256", secret).update(text).digest("base64url"),
  neuve,
  lieu: "/srv/blaise/cle-hachage",
});
const served = () =>
  db.pool.query("insert into territoire (epci, nom, demonstration) values ('200068666', 'Territoire', false)");

describe("a key knows its database", () => {
  it("the first one is the database's; another is refused, and says what to do", async () => {
    await verifyCle(db.url, cle("une", true));
    await verifyCle(db.url, cle("une"));
    await expect(verifyCle(db.url, cle("autre"))).rejects.toMatchObject({
      code: "cle-autre-base",
      message: expect.stringMatching(/cle-hachage.*blaise restaurer --remplacer.*blaise detruire/),
    });
  });

  it("one made by this very start is not that of a database where somebody has worked", async () => {
    await served();
    await expect(verifyCle(db.url, cle("neuve", true))).rejects.toMatchObject({ code: "cle-autre-base" });
    // Nothing was written: the right key is still accepted.
    await verifyCle(db.url, cle("une"));
  });

  it("two servers that begin together with two keys: one of them is refused", async () => {
    const results = await Promise.allSettled([
      verifyCle(db.url, cle("une", true)),
      verifyCle(db.url, cle("autre", true)),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
