import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { interrogerSne } from "#guichet/actes/sne-echange/interroger-sne.ts";
import { requireService } from "#guichet/lectures/sne-echange/service-sne.ts";
import type { Base } from "#socle/lectures/base.ts";
import { openCoffre } from "./coffre.ts";
import { readConfiguration } from "./configuration.ts";
import { openServiceSne } from "./service-sne.ts";

const NUMERO = "052180000000000001";
const CAMILLE = {
  nom: "Exemple",
  prenom: "Camille",
  naissance: "1990-01-15",
  personnes: 2,
  typologie: "T3",
  motif: "13",
  communes: ["52448"],
};

it("is off unless it is configured, and says what is done by hand", async () => {
  expect(readConfiguration({}).sne).toBeNull();
  expect(await openServiceSne(null)).toBeNull();
  expect(() => requireService(null)).toThrow("Faites-le dans le SNE, puis reportez-le ici.");
  expect(() => readConfiguration({ BLAISE_SNE: "https://sne.exemple.fr" })).toThrow("BLAISE_SNE");
});

it("replays what was recorded, in whatever order the fields are, and never draws a number", async () => {
  const service = requireService(await openServiceSne(readConfiguration({ BLAISE_SNE: "enregistre:demo/sne" }).sne));
  expect(await service.deposer(CAMILLE)).toEqual({ numero: NUMERO });
  const { communes, ...reste } = CAMILLE;
  expect(await service.deposer({ communes, ...reste })).toEqual({ numero: NUMERO });
  expect(await service.lire(NUMERO)).toMatchObject({ etat: "active", renouveleLe: null });
  expect(await service.renouveler(NUMERO, "2019-01-20")).toMatchObject({ renouveleLe: "2019-01-20" });
  expect(await service.radier(NUMERO, "RADABA", "2019-03-04")).toMatchObject({ etat: "radiee" });
  expect(await service.joindrePieces(NUMERO, ["identite", "avis-imposition"])).toEqual({ jointes: 2 });
  await expect(service.deposer({ ...CAMILLE, prenom: "Claude" })).rejects.toThrow("aucun numéro n’est inventé");
  await expect(service.lire("052180000000000002")).rejects.toMatchObject({ code: "sne-non-enregistre" });
  const deja = { ...CAMILLE, prenom: "Dominique", naissance: "1985-06-02", personnes: 1, typologie: "T2", motif: null };
  await expect(service.deposer(deja)).rejects.toThrow("déjà active");
});

it("a desk asks about one of its files by its number, which the journal does not hold", async () => {
  const service = await openServiceSne("demo/sne");
  const coffre = openCoffre("essai");
  const ecrits: unknown[] = [];
  const base = {
    sneEchanges: { numero: async (_: string, id: string) => (id === "a" ? coffre.sceller(NUMERO, "numero") : null) },
    journal: { ecrire: async (entree: unknown) => void ecrits.push(entree) },
  } as unknown as Base;
  const ask = (demandeur: string, ouvert = service) =>
    interrogerSne(base, { coffre, service: ouvert }, { epci: "200068666", demandeur });
  expect(await ask("a")).toBe(
    "Le système national répond : demande active, créée le 1er février 2018, jamais renouvelée.",
  );
  await expect(ask("b")).rejects.toMatchObject({ code: "sne-sans-numero" });
  await expect(ask("a", null)).rejects.toMatchObject({ code: "sne-ferme" });
  expect(JSON.stringify(ecrits)).not.toContain(NUMERO);
  expect(ecrits).toHaveLength(1);
});

it("a folder that cannot be read stops the start", async () => {
  await expect(openServiceSne("/nulle/part")).rejects.toThrow("ne se lit pas");
  const dossier = await mkdtemp(join(tmpdir(), "blaise-sne-"));
  // Without « synthetique », the exchange may be a real household's.
  await writeFile(join(dossier, "a.json"), '{"echanges":[]}');
  await expect(openServiceSne(dossier)).rejects.toThrow("a.json n’est pas un fichier d’échanges enregistrés");
});
