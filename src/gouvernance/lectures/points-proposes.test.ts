import { describe, expect, it } from "vitest";
import { ECHELLE } from "#bilan/regles/mesure-corrective/echelle.ts";
import type { ConventionEcrite, DroitEcrit } from "#engagements/lectures/contingent/ecrits/ports.ts";
import { operateur, PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { baseOf } from "../../../test/fixtures/base.ts";
import { pointsOfActions } from "./points-actions.ts";
import { POINTS_CAS, pointsOfCas } from "./points-cas.ts";
import { pointsOfDroits, pointsOfFlux } from "./points-contingents.ts";
import { POINTS_CONVENTIONS_OBJECTIFS, POINTS_REVISION } from "./points-conventions.ts";
import { pointsOfDecisions } from "./points-decisions.ts";
import { pointsOfDemandes } from "./points-demandes.ts";
import { pointsOfLectures } from "./points-desequilibres.ts";
import { pointsOfMesures, pointsOuverts } from "./points-mesures.ts";
import { pointsOfEffort } from "./points-objectifs.ts";
import { pointsOfRefus } from "./points-relogement.ts";
import { proposerPoints, sourcesOf } from "./proposer-points.ts";

const EPCI = "200068666";
const OFFICIER = operateur("essai", [EPCI]);
const question = { epci: EPCI, aujourdhui: "2018-10-05", prises: async () => 0 };
const plain = (texte: string | undefined) => (texte ?? "").replaceAll(/[\u00a0\u202f]/g, " ");

describe("what is proposed", () => {
  const source = (read: () => Promise<readonly []>) => ({ nom: "les essais", natures: ["libre"] as const, read });

  it("leaves out a source that refuses, and tells it", async () => {
    const refuse = source(() => Promise.reject(introuvable("stock-inconnu", "Aucun stock.")));
    expect(await proposerPoints(baseOf({}), question, [refuse])).toEqual({
      points: [],
      nonLus: ["Non lu : les essais. Aucun stock."],
    });
    const broken = source(() => Promise.reject(new Error("defect")));
    await expect(proposerPoints(baseOf({}), question, [broken])).rejects.toThrow("defect");
  });

  it("is nothing, and each source says so, for who reads nothing", async () => {
    const { points, nonLus } = await proposerPoints(
      { ...baseOf({}), acteur: PUBLIC },
      question,
      sourcesOf(["cas-bloque", "donnees-absentes"]),
    );
    expect(points).toEqual([]);
    expect(nonLus).toHaveLength(3);
    expect(nonLus.join(" ")).toContain("« Cas bloqué » n’est pas ouvert à votre habilitation");
  });
});

describe("objectives", () => {
  const ISSUES = ["atteint", "non-atteint", "indecidable", "sans-objet"] as const;
  const lecture = (aCeJour: (typeof ISSUES)[number] | null, acheve: boolean) => ({
    verdict: acheve && aCeJour ? aCeJour : ("en-cours" as const),
    aCeJour,
    phrases: { constat: "On compte 1 sur 12.", inconnues: "2 inconnues.", hasard: "", trancher: "Localiser 2 suffit." },
  });
  const effort = (acheve: boolean) => ({
    annee: 2018,
    arreteAu: "2018-09-30",
    acheve,
    blocs: [
      {
        objet: "hors-qpv" as const,
        titre: "Hors QPV",
        ensemble: null,
        lignes: [...ISSUES, null].map((aCeJour, rang) => ({
          porteur: { type: "bailleur", siren: String(rang + 1) } as const,
          nom: `Bailleur ${rang + 1}`,
          lecture: lecture(aCeJour, acheve),
          cible: { phrase: "Il faut 1 des 2 prochaines." },
          plancher: null,
        })),
      },
    ],
  });

  it("are late for nobody as long as another extraction contradicts the whole", () => {
    const [bloc] = effort(true).blocs;
    const contredit = { ...lecture("indecidable", true), contredit: "Une autre extraction compte 40 sur 100." };
    const ensemble = {
      porteur: { type: "epci" } as const,
      nom: "Ensemble",
      lecture: contredit,
      cible: null,
      plancher: null,
    };
    const blocs = bloc ? [{ ...bloc, ensemble }] : [];
    expect(pointsOfEffort({ ...effort(true), blocs }).map(({ nature }) => nature)).toEqual([
      "verdict-indecidable",
      "verdict-indecidable",
    ]);
  });

  it("are proposed when not met, or undecided with what would settle it; neither the others, nor when a quarter is missing", () => {
    const points = pointsOfEffort(effort(false));
    expect(points.map(({ nature, reference }) => `${nature} ${reference}`)).toEqual([
      "objectif-en-retard 2018:hors-qpv:bailleur:2",
      "verdict-indecidable 2018:hors-qpv:bailleur:3",
    ]);
    expect(points[0]).toMatchObject({
      titre: "Bailleur 2 : Hors QPV, objectif non atteint à ce jour",
      constat: "Au 30 septembre 2018. On compte 1 sur 12. Il faut 1 des 2 prochaines.",
      chemin: "objectifs?annee=2018",
    });
    expect(points[1]?.constat).toContain("Localiser 2 suffit.");
    expect(points[1]?.titre).toBe("Bailleur 3 : Hors QPV, indécidable à ce jour");
    const titres = pointsOfEffort(effort(true)).map(({ titre }) => titre);
    expect(titres).toEqual(["Bailleur 2 : Hors QPV, objectif manqué", "Bailleur 3 : Hors QPV, verdict indécidable"]);
  });
});

describe("imbalances", () => {
  const unite = (cle: string, classe: "ecart-etabli" | "non-distinguable") => ({
    cle,
    nom: `Résidence ${cle}`,
    populations: { occupants: { classe } },
    fonctionnement: { classe: "non-distinguable" as const },
  });
  const analyse = { millesime: "2017", enquete: null, methode: { version: 1 } };

  it("are those that the former reading had not; without one, it is said", () => {
    const now = {
      ...analyse,
      residences: [unite("a", "ecart-etabli"), unite("b", "ecart-etabli"), unite("c", "non-distinguable")],
    };
    const before = { residences: [unite("a", "ecart-etabli"), unite("b", "non-distinguable")] };
    const [point] = pointsOfLectures(now, before, "enquête de 2016");
    expect(plain(point?.constat)).toContain(
      "1 résidence a un écart établi, qui ne l’était pas dans la lecture précédente (enquête de 2016)",
    );
    expect(point?.constat).toContain("Résidence b.");
    expect(point?.reference).toBe("2017:sans-enquete:1");
    expect(pointsOfLectures(now, null, null)[0]?.constat).toContain("sans lecture précédente");
    expect(pointsOfLectures(now, now, "parc de 2016")).toEqual([]);
  });
});

describe("demandes and households", () => {
  const demandes = (valeur: number) => ({
    stock: "2017",
    reference: "2017-12-31",
    delai: 9,
    phrases: ["720 demandes.", "268 demandes ont plus de 9 mois."],
    figures: { "non-pourvues": [{ lignes: [{ total: true as const, cellules: { anciennes: { valeur } } }] }] },
  });

  it("are counted, and nobody is named", () => {
    expect(pointsOfDemandes(demandes(268))[0]?.constat).toBe("Au 31 décembre 2017 : 268 demandes ont plus de 9 mois.");
    expect(plain(pointsOfDemandes(demandes(268), 12)[0]?.constat)).toContain(
      "12 sont confiées en veille à un organisme.",
    );
    expect(pointsOfDemandes(demandes(0))).toEqual([]);
    expect(plain(pointsOfRefus(5, 1, "2018-10-05")[0]?.constat)).toBe(
      "Au 5 octobre 2018 : 5 ménages à reloger ont refusé deux offres ou plus, dans 1 immeuble.",
    );
    expect(pointsOfRefus(0, 0, "2018-10-05")).toEqual([]);
  });
});

describe("what ends", () => {
  const parties = {
    bailleur: 1,
    nomBailleur: "Hamaris",
    siren: null,
    reservataire: 2,
    nomReservataire: "État",
    revision: 1,
  };
  const flux = (id: number, anneeFin: number, contingent: "PPRIOR" | "PFONCT" = "PPRIOR"): ConventionEcrite => ({
    ...parties,
    id,
    contingent,
    departement: "52",
    commune: null,
    anneeDebut: 2018,
    anneeFin,
    part: 0.3,
    signeeLe: null,
  });
  const droit = (id: number, jusque: string | null, exception: "defense" | null = null): DroitEcrit => ({
    ...parties,
    id,
    mode: "stock",
    contingent: "PPRIOR",
    nombre: 7,
    depuis: "2018-01-01",
    jusque,
    justification: "Texte",
    exception,
    logements: [],
  });

  it("is proposed six months before, unless another follows it", () => {
    expect(pointsOfFlux([flux(1, 2020)], "2020-06-01")).toEqual([]);
    expect(pointsOfFlux([flux(1, 2020)], "2020-07-01")[0]?.constat).toContain("prend fin le 31 décembre 2020");
    expect(pointsOfFlux([flux(1, 2020), flux(2, 2023)], "2020-07-01")).toEqual([]);
    expect(pointsOfFlux([flux(1, 2020), flux(2, 2023, "PFONCT")], "2020-07-01")).toHaveLength(1);
  });

  it("is one point for those of the same years", () => {
    const autre = { ...flux(2, 2020, "PFONCT"), nomBailleur: "Plurial Novilia" };
    const [point, ...rest] = pointsOfFlux([flux(1, 2020), autre], "2020-07-01");
    expect(rest).toEqual([]);
    expect(point?.reference).toBe("conventions-flux:2018-2020");
    expect(plain(point?.constat)).toBe(
      "Chacune prend fin le 31 décembre 2020, et aucune autre ne la suit : État et Hamaris ; État et Plurial Novilia.",
    );
  });

  it("counts the rights in stock to convert, the exceptions left out", () => {
    const points = pointsOfDroits(
      [droit(1, "2019-12-31"), droit(2, null, "defense"), droit(3, "2030-01-01")],
      "2019-10-01",
    );
    expect(points.map(({ reference }) => reference)).toEqual(["droit:1", "stock-a-convertir"]);
    expect(plain(points[1]?.constat)).toContain(
      "2 droits en stock, 14 logements. À convertir en flux avant le 24 novembre 2021.",
    );
    expect(pointsOfDroits([droit(1, "2019-12-31")], "2020-01-01")).toEqual([]);
  });

  it("is the revision of the convention too, and the conventions d’objectifs", async () => {
    const version = {
      numero: 0,
      depuis: "2018-10-05",
      dureeAns: 3,
      titre: "CIA",
      id: 1,
      parent: null,
      application: null,
      territorialises: [],
      objet: "",
      reprise: false,
      etapes: [],
      signataires: [],
      engagements: [],
    };
    const conventions = { versions: async () => [version] };
    const at = (aujourdhui: string) =>
      POINTS_REVISION.read({ ...baseOf({ conventions }), acteur: OFFICIER }, { ...question, aujourdhui });
    expect(await at("2021-04-04")).toEqual([]);
    expect((await at("2021-04-05"))[0]?.constat).toContain("est à réviser avant le 5 octobre 2021");
    expect((await at("2022-01-01"))[0]?.constat).toContain("était à réviser");
    const one = {
      id: 4,
      bailleur: { organisation: 1, nom: "Hamaris" },
      numero: 1,
      anneeDebut: 2018,
      anneeFin: 2020,
      empreinte: "",
      etablieLe: "2018-10-05",
      saisieLe: "",
      signatures: { epci: null, bailleur: null },
      etat: "projet" as const,
    };
    const of = (list: readonly (typeof one)[]) =>
      POINTS_CONVENTIONS_OBJECTIFS.read(
        { ...baseOf({ conventionsObjectifs: { list: async () => list } }), acteur: OFFICIER },
        { ...question, aujourdhui: "2020-12-01" },
      );
    expect((await of([one]))[0]?.reference).toBe("convention-objectif:4");
    expect(await of([one, { ...one, id: 5, anneeFin: 2024 }])).toEqual([]);
  });
});

describe("what is late or missing", () => {
  it("is an action, by its oldest milestone", () => {
    const jalon = (libelle: string, echeance: string, statut: "en-retard" | "atteint") => ({
      id: 1,
      action: 1,
      libelle,
      echeance,
      statut,
      retardJours: null,
      atteintLe: null,
      livrable: null,
      chemin: null,
      source: null,
    });
    const lignes = [
      { numero: 3, titre: "Guide", retardJours: null, jalonsLus: [] },
      {
        numero: 4,
        titre: "Charte",
        retardJours: 35,
        jalonsLus: [jalon("Signer", "2018-08-31", "en-retard"), jalon("Écrire", "2018-01-01", "atteint")],
      },
    ];
    expect(plain(pointsOfActions(lignes)[0]?.constat)).toBe(
      "« Signer » était attendu le 31 août 2018 : 35 jours de retard.",
    );
    expect(pointsOfActions(lignes)).toHaveLength(1);
  });

  it("is a decision, the latest first", () => {
    const decision = (id: number, echeance: string | null, etat: "a-faire" | "faite" = "a-faire") => ({
      id,
      epci: EPCI,
      reunion: 1,
      point: null,
      numero: `2018-CC-01/${id}`,
      texte: "Faire",
      organisation: null,
      responsable: "Hamaris",
      echeance,
      etat,
      mesure: null,
      version: null,
      cas: null,
      publieLe: null,
    });
    const points = pointsOfDecisions(
      [decision(1, "2018-10-01"), decision(2, "2018-09-01"), decision(3, null), decision(4, "2018-01-01", "faite")],
      "2018-10-05",
    );
    expect(points.map(({ reference }) => reference)).toEqual(["2", "1"]);
    expect(plain(points[1]?.constat)).toContain("4 jours de retard");
  });
});

describe("cases and measures", () => {
  it("proposes the cases on no agenda, by their reference alone", async () => {
    const cas = (id: number, etat: "signale" | "inscrit" | "decide" | "clos") => ({
      id,
      etat,
      reference: `CB-2018-00${id}`,
      nature: id === 1 ? ("mutation" as const) : null,
      ouvertLe: "2018-09-01",
    });
    const points = pointsOfCas(
      [cas(1, "signale"), cas(2, "inscrit"), cas(3, "inscrit"), cas(4, "decide"), cas(5, "clos")],
      new Set([3]),
    );
    expect(points.map(({ titre }) => titre)).toEqual(["Cas bloqué CB-2018-001", "Cas bloqué CB-2018-002"]);
    expect(points.map(({ constat }) => constat.split(".")[0])).toEqual(["Mutation interne", "Nature inconnue"]);
    await expect(POINTS_CAS.read({ ...baseOf({}), acteur: PUBLIC }, question)).rejects.toThrow(Refus);
  });

  it("proposes the measures to decide, and those that the year opens", () => {
    const mesure = {
      annee: 2017,
      code: "avenant-objectifs",
      proposeeLe: "2018-10-15",
      motif: "Au vu du bilan",
      decideeLe: null,
      decisionMotif: null,
    } as const;
    const points = pointsOfMesures([
      { ...mesure, id: 1, decision: null },
      { ...mesure, id: 2, decision: "retenue" },
    ]);
    expect(points.map(({ reference, titre }) => [reference, titre])).toEqual([
      ["1", `Mesure à décider pour 2017 : ${ECHELLE[2]?.titre}`],
    ]);
    const reponse = { titre: "L’objectif de 2017 n’est pas atteint", issue: null, phrases: ["66 sur 360."] };
    const barreaux = (ouverte: boolean) => [{ ouverture: { ouverte, raison: "" } }, { ouverture: null }];
    expect(pointsOuverts({ annee: 2017, reponse, barreaux: barreaux(true) })[0]?.constat).toBe("66 sur 360.");
    expect(pointsOuverts({ annee: 2017, reponse, barreaux: barreaux(false) })).toEqual([]);
  });
});
