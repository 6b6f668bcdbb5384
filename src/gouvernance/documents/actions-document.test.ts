import { expect, test } from "vitest";
import { baseOf } from "../../../test/fixtures/base.ts";
import type { IndicateurLu } from "../lectures/action/indicateurs.ts";
import { readProgramme } from "../lectures/action/read-programme.ts";
import { composeActions } from "./actions-document.ts";
import { toActionsJson } from "./actions-json.ts";

const ACTION = {
  id: 7,
  numero: 6,
  orientation: "Orientation 2 : s’appuyer sur le PRU",
  titre: "Formaliser",
  resume: null,
  jalons: null,
  acteurs: null,
  pilote: null,
  indicateurs: ["cas-ouverts"],
  etat: null,
  etatLe: null,
  engageeLe: null,
  publieLe: null,
  closeLe: null,
};
const JALON = { livrable: null, chemin: "programme/regles", source: null, atteintLe: null };

function programme(aujourdhui: string) {
  const base = baseOf({
    territoires: { find: async () => ({ epci: "200068666", nom: "Essai", demonstration: true }) },
    actions: {
      list: async () => [ACTION],
      jalons: async () => [
        { ...JALON, id: 1, action: 7, libelle: "Convention ANRU", echeance: "2018-06-20" },
        { ...JALON, id: 2, action: 7, libelle: "Étude", echeance: null },
        { ...JALON, id: 3, action: 8, libelle: "D’une autre", echeance: "2018-01-01" },
      ],
    },
  });
  return readProgramme(base, { epci: "200068666", aujourdhui });
}

const INDICATEUR: IndicateurLu = {
  code: "cas-ouverts",
  libelle: "Cas bloqués en cours",
  etat: "ferme",
  valeur: null,
  genre: null,
  sur: null,
  phrase: "Non ouvert à votre habilitation.",
  chemin: null,
};

test("the document says what nobody wrote, what is late, and why a figure is not there", async () => {
  const lu = await programme("2018-10-05");
  const document = composeActions(lu, { svg: "<svg/>", indicateurs: new Map([["cas-ouverts", INDICATEUR]]) });
  expect(document.sections.map(({ titre }) => titre)).toEqual([
    "Où en est le programme",
    "Sur les années",
    "Action 6\u00A0: Formaliser",
  ]);
  const words = JSON.stringify(document);
  for (const said of ["pilote non désigné", "acteurs non nommés", "sans jalon", "sans date", "Aucun suivi"]) {
    expect(words, said).toContain(said);
  }
  expect(words).toContain("En retard de 107\u00A0jours");
  expect(words).toContain("Non ouvert à votre habilitation.");
  expect(words).not.toContain("D’une autre");
  expect(document.bandeau).not.toBeNull();
});

test("without a figure nor a day, the public's edition has neither drawing nor figure", async () => {
  const document = composeActions(await programme("2018-06-20"), { svg: null, indicateurs: new Map() });
  expect(document.sections).toHaveLength(2);
  expect(JSON.stringify(document)).not.toContain("Cas bloqués");
  expect(JSON.stringify(document)).not.toContain("En retard");
});

test("the API gives the same, null for what is unknown, and no number of a row", async () => {
  const { actions } = toActionsJson(await programme("2018-10-05"));
  expect(actions).toHaveLength(1);
  expect(actions[0]).toMatchObject({ numero: 6, etat: null, pilote: null, enRetard: true, retardJours: 107 });
  expect(actions[0]?.jalons.map(({ statut }) => statut)).toEqual(["en-retard", "sans-date"]);
  expect(JSON.stringify(actions)).not.toMatch(/"(id|action|chemin|rangOrientation)":/);
});
