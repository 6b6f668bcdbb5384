import { expect, test } from "vitest";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import { dossierOf, offreOf, operationOf } from "../../../test/fixtures/fiches-relogement.ts";
import { OFFICIER } from "../../../test/fixtures/http.ts";
import { EPCI } from "../../../test/fixtures/pages.ts";
import { listTachesRelogement } from "./list-taches-relogement.ts";
import type { DossierRelogement } from "./ports.ts";

const JOUR = "2026-03-20";
const charge: Acteur = {
  ...OFFICIER,
  habilitations: OFFICIER.habilitations.map((one) => ({ ...one, role: "relogement" as const })),
};

function list(acteur: Acteur, dossiers: readonly DossierRelogement[], confie = false) {
  const missions = confie ? [{ id: 1, operation: 1, compte: 9, agent: "Agent", du: "2026-01-01", au: null }] : [];
  const base = baseOf({
    relogements: {
      list: async () => dossiers,
      missions: async () => missions,
      valeursCharte: async () => [],
      logesEnCommission: async () => [],
    },
    operations: { list: async () => [operationOf({ depuis: 2024 })] },
  });
  return listTachesRelogement({ ...base, acteur }, { epci: EPCI, aujourdhui: JOUR, maintenant: `${JOUR}T09:00:00Z` });
}

const refusee = (numero: number) =>
  offreOf({ numero, reponse: "refusee", reponduLe: "2026-02-01", motifRefus: "taille" });

test("an officer has their households by what each waits for, and the first day that was missed", async () => {
  const dossiers = [
    dossierOf({ id: 1, etat: "offres", offres: [refusee(1), refusee(2)] }),
    dossierOf({ id: 2, etat: "offres", offres: [offreOf({ numero: 1, proposeeLe: "2026-03-04" })] }),
    // Exactly fifteen days: no task yet.
    dossierOf({ id: 3, etat: "offres", offres: [offreOf({ numero: 1, proposeeLe: "2026-03-05" })] }),
    dossierOf({ id: 4, etat: "diagnostic", prochaineEtape: { quoi: "rappel", le: "2026-03-19" } }),
    dossierOf({ id: 5, etat: "diagnostic", prochaineEtape: { quoi: "rappel", le: "2026-03-10" } }),
    // A step due today is not missed.
    dossierOf({ id: 6, etat: "diagnostic", prochaineEtape: { quoi: "rappel", le: JOUR } }),
    dossierOf({ id: 7, etat: "a-rencontrer" }),
    // A closed file makes no task.
    dossierOf({ id: 8, etat: "depart", offres: [refusee(1), refusee(2)] }),
  ];
  const taches = await list(charge, dossiers, true);
  expect(taches.map(({ code, titre, echeance }) => [code, titre.replaceAll("\u00a0", " "), echeance])).toEqual([
    ["menages-deux-refus", "1 ménage à deux refus ou plus", null],
    ["menages-reponse-attendue", "1 ménage sans réponse depuis plus de 15 jours", null],
    ["menages-etape-depassee", "2 ménages dont l’étape est dépassée", "2026-03-10"],
    ["menages-jamais-rencontre", "1 ménage jamais rencontré", null],
  ]);
});

test("a file of which nothing is due is nobody's task", async () => {
  expect(await list(charge, [dossierOf({ etat: "diagnostic" })], true)).toEqual([]);
});

test("the EPCI entrusts a building whose rehousing has started", async () => {
  expect(await list(OFFICIER, [])).toMatchObject([
    { code: "immeubles-a-confier", chemin: "relogement", echeance: null },
  ]);
  expect(await list(OFFICIER, [], true)).toEqual([]);
});
