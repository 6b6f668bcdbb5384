import { describe, expect, it, test } from "vitest";
import type { Succession } from "#donnees/regles/bailleur/succession.ts";
import type { Engagement } from "./engagement.ts";
import { readObjectifAnnee, retainObjectifs } from "./objectif-annee.ts";
import type { ObjectifTerritorialise } from "./objectif-territorialise.ts";
import { carryRetenus } from "./objectifs-fichiers.ts";
import { carryObjectifs, findNonSommables } from "./reprise.ts";
import { carryTerritorialises } from "./territorialises-retenus.ts";
import type { VersionDatee } from "./tranches-annee.ts";

const [A, B, C] = ["999000011", "999000029", "999000037"] as const;

type Ecrit = Partial<Pick<Engagement, "taux" | "nombre" | "reference" | "annee">>;
const ligne = (siren: string, given: Ecrit = {}): Engagement => ({
  annee: 2019,
  objet: "hors-qpv",
  porteur: { type: "bailleur", siren },
  taux: null,
  nombre: null,
  reference: null,
  ...given,
});

const act = (given: Partial<Succession> = {}): Succession => ({
  genre: "absorption",
  siren: A,
  nom: "Ancien",
  jour: "2019-01-01",
  acte: "décret",
  objectifs: "repris",
  parts: [{ vers: B, nom: "Nouveau", part: null, communes: [], residences: [] }],
  ...given,
});

const parts = (b: number, c: number): Succession["parts"] => [
  { vers: B, nom: "B", part: b, communes: ["1"], residences: [] },
  { vers: C, nom: "C", part: c, communes: ["2"], residences: [] },
];

const keyOf = ({ annee, objet }: Engagement) => `${annee} ${objet}`;
const carried = (lignes: readonly Engagement[], succession: Succession) =>
  carryObjectifs(lignes, [succession], keyOf).map(({ porteur, taux, nombre, reference }) => [
    porteur.type === "bailleur" ? porteur.siren : porteur.type,
    taux,
    nombre,
    reference?.assiette ?? null,
  ]);

const sur = (assiette: number) => ({ reference: { annee: 2017, assiette } });

describe("an objective taken over", () => {
  test.each<[string, readonly Engagement[], Succession, readonly unknown[]]>([
    [
      "is added to the successor's",
      [ligne(B, { taux: 0.25, nombre: 30, ...sur(120) }), ligne(A, { taux: 0.25, nombre: 32, ...sur(130) })],
      act(),
      [[B, 0.25, 62, 250]],
    ],
    ["is its own when it has none", [ligne(A, { nombre: 32 })], act(), [[B, null, 32, null]]],
    [
      "has the mean of two rates, weighted by what they were written from",
      [ligne(B, { taux: 0.2, ...sur(100) }), ligne(A, { taux: 0.3, ...sur(300) })],
      act(),
      [[B, 0.275, null, 400]],
    ],
    [
      "has no rate when nothing weighs two of them",
      [ligne(B, { taux: 0.2, nombre: 10 }), ligne(A, { taux: 0.3, nombre: 5 })],
      act(),
      [[B, null, 15, null]],
    ],
    [
      "has no number when one of them writes none",
      [ligne(B, { taux: 0.2 }), ligne(A, { taux: 0.2, nombre: 5 })],
      act(),
      [[B, 0.2, null, null]],
    ],
    [
      "is made up by nobody: two rates alone have no sum",
      [ligne(B, { taux: 0.2 }), ligne(A, { taux: 0.3 })],
      act(),
      [],
    ],
    [
      "ends when the act closes it",
      [ligne(B, { nombre: 10 }), ligne(A, { nombre: 5 })],
      act({ objectifs: "clos" }),
      [[B, null, 10, null]],
    ],
    [
      "is left when the act leaves it",
      [ligne(A, { nombre: 5 })],
      act({ genre: "transfert", objectifs: "inchanges" }),
      [[A, null, 5, null]],
    ],
    [
      "is shared out, each share rounded up",
      [ligne(A, { taux: 0.25, nombre: 31, ...sur(130) })],
      act({ genre: "scission", objectifs: "repartis", parts: parts(0.7, 0.3) }),
      [
        [B, 0.25, 22, null],
        [C, 0.25, 10, null],
      ],
    ],
    [
      "is not a lease more for a decimal: 30 by 0,7 is 21",
      [ligne(A, { nombre: 30 })],
      act({ genre: "scission", objectifs: "repartis", parts: parts(0.7, 0.3) }),
      [
        [B, null, 21, null],
        [C, null, 9, null],
      ],
    ],
    [
      "is handed over in part, and the rest is kept",
      [ligne(A, { nombre: 20 }), ligne(B, { nombre: 3 })],
      act({ genre: "transfert", objectifs: "repartis", parts: parts(0.25, 0).slice(0, 1) }),
      [
        [B, null, 8, null],
        [A, null, 15, null],
      ],
    ],
    ["touches nobody else", [ligne(C, { nombre: 4 })], act(), [[C, null, 4, null]]],
  ])("%s", (_, lignes, succession, expected) => {
    expect(carried(lignes, succession)).toEqual(expected);
  });

  it("is told before it is lost", () => {
    const lignes = [ligne(B, { taux: 0.2 }), ligne(A, { taux: 0.3 }), ligne(A, { taux: 0.3, annee: 2020 })];
    expect(findNonSommables(lignes, act(), keyOf).map(({ annee }) => annee)).toEqual([2019]);
    expect(findNonSommables(lignes, act({ objectifs: "clos" }), keyOf)).toEqual([]);
  });
});

const CONVENTION: VersionDatee = {
  numero: 0,
  titre: "Convention",
  depuis: "2018-10-05",
  application: null,
  engagements: [2018, 2019, 2020].flatMap((annee) => [
    ligne(B, { annee, taux: 0.25, nombre: 30, ...sur(120) }),
    ligne(A, { annee, taux: 0.25, nombre: 32, ...sur(130) }),
    ligne(C, { annee, nombre: 7 }),
  ]),
};
const read = (successions: readonly Succession[], vue: "alors" | "aujourdhui", annee: number, siren: string) =>
  readObjectifAnnee({ versions: [CONVENTION], reprises: { successions, vue } }, annee, "hors-qpv", {
    type: "bailleur",
    siren,
  });

describe("a year", () => {
  it("knows no act of a later day as of then, and every act as of now", () => {
    expect(read([act()], "alors", 2018, B)).toMatchObject({ nombre: 30, acte: "Convention" });
    expect(read([act()], "alors", 2018, A)).toMatchObject({ nombre: 32 });
    expect(read([act()], "aujourdhui", 2018, B)).toMatchObject({ nombre: 62, reference: { assiette: 250 } });
    expect(read([act()], "aujourdhui", 2018, A)).toBeNull();
    expect(read([act()], "alors", 2019, A)).toBeNull();
  });

  it("is the same object for whoever no act bears on", () => {
    const none = read([], "alors", 2019, C);
    expect(read([act()], "alors", 2019, C)).toEqual(none);
    expect(read([act({ jour: "2019-07-01" })], "alors", 2019, C)).toEqual(none);
  });

  it("is in two parts when the act is of its July", () => {
    const july = [act({ jour: "2019-07-01" })];
    expect(read(july, "alors", 2019, B)?.parts.map(({ du, au, acte }) => [du, au, acte])).toEqual([
      ["2019-01-01", "2019-06-30", "Convention"],
      ["2019-07-01", "2019-12-31", "Convention, avec l’objectif de Ancien depuis le 1er juillet 2019 (décret)"],
    ]);
    expect(read(july, "alors", 2019, A)?.parts.map(({ au }) => au)).toEqual(["2019-06-30"]);
    expect(read(july, "alors", 2020, B)).toMatchObject({ nombre: 62, parts: [] });
  });

  it("is known of the years that follow as it was at its own end", () => {
    const retained = (annee: number) =>
      retainObjectifs({ versions: [CONVENTION], reprises: { successions: [act()], vue: "alors" } }, annee, 2020)
        .filter(({ bailleur }) => bailleur !== C)
        .map(({ annee: year, bailleur, nombre }) => [year, bailleur, nombre]);
    expect(retained(2018)).toEqual([
      [2018, B, 30],
      [2018, A, 32],
      [2019, B, 30],
      [2019, A, 32],
      [2020, B, 30],
      [2020, A, 32],
    ]);
    expect(retained(2019)).toEqual([
      [2019, B, 62],
      [2020, B, 62],
    ]);
  });

  it("follows a chain, whatever the order in which its acts were written", () => {
    const chain = [act({ siren: B, nom: "Second", jour: "2020-01-01", parts: [{ ...part0(), vers: C }] }), act()];
    expect(read(chain, "alors", 2019, B)).toMatchObject({ nombre: 62 });
    expect(read(chain, "alors", 2020, C)).toMatchObject({ nombre: 69 });
    expect(read(chain, "alors", 2020, B)).toBeNull();
  });
});

function part0(): Succession["parts"][number] {
  return { vers: B, nom: "Nouveau", part: null, communes: [], residences: [] };
}

describe("objectives of files, where no version is in force", () => {
  const retenu = (bailleur: string, annee: number, nombre: number) => ({
    annee,
    bailleur,
    objet: "hors-qpv" as const,
    taux: null,
    nombre,
    reference: null,
    acte: "objectifs.csv",
    depuis: "2018-01-01",
    parts: [],
    calcul: null,
  });
  const lines = [retenu(B, 2019, 30), retenu(A, 2019, 32), retenu(C, 2019, 7)];

  it("are carried too, and whoever is not concerned keeps its line", () => {
    const carriedLines = carryRetenus(lines, { successions: [act()], vue: "alors" }, 2019);
    expect(carriedLines.map(({ bailleur, nombre }) => [bailleur, nombre])).toEqual([
      [B, 62],
      [C, 7],
    ]);
    expect(carriedLines).toContain(lines[2]);
  });

  it("are not carried by an act of a later year, and are untouched without any", () => {
    const later = { successions: [act({ jour: "2020-01-01" })], vue: "alors" } as const;
    expect(carryRetenus(lines, later, 2019)).toEqual(lines);
    expect(carryRetenus(lines, { successions: [], vue: "alors" }, 2019)).toBe(lines);
    expect(carryRetenus(lines, { ...later, vue: "aujourdhui" }, 2019).map(({ nombre }) => nombre)).toEqual([62, 7]);
  });
});

describe("objectives by place or period", () => {
  const placed = (siren: string, given: Partial<ObjectifTerritorialise> = {}) => ({
    acte: "Convention",
    objectif: {
      objet: "hors-qpv" as const,
      porteur: { type: "bailleur" as const, siren },
      lieu: { genre: "commune" as const, code: "52448" },
      du: "2019-01-01",
      au: "2019-12-31",
      taux: null,
      nombre: 12,
      reference: null,
      ...given,
    },
  });
  const told = (ecrits: ReturnType<typeof carryTerritorialises>) =>
    ecrits.map(({ objectif: { porteur, du, au, nombre } }) => [
      porteur.type === "bailleur" ? porteur.siren : porteur.type,
      du,
      au,
      nombre,
    ]);

  it("are cut at the act, numbers by their days", () => {
    const july = { successions: [act({ jour: "2019-07-01" })], vue: "alors" } as const;
    // 181 days of 365, then 184: 12 leases give 5.95, hence 6, then 6.05, hence 7; 7 give 3.47, hence 4, twice.
    expect(told(carryTerritorialises([placed(A), placed(B, { nombre: 7 })], july))).toEqual([
      [A, "2019-01-01", "2019-06-30", 6],
      [B, "2019-01-01", "2019-06-30", 4],
      [B, "2019-07-01", "2019-12-31", 11],
    ]);
  });

  it("are carried whole when they begin on the day, and left when they end before it", () => {
    const first = { successions: [act()], vue: "alors" } as const;
    const before = placed(A, { du: "2018-01-01", au: "2018-12-31" });
    expect(told(carryTerritorialises([before, placed(A), placed(C)], first))).toEqual([
      [A, "2018-01-01", "2018-12-31", 12],
      [C, "2019-01-01", "2019-12-31", 12],
      [B, "2019-01-01", "2019-12-31", 12],
    ]);
  });

  it("are all the successor's as of now, and nobody else's place is cut", () => {
    const now = { successions: [act({ jour: "2019-07-01" })], vue: "aujourdhui" } as const;
    const elsewhere = placed(B, { lieu: { genre: "commune", code: "52534" } });
    expect(told(carryTerritorialises([placed(A), elsewhere], now))).toEqual([
      [B, "2019-01-01", "2019-12-31", 12],
      [B, "2019-01-01", "2019-12-31", 12],
    ]);
    const then = { ...now, vue: "alors" } as const;
    expect(told(carryTerritorialises([placed(A), elsewhere], then)).filter(([siren]) => siren === B)).toContainEqual([
      B,
      "2019-01-01",
      "2019-12-31",
      12,
    ]);
  });
});
