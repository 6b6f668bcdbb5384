import { describe, expect, it, test } from "vitest";
import type { AdresseALocaliser } from "#donnees/lectures/localisation/ports.ts";
import type { Lot, RejetsATraiter } from "#donnees/lectures/lot/ports.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { OFFICIER } from "../../../../test/fixtures/http.ts";
import { EPCI, LOT } from "../../../../test/fixtures/pages.ts";
import { lastQuarter, listTachesFichiers } from "./list-taches-fichiers.ts";

const PUBLIES: readonly Lot[] = (["sne-attributions", "rpls", "qpv", "seuils", "communes"] as const).map(
  (source, id) => ({
    ...LOT,
    id,
    source,
    statut: "publie",
  }),
);
const seuil = { epci: EPCI, libelle: null, annee: 2017, seuilAnnuelUc: 7228, arrete: null, dateEffet: "2017-01-01" };
const adresse = {
  cleAdresse: "x",
  commune: null,
  communeNom: null,
  adresse: null,
  residence: null,
  numeroRpls: null,
  bailleur: "655200020",
  bailleurNom: null,
  typologie: null,
  lignes: 7,
  premierQuartile: 2,
  annees: [2017],
  probable: null,
  interrogeeLe: null,
  exemple: { fichier: "a.csv", ligne: 1 },
};

type Etat = {
  lots?: readonly Lot[];
  rejets?: readonly RejetsATraiter[];
  adresses?: readonly AdresseALocaliser[];
  seuils?: boolean;
  figes?: { annee: number; periode: string }[];
  /** ISO day of the deposit of the file with the leases of the third quarter of 2018. */
  deposeLe?: string;
};

function list(
  {
    lots = PUBLIES,
    rejets = [],
    adresses = [],
    seuils = true,
    figes = [{ annee: 2018, periode: "T3" }],
    deposeLe,
  }: Etat,
  ecarts = 0,
  acteur = OFFICIER,
) {
  const base = baseOf({
    lots: { list: async () => lots, rejetsATraiter: async () => rejets },
    cubes: {
      annees: async () => [2017],
      seuil: async () => (seuils ? seuil : null),
      trimestres: async () =>
        deposeLe === undefined ? [] : [{ trimestre: 3, present: true, fichier: "t3.csv", deposeLe }],
    },
    localisations: { aLocaliser: async () => adresses },
    rapports: {
      list: async () =>
        figes.map((fige) => ({
          ...fige,
          id: 1,
          epci: EPCI,
          numero: "n",
          sections: [],
          commentaires: {},
          empreinte: "",
          figeLe: "",
          figePar: "",
        })),
    },
  });
  const question = { epci: EPCI, aujourdhui: "2018-10-20", maintenant: "2018-10-20T09:00:00Z" };
  return listTachesFichiers({ ...base, acteur }, question, async () => [{ annee: 2017, ecarts }]);
}

describe("the former ZUS", () => {
  const douteuse = { ...adresse, commune: "51108", communeNom: "Châlons-en-Champagne", annees: [2018] };
  const titres = async (etat: Etat) => (await list(etat)).map(({ titre }) => titre);

  it("are asked for where they may decide the side of a lease, with the day of the record", async () => {
    expect((await list({ adresses: [douteuse] }))[0]).toMatchObject({
      code: "zus-absentes",
      chemin: "donnees/deposer",
      pourquoi:
        "Châlons-en-Champagne\u00A0: une ancienne zone urbaine sensible y compte comme un quartier prioritaire (baux signés à partir du 25 novembre 2018, à confirmer). Sans ses contours, un logement situé hors quartier peut être des deux côtés.",
    });
  });

  it("are not, once published, for the leases of other years, nor where there never was one", async () => {
    const publiees: Lot = { ...LOT, id: 9, source: "qpv", periode: "1996", statut: "publie" };
    for (const etat of [
      { adresses: [douteuse], lots: [...PUBLIES, publiees] },
      { adresses: [{ ...douteuse, annees: [2017, 2025] }] },
      { adresses: [{ ...douteuse, commune: "52550" }] },
    ]) {
      expect(await titres(etat)).toEqual([expect.stringContaining("à localiser")]);
    }
  });
});

describe("tasks", () => {
  it("are none when all is published, located, explained and frozen", async () => {
    expect(await list({})).toEqual([]);
  });

  test.each<[string, Etat, object]>([
    ["a lot to publish", { lots: [...PUBLIES, { ...LOT, statut: "pret" }] }, { code: "lot-a-publier" }],
    [
      "rejected lines, report frozen or not",
      { rejets: [{ id: 4, fichier: "parc.csv", lignes: 69 }] },
      {
        code: "rejets-a-traiter",
        titre: "69\u00A0lignes rejetées à corriger\u00A0: parc.csv",
        chemin: "donnees/lots/4",
      },
    ],
    ["an interrupted lot", { lots: [...PUBLIES, { ...LOT, statut: "interrompu" }] }, { code: "lot-interrompu" }],
    [
      "a missing source",
      { lots: PUBLIES.filter(({ source }) => source !== "rpls") },
      { code: "source-absente", titre: "Aucun fichier : RPLS (parc social)" },
    ],
    [
      "attributions to locate",
      { adresses: [adresse, { ...adresse, lignes: 14 }] },
      { code: "a-localiser", chemin: "donnees/localiser" },
    ],
    [
      "addresses whose side the stock makes likely",
      { adresses: [adresse, { ...adresse, probable: { situation: "qpv" as const, motif: "residence" as const } }] },
      {
        code: "a-localiser",
        pourquoi:
          "2\u00A0adresses, dont 4\u00A0ménages du 1er quartile. Les bornes du bilan se resserrent à chaque adresse. Le côté de 1\u00A0adresse est probable, d’après le parc publié\u00A0: à confirmer.",
      },
    ],
    ["a year without its threshold", { seuils: false }, { code: "seuil-absent", chemin: "donnees/deposer" }],
    ["a quarter whose file is expected", { figes: [] }, { code: "fichier-attendu", echeance: "2018-10-15" }],
    [
      "a quarter to freeze",
      { figes: [], deposeLe: "2018-10-05" },
      { code: "rapport-a-figer", chemin: "rapport?annee=2018&periode=T3" },
    ],
    [
      "a quarter whose file was taken in before its end",
      { figes: [], deposeLe: "2018-09-30" },
      { code: "fichier-attendu" },
    ],
    [
      "a cumulated report does for its quarter",
      { figes: [{ annee: 2018, periode: "cumul-T3" }], seuils: false },
      { code: "seuil-absent" },
    ],
  ])("%s", async (_, etat, expected) => {
    expect(await list(etat)).toEqual([expect.objectContaining(expected)]);
  });

  it("ask once for a source that has no file at all", async () => {
    const taches = await list({ lots: PUBLIES.filter(({ source }) => source !== "seuils"), seuils: false });
    expect(taches.map(({ code }) => code)).toEqual(["source-absente"]);
  });

  it("count what there is to locate, and are nobody’s who publishes no file", async () => {
    const adresses = [adresse, { ...adresse, lignes: 14 }];
    expect((await list({ adresses }))[0]?.titre).toMatch(/^21.attributions à localiser$/);
    const lecteur = { ...OFFICIER, habilitations: [] };
    expect(await list({ adresses }, 0, lecteur)).toEqual([]);
  });

  it("count the differences that nobody explained", async () => {
    expect(await list({}, 2)).toMatchObject([
      {
        code: "controle-en-ecart",
        titre: expect.stringMatching(/^2.contrôles en écart en 2017$/),
        chemin: "bilan?annee=2017#controles",
      },
    ]);
  });
});

test.each([
  ["2018-01-01", { annee: 2017, trimestre: 4 }],
  ["2018-03-31", { annee: 2017, trimestre: 4 }],
  ["2018-04-01", { annee: 2018, trimestre: 1 }],
  ["2018-09-30", { annee: 2018, trimestre: 2 }],
  ["2018-12-31", { annee: 2018, trimestre: 3 }],
])("on %s the last ended quarter is %o", (jour, expected) => {
  expect(lastQuarter(jour)).toEqual(expected);
});
