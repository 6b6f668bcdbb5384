import { expect, test } from "vitest";
import type { EtatConservation } from "#application/conservation/ports.ts";
import { CADRE, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { renderDonneesPersonnellesPage } from "./donnees-personnelles-page.tsx";

const VIDE: EtatConservation = {
  colonnes: [],
  durees: [],
  purges: [],
  effacements: { conservation: 0, demande: 0 },
};

const PLEIN: EtatConservation = {
  colonnes: [
    { schema: "nominatif", table: "menage", colonne: "revenu", type: "numeric", classe: "C2", libelle: "Ménage" },
    { schema: "public", table: "lot_rejet", colonne: "brut", type: "bytea", classe: "C2", libelle: "Ligne" },
  ],
  durees: [
    {
      classe: "C2",
      depuis: "radiation",
      mois: 12,
      jours: 0,
      dateEffet: "2017-05-08",
      confiance: "R",
      source: "Décret n° 2017-917, article 4",
    },
    {
      classe: "C3",
      depuis: "decision",
      mois: 6,
      jours: 0,
      dateEffet: "2018-01-01",
      confiance: "B",
      source: "Choix de Blaise",
    },
    {
      classe: "C3",
      depuis: "decision",
      mois: 1,
      jours: 0,
      dateEffet: "2030-01-01",
      confiance: "R",
      source: "Texte à venir",
    },
  ],
  purges: [
    {
      faiteLe: "2026-11-25T02:00:00.000Z",
      auJour: "2026-11-25",
      comptes: { C2: { "nominatif.demandeur": 2, lot_rejet: 3 }, C7: { "journal.entree": 1 } },
    },
    { faiteLe: "2026-11-24T02:00:00.000Z", auJour: "2026-11-24", comptes: {} },
  ],
  effacements: { conservation: 12, demande: 1 },
};

test("the page says what is held, how long, and what was purged", () => {
  const html = renderDonneesPersonnellesPage({ cadre: CADRE, etat: PLEIN, jour: "2026-11-25" });
  expectSoundPage(html);
  const text = textOf(html);
  for (const said of [
    "nominatif.menage, lot_rejet",
    "Décret n° 2017-917, article 4",
    "C2 : 5 lignes ; C7 : 1 ligne",
    "Rien n’était échu",
    "1 personne effacée à leur demande et 12 dossiers détruits",
  ]) {
    expect(text.replaceAll(/\s+/g, " ")).toContain(said);
  }
  expect(text).not.toContain("Texte à venir");
  expect(html.match(/>À confirmer</g)).toHaveLength(1);
});

test("without a purge it says what to do, and a missing duration shows", () => {
  const html = renderDonneesPersonnellesPage({ cadre: CADRE, etat: VIDE, jour: "2026-11-25" });
  expectSoundPage(html);
  expect(textOf(html)).toContain("Aucune purge n’a encore été faite");
  expect(textOf(html)).toContain("Aucune : la purge s’arrête");
});
