import { describe, expect, it } from "vitest";
import type { ObjectifsTouches, ObjectifTouche } from "./objectifs-touches.ts";
import { proposerProfils } from "./profils.ts";
import type { ContingentsVivants, TourReservataire } from "./vue-liberation.ts";

type Enjeux = Parameters<typeof proposerProfils>[0];

const raisons = (enjeux: Partial<Enjeux>) =>
  proposerProfils({
    liberation: { filiere: "ordinaire", causeVacance: null } as unknown as Enjeux["liberation"],
    objectifs: null,
    contingents: null,
    relogements: null,
    ...enjeux,
  }).map(({ raison }) => raison.replaceAll(/[\u00a0\u202f]/g, " "));

function touche(besoin: number | null, besoinBornes: readonly [number, number] | null): ObjectifsTouches {
  const avant = { realise: 3, assiette: 40, besoin, attendus: 30 };
  const effet = { avant, siCompte: avant, sinon: avant, sinonImpossible: false };
  const ligne: ObjectifTouche = { nom: "Bailleur", cible: null, effet, besoinBornes, inconnus: 0, phrase: null };
  return {
    objet: "hors-qpv",
    titre: "",
    annee: 2019,
    enCours: true,
    arreteAu: "2019-09-30",
    lignes: [ligne],
  };
}

describe("the objective that a dwelling could serve", () => {
  it.each<[string, ObjectifsTouches, readonly string[]]>([
    [
      "known",
      touche(7, [7, 7]),
      ["D’après les baux publiés, Bailleur a encore besoin de 7 baux qui comptent en 2019."],
    ],
    [
      "between two numbers",
      touche(7, [2, 9]),
      [
        "D’après les baux publiés, Bailleur a encore besoin de 2 à 9 baux qui comptent, selon ce qui est inconnu, en 2019.",
      ],
    ],
    ["unknown, a quarter being missing: nothing is said", touche(null, null), []],
    ["none", touche(0, [0, 0]), []],
  ])("need %s", (_, objectifs, attendu) => {
    expect(raisons({ objectifs })).toEqual(attendu);
  });
});

describe("the contingent that is behind", () => {
  const tour = (nom: string, [certaines, possibles, objectif]: readonly [number, number, number], troue = false) => {
    const reste = [troue ? 0 : Math.max(0, objectif - certaines - possibles), objectif - certaines] as const;
    const convention = {
      convention: { nomReservataire: nom, contingent: "COLTER" },
      compteur: { certaines, possibles, objectif, reste },
    };
    const avancement = [1 - reste[1] / objectif, 1 - reste[0] / objectif] as const;
    return { convention, avancement } as unknown as TourReservataire;
  };
  const vivants = (...tours: readonly TourReservataire[]): ContingentsVivants => ({ annee: 2019, tours, droits: [] });

  it.each<[string, ContingentsVivants, readonly string[]]>([
    [
      "most behind, whatever is unknown",
      vivants(tour("Un", [2, 1, 10]), tour("Deux", [5, 0, 10])),
      ["Un a reçu 2 à 3 des 10 logements de son flux : c’est le contingent le plus en retard."],
    ],
    [
      "behind, and perhaps not the most",
      vivants(tour("Un", [2, 6, 10]), tour("Deux", [5, 0, 10])),
      ["Un a reçu 2 à 8 des 10 logements de son flux : l’année ne les a pas encore tous donnés."],
    ],
    ["perhaps not behind", vivants(tour("Un", [2, 8, 10])), []],
    ["perhaps not behind, a quarter being missing", vivants(tour("Un", [2, 0, 10], true)), []],
  ])("%s", (_, contingents, attendu) => {
    expect(raisons({ contingents })).toEqual(attendu);
  });
});
