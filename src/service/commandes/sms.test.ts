import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { purgerMessages } from "./messages-deposes.ts";
import { openSms } from "./sms.ts";

const MESSAGE = { cle: "3f0c1f7a-8a5e-4b54-9a25-0b3a3c7f3c11", numero: "+33612345678", texte: "Un message. https://x" };
const log = { error: () => undefined };
const fermer: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(fermer.map((fin) => fin())));

async function openPasserelle(statut: number) {
  const recus: { readonly jeton: string | undefined; readonly corps: unknown }[] = [];
  const serveur = createServer((request: IncomingMessage, response) => {
    const octets: Buffer[] = [];
    request.on("data", (bloc: Buffer) => octets.push(bloc));
    request.on("end", () => {
      recus.push({ jeton: request.headers.authorization, corps: JSON.parse(Buffer.concat(octets).toString()) });
      response.writeHead(statut, statut === 302 ? { location: "/ailleurs" } : {}).end();
    });
  });
  await new Promise<void>((resolve) => serveur.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => serveur.close(resolve));
  fermer.push(close);
  const adresse = serveur.address();
  const url = `http://127.0.0.1:${typeof adresse === "object" ? adresse?.port : 0}/envois`;
  return { recus, close, sms: openSms({ donnees: "/nonexistent", sms: { url, jeton: "secret" }, log }) };
}

test("a gateway receives the key, the number and the text; what it answers is told", async () => {
  const { recus, sms, close } = await openPasserelle(202);
  expect(await sms.envoyer(MESSAGE)).toEqual({ etat: "envoye" });
  const { cle, numero: destinataire, texte } = MESSAGE;
  expect(recus).toEqual([{ jeton: "Bearer secret", corps: { cle, destinataire, texte } }]);
  await close();
  expect(await sms.envoyer(MESSAGE)).toMatchObject({ etat: "echec", panne: true });
  for (const [statut, panne] of [
    [400, false],
    [401, true],
    [503, true],
    [302, true],
  ] as const) {
    const refus = await openPasserelle(statut);
    expect(await refus.sms.envoyer(MESSAGE)).toMatchObject({ etat: "echec", panne });
    expect(refus.recus).toHaveLength(1);
  }
});

test("a folder keeps each message once; the purge removes those of more than thirty days, and those alone", async () => {
  const donnees = await mkdtemp(join(tmpdir(), "blaise-sms-"));
  fermer.push(() => rm(donnees, { recursive: true, force: true }));
  const sms = openSms({ donnees, sms: null, log });
  for (const _ of [1, 2]) expect(await sms.envoyer(MESSAGE)).toEqual({ etat: "depose" });
  expect(await readFile(join(donnees, "sms", `${MESSAGE.cle}.txt`), "utf8")).toBe(
    "+33612345678\nUn message. https://x\n",
  );
  await expect(sms.envoyer({ ...MESSAGE, cle: "../x" })).rejects.toThrow();
  await mkdir(join(donnees, "courriels"));
  const vieux = join(donnees, "courriels", "vieux.eml");
  await writeFile(vieux, "x");
  await utimes(vieux, new Date("2024-01-01"), new Date("2024-01-01"));
  await utimes(join(donnees, "sms", `${MESSAGE.cle}.txt`), new Date("2024-02-20"), new Date("2024-02-20"));
  expect(await purgerMessages(donnees, { jour: "2024-03-01", essai: true })).toBe(1);
  expect(await purgerMessages(donnees, { jour: "2024-03-01", essai: false })).toBe(1);
  expect([await readdir(join(donnees, "courriels")), (await readdir(join(donnees, "sms"))).length]).toEqual([[], 1]);
});

test("its settings are both there, or neither is", () => {
  const url = "https://sms.exemple.fr/envois";
  expect(readConfiguration({}).sms).toBeNull();
  expect(readConfiguration({ BLAISE_SMS_URL: url, BLAISE_SMS_JETON: "t" }).sms).toEqual({ url, jeton: "t" });
  expect(() => readConfiguration({ BLAISE_SMS_URL: url })).toThrow(/BLAISE_SMS_JETON/);
  for (const faux of ["http://sms.exemple.fr", "https://u:p@sms.exemple.fr", "sms"]) {
    expect(() => readConfiguration({ BLAISE_SMS_URL: faux, BLAISE_SMS_JETON: "t" })).toThrow(/BLAISE_SMS_URL/);
  }
});
