import { describe, expect, it, test } from "vitest";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { quarterPeriode } from "#socle/regles/shared/periode.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import { POINTS_FICHIERS, pointsOfBilans, pointsOfTrimestre } from "./points-donnees.ts";

const EPCI = "200068666";
const OFFICIER = operateur("essai", [EPCI]);
const plain = (texte: string | undefined) => (texte ?? "").replaceAll(/[\u00a0\u202f]/g, " ");

describe("what is missing", () => {
  test.each([
    ["told in whole, whatever its months", "2018-10-02", null],
    [
      "that was not over",
      "2018-09-30",
      "T3 2018 n’était pas fini quand « t3.csv » a été déposé, le 30 septembre 2018 : l’extraction du SNE n’est pas complète.",
    ],
    ["of which nothing is published", null, "Aucun bail publié pour T3 2018 : l’extraction du SNE n’est pas reçue."],
  ])("is a quarter %s", (_, deposeLe, dit) => {
    const trimestre = { trimestre: 3 as const, present: deposeLe !== null, fichier: "t3.csv", deposeLe };
    const points = pointsOfTrimestre(quarterPeriode(2018, 3), [trimestre]);
    expect(points.map(({ constat }) => plain(constat))).toEqual(dit === null ? [] : [dit]);
  });

  it("asks for the quarter that has ended", async () => {
    const cubes = { trimestres: async () => [] };
    const read = async (aujourdhui: string) =>
      (
        await POINTS_FICHIERS.read(
          { ...baseOf({ cubes }), acteur: OFFICIER },
          { epci: EPCI, aujourdhui, prises: async () => 0 },
        )
      ).map(({ reference }) => reference);
    expect(await read("2018-10-05")).toEqual(["sne-attributions:2018-T3"]);
    expect(await read("2018-01-31")).toEqual(["sne-attributions:2017-T4"]);
    expect(await read("2018-12-31")).toEqual(["sne-attributions:2018-T3"]);
  });

  it("is the bilans that a bailleur has not signed, of quarters that have ended", () => {
    const trimestre = (etat: "signe" | "prepare" | "sans-bail" | "a-preparer", termine = true) => ({
      periode: "T1" as const,
      libelle: "T1",
      baux: 3,
      etat,
      version: null,
      le: null,
      revision: null,
      change: false,
      termine,
    });
    const ligne = (nom: string, cases: readonly ReturnType<typeof trimestre>[]) => ({
      siren: "1",
      nom,
      organisation: null,
      cases,
    });
    const lignes = [
      ligne("Hamaris", [
        trimestre("signe"),
        trimestre("prepare"),
        trimestre("a-preparer", false),
        trimestre("sans-bail"),
      ]),
      ligne("Vitry Habitat", [trimestre("signe")]),
    ];
    expect(plain(pointsOfBilans(2018, lignes)[0]?.constat)).toBe(
      "1 bilan trimestriel n’est pas signé pour 2018 : Hamaris (1).",
    );
    expect(pointsOfBilans(2018, lignes.slice(1))).toEqual([]);
  });
});
