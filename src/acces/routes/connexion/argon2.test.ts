import { hash } from "@node-rs/argon2";
import { expect, it } from "vitest";
import { createHacheur, PARAMETRES } from "./argon2.ts";

const hacheur = createHacheur();

it("hashes by argon2id with the parameters of OWASP, never twice alike", async () => {
  const [one, other] = await Promise.all([hacheur.hash("tortue marée violon"), hacheur.hash("tortue marée violon")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await hacheur.verify(one, "tortue marée violon")).toBe(true);
  expect(await hacheur.verify(one, "tortue marée violons")).toBe(false);
  expect(hacheur.isCurrent(one)).toBe(true);
});

it("knows a hash of weaker parameters, and reads it still", async () => {
  const old = await hash("tortue", { ...PARAMETRES, memoryCost: 8192 });
  expect(hacheur.isCurrent(old)).toBe(false);
  expect(await hacheur.verify(old, "tortue")).toBe(true);
});

it("takes what is no hash for a wrong password", async () => {
  expect(await hacheur.verify("n’importe quoi", "tortue")).toBe(false);
  expect(hacheur.isCurrent("n’importe quoi")).toBe(false);
  expect(hacheur.isCurrent(await hacheur.factice())).toBe(true);
  expect(await hacheur.verify(await hacheur.factice(), "")).toBe(false);
});
