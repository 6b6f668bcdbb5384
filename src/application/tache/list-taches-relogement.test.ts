import { expect, test } from "vitest";
import type { Acteur } from "#domain/habilitation/acteur.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import { dossierOf, offreOf, operationOf } from "../../../test/fixtures/fiches-relogement.ts";
import { OFFICIER } from "../../../test/fixtures/http.ts";
import { EPCI } from "../../../test/fixtures/pages.ts";
import type { DossierRelogement } from "../relogement/ports.ts";
import { listTachesRelogement } from "./list-taches-relogement.ts";

const JOUR = "2026-03-20";
const charge: Acteur = {
  ...OFFICIER,
  habilitations: OFFICIER.habilitations.map((one) => ({ ...one, role: "relogement" as const })),
};

function list(acteur: Acteur, dossiers: readonly DossierRelogement[], confie = false) {
  const missions = confie ? [{ id: 1, operation: 1, compte: 9, agent: "Agent", du: "2026-01-01", au: null }] : [];
  const base = baseOf({
    relogements: { list: async () => dossiers, missions: async () => missions, valeursCharte: async () => [] },
    operations: { list: async () => [operationOf({ depuis: 2024 })] },
  });
  return listTachesRelogement({ ...base, acteur }, EPCI, JOUR);
}

const refusee = (numero: number) =>
  offreOf({ numero, reponse: "refusee", reponduLe: "2026-02-01", motifRefus: "taille" });

test("an officer has their households by what each waits for, and the first day that was missed", async () => {
  const dossiers = [
    dossierOf({ id: 1, etat: "offres", offres: [refusee(1), refusee(2)] }),
    dossierOf({ id: 2, etat: "offres", offres: [offreOf({ numero: 1, proposeeLe: "2026-03-04" })] }),
    // Fifteen days are not more than fifteen days.
    dossierOf({ id: 3, etat: "offres", offres: [offreOf({ numero: 1, proposeeLe: "2026-03-05" })] }),
    dossierOf({ id: 4, etat: "diagnostic", prochaineEtape: { quoi: "rappel", le: "2026-03-19" } }),
    dossierOf({ id: 5, etat: "diagnostic", prochaineEtape: { quoi: "rappel", le: "2026-03-10" } }),
    // The day itself is not missed.
    dossierOf({ id: 6, etat: "diagnostic", prochaineEtape: { quoi: "rappel", le: JOUR } }),
    dossierOf({ id: 7, etat: "a-rencontrer" }),
    // Closed: nobody's task any more.
    dossierOf({ id: 8, etat: "depart", offres: [refusee(1), refusee(2)] }),
  ];
  expect(await list(charge, dossiers, true)).toEqual([
    { kind: "menages-a-reloger", alerte: "deux-refus", menages: 1, immeubles: 1, echeance: null },
    { kind: "menages-a-reloger", alerte: "reponse-attendue", menages: 1, immeubles: 1, echeance: null },
    { kind: "menages-a-reloger", alerte: "etape-depassee", menages: 2, immeubles: 1, echeance: "2026-03-10" },
    { kind: "menages-a-reloger", alerte: "jamais-rencontre", menages: 1, immeubles: 1, echeance: null },
  ]);
});

test("a file of which nothing is due is nobody's task", async () => {
  expect(await list(charge, [dossierOf({ etat: "diagnostic" })], true)).toEqual([]);
});

test("the EPCI entrusts a building whose rehousing has started", async () => {
  expect(await list(OFFICIER, [])).toEqual([{ kind: "immeubles-a-confier", immeubles: 1, echeance: null }]);
  expect(await list(OFFICIER, [], true)).toEqual([]);
});
