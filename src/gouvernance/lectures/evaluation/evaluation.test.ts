import { describe, expect, it } from "vitest";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import type { EnteteRapport, Rapport } from "#bilan/lectures/rapport/ports.ts";
import type { DiffusionPublique, JeuPublie } from "#observatoire/lectures/diffusion/ports.ts";
import type { CelluleFigure } from "#socle/lectures/observatoire/figure.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { BILAN_2017, mesuresOf } from "../../../../test/fixtures/bilan-2017.ts";
import type { ActionProgramme } from "../action/ports.ts";
import type { DecisionInstance, Instance, ReleveFige, Reunion } from "../ports.ts";
import { computeEvaluation } from "./compute-evaluation.ts";
import { type Lecteur, lireOuDire, type Matiere } from "./contenu.ts";
import { anneeNonFinie, manqueRapport } from "./manques.ts";
import { lireActions } from "./partie-actions.ts";
import { lireGouvernance } from "./partie-gouvernance.ts";
import { lireMethode } from "./partie-methode.ts";
import { lireNationaux } from "./partie-nationaux.ts";
import { lireObjectifs } from "./partie-objectifs.ts";
import { cleanTextes } from "./textes.ts";

const EPCI = "200068666";
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const said = (phrases: readonly string[]) => plain(phrases.join(" "));
const texts = (cellules: readonly { readonly texte: string }[] = []) => cellules.map(({ texte }) => plain(texte));

function rapportOf(bilan: Bilan): Rapport {
  const { annee } = bilan;
  return {
    id: annee,
    epci: EPCI,
    numero: `${annee}-annee-01`,
    annee,
    periode: "annee",
    sections: ["synthese"],
    commentaires: {},
    bilan,
    annexes: {},
    empreinte: "ab".repeat(32),
    figeLe: `${annee + 1}-02-01T09:00:00.000Z`,
    figePar: "agent",
  };
}

function matiereOf(...bilans: readonly Bilan[]): Matiere {
  return {
    epci: EPCI,
    annees: bilans.map(({ annee }) => annee),
    rapports: bilans.map(rapportOf),
    aujourdhui: "2020-03-01",
    seuil: 11,
    diffusee: null,
    memoire: { remember: (_, compute) => compute() },
  };
}

/** Another year of the same territory: 90 of 360 outside the QPV, and Vitry Habitat gone. */
const BILAN_2018: Bilan = {
  ...BILAN_2017,
  ...mesuresOf({ q1: [144, 90, 0], q24: [247, 270, 0], sans: 20 }),
  annee: 2018,
  bailleurs: BILAN_2017.bailleurs.slice(0, 4),
};

const BILAN_2019: Bilan = { ...BILAN_2018, annee: 2019 };
const lire = (lecteur: Lecteur, ...bilans: readonly Bilan[]) => lecteur(baseOf({}), matiereOf(...bilans));

describe("three years", () => {
  it("are told one by one, then summed, and the sum has no verdict", async () => {
    const { interne } = await lire(lireObjectifs, BILAN_2017, BILAN_2018, BILAN_2019);
    expect(plain(interne.phrases[0] ?? "")).toBe(
      "Hors quartier prioritaire : 18,3 % en 2017 (non atteint), 25,0 % en 2018 (atteint), 25,0 % en 2019 (atteint).",
    );
    const [annees, bailleurs] = interne.tableaux;
    expect(annees?.lignes.map((ligne) => texts(ligne).slice(0, 2))).toEqual([
      ["2017", "66 sur 360"],
      ["2018", "90 sur 360"],
      ["2019", "90 sur 360"],
    ]);
    expect(texts(annees?.total ?? [])).toEqual(["Somme", "246 sur 1 080", "22,8 %", "", "", "", "21"]);
    expect(annees?.total?.every(({ verdict }) => verdict === null)).toBe(true);
    expect(bailleurs?.lignes).toHaveLength(5);
    expect(texts(bailleurs?.lignes.find(([nom]) => nom?.texte === "Vitry Habitat"))).toEqual([
      "Vitry Habitat",
      "0 sur 7",
      "aucune attribution",
      "aucune attribution",
    ]);
  });
});

/** A release whose 2017 differs from the frozen report, and without 2018. */
function diffuse(cellules: Readonly<Record<string, Readonly<Record<string, CelluleFigure>>>>): DiffusionPublique {
  const jeuOf = (code: string, lignes: readonly string[]): JeuPublie => ({
    theme: "attributions",
    figure: {
      code,
      titre: code,
      lecture: null,
      maille: "epci",
      colonnes: [],
      carte: null,
      graphique: null,
      methode: { definition: [], source: "", reserves: [] },
      lignes: lignes.map((cle) => ({ cle, libelle: cle, cellules: cellules[cle] ?? {} })),
    },
  });
  return {
    numero: "2018-01",
    publieLe: "2018-03-01",
    empreinte: "e",
    seuil: 11,
    jeux: [
      jeuOf("objectifs-territoire", ["2017 hors-qpv", "2017 qpv"]),
      jeuOf("objectifs-bailleurs", ["Hamaris", "Vitry Habitat"]),
      jeuOf("attributions-2017", ["inconnu", "total"]),
    ],
  };
}

const SECRET: CelluleFigure = { valeur: null, manque: "secret" };
const DITE = diffuse({
  "2017 hors-qpv": {
    assiette: { valeur: 358 },
    realise: { valeur: 65 },
    plancher: { valeur: 0.25 },
    statut: { valeur: "Objectif non atteint" },
  },
  "2017 qpv": {
    assiette: { valeur: 391 },
    realise: SECRET,
    plancher: { valeur: 0.5 },
    statut: { valeur: "Objectif atteint" },
  },
  Hamaris: { "hors-qpv-2017": { valeur: "Objectif non atteint" }, "qpv-2017": { valeur: "Effectif insuffisant" } },
  "Vitry Habitat": { "hors-qpv-2016": { valeur: "Effectif insuffisant" } },
  inconnu: { total: SECRET },
  total: { total: { valeur: 779 }, inconnue: { valeur: 29 } },
});

describe("what everyone reads of leases", () => {
  const lirePublic = async (lecteur: Lecteur, diffusee: DiffusionPublique | null) =>
    (await lecteur(baseOf({}), { ...matiereOf(BILAN_2017), diffusee })).publique;

  it("is what the release tells, whatever the frozen report counts since", async () => {
    const { phrases, tableaux } = await lirePublic(lireObjectifs, DITE);
    expect(phrases.map(plain)).toEqual([
      "Hors quartier prioritaire, 2017 : 65 sur 358 (18,2 %) ; plancher légal de 25 % : objectif non atteint.",
      "En quartier prioritaire, 2017 : effectif trop faible pour être publié ; plancher légal de 50 % : objectif atteint.",
    ]);
    expect(tableaux.map(({ lignes }) => lignes.map((ligne) => texts(ligne)))).toEqual([
      [["Hamaris", "Objectif non atteint", "Effectif insuffisant"]],
    ]);
    expect(plain((await lirePublic(lireMethode, DITE)).phrases.at(-1) ?? "")).toBe(
      "2017 : 779 baux signés, dont 29 non localisés ; un autre compte est trop petit pour être publié.",
    );
  });

  it.each<[string, DiffusionPublique | null, Bilan]>([
    ["nothing is released", null, BILAN_2017],
    ["the year is in no release", DITE, BILAN_2018],
  ])("is no number when %s", async (_, diffusee, bilan) => {
    const lus = await Promise.all(
      [lireObjectifs, lireMethode].map((lecteur) => lecteur(baseOf({}), { ...matiereOf(bilan), diffusee })),
    );
    const [objectifs, methode] = lus.map(({ publique }) => publique);
    expect(objectifs?.phrases.map(plain)).toEqual([
      `Hors quartier prioritaire, ${bilan.annee} : pas encore diffusé.`,
      `En quartier prioritaire, ${bilan.annee} : pas encore diffusé.`,
    ]);
    expect(objectifs?.tableaux).toEqual([]);
    expect(said(methode?.phrases ?? [])).toContain(
      `${bilan.annee} : le nombre de baux signés n’est pas encore diffusé.`,
    );
    expect(said(methode?.phrases ?? [])).not.toMatch(/\d baux signés/);
  });

  it("is in the report of signatories as the bilan counts", async () => {
    expect(said((await lire(lireMethode, BILAN_2017)).interne.phrases)).toContain("7 sans ressources connues");
    expect(said((await lire(lireObjectifs, BILAN_2017)).interne.phrases)).toContain("66 sur 360");
  });
});

describe("what a source does not give", () => {
  it("is a sentence when it refuses, and a defect stays one", async () => {
    const refuse: Lecteur = () => Promise.reject(new Refus("parametre-absent", "Le seuil de 2017 manque."));
    const { interne, publique } = await lireOuDire(refuse, baseOf({}), matiereOf(BILAN_2017));
    expect([interne.lue, interne.phrases]).toEqual([
      false,
      ["Cette partie n’a pas pu être lue : Le seuil de 2017 manque."],
    ]);
    expect(publique.phrases).toEqual(["Cette partie n’a pas pu être lue."]);
    const casse: Lecteur = () => Promise.reject(new Error("bug"));
    await expect(lireOuDire(casse, baseOf({}), matiereOf(BILAN_2017))).rejects.toThrow("bug");
  });

  it("is said of the national result, never 0", async () => {
    const base = baseOf({ nationaux: { resultats: async () => [] } });
    const { interne } = await lireNationaux(base, matiereOf(BILAN_2017));
    expect([interne.lue, said(interne.phrases)]).toEqual([
      false,
      "Aucun résultat national n’est publié ici pour 2017 : il manque le fichier annuel de la DGALN.",
    ]);
  });
});

describe("what is not public", () => {
  const ecrite: ActionProgramme = {
    id: 1,
    numero: 3,
    orientation: "1",
    titre: "Fidéliser",
    resume: null,
    jalons: null,
    acteurs: null,
    pilote: null,
    indicateurs: [],
    etat: null,
    etatLe: null,
    engageeLe: null,
    publieLe: null,
    closeLe: null,
  };
  const territoires = { find: async () => ({ epci: EPCI, nom: "CA", demonstration: true }) };

  it("of the actions, those that nobody published", async () => {
    const actions = { list: async () => [ecrite], jalons: async () => [] };
    const { interne, publique } = await lireActions(baseOf({ actions, territoires }), matiereOf(BILAN_2017));
    expect(texts(interne.tableaux[0]?.lignes[0])[0]).toBe("3. Fidéliser");
    expect([publique.lue, publique.tableaux]).toEqual([false, []]);
  });

  it("of the decisions, those that were not published, and of the meetings, those of other years", async () => {
    const decisions = [decisionOf(1, "2017-CC-01/1", "2018-01-09"), decisionOf(1, "2017-CC-01/2", null), decisionOf(2)];
    const { interne, publique } = await lireGouvernance(
      baseOf({
        instances: { list: async () => [INSTANCE] },
        reunions: { list: async () => [reunionOf(1, "2017-11-20"), reunionOf(2, "2018-05-04")] },
        decisionsInstances: { list: async () => decisions },
        releves: { find: async () => ({ numero: "2017-CC-01" }) as ReleveFige },
      }),
      matiereOf(BILAN_2017),
    );
    expect(said(interne.phrases)).toBe(
      "1 réunion : Commission de coordination, 1. 2 décisions, dont 2 restaient ouvertes le 1er mars 2020 (dont 2 en retard).",
    );
    expect(texts(interne.tableaux[0]?.lignes[0]).slice(-2)).toEqual(["Close", "2017-CC-01"]);
    expect(publique.tableaux[0]?.lignes.map((ligne) => texts(ligne)[0])).toEqual(["2017-CC-01/1"]);
  });
});

const INSTANCE = {
  id: 4,
  epci: EPCI,
  genre: "commission-coordination",
  nom: "Commission de coordination",
  objet: null,
  frequenceMois: 3,
  quorum: null,
  source: null,
  creeeLe: null,
  closeLe: null,
} as Instance; // whatever else an instance holds is not read here

function reunionOf(id: number, jour: string): Reunion {
  return {
    id,
    epci: EPCI,
    instance: 4,
    numero: id,
    uid: String(id),
    sequence: 0,
    titre: "Bilan",
    jour,
    heure: "14:00",
    dureeMinutes: 90,
    lieu: null,
    visio: null,
    etat: "close",
    convoqueeLe: null,
    ouverteLe: null,
    closeLe: null,
    annuleeLe: null,
    annulation: null,
    quorum: null,
  } as Reunion; // whatever else a meeting holds is not read here
}

function decisionOf(reunion: number, numero = "x", publieLe: string | null = null): DecisionInstance {
  return {
    id: 1,
    epci: EPCI,
    reunion,
    point: null,
    numero,
    texte: "Suivre",
    organisation: null,
    responsable: "EPCI",
    echeance: "2018-01-01",
    etat: "a-faire",
    mesure: null,
    version: null,
    cas: null,
    publieLe,
  };
}

describe("what must be there first", () => {
  const entete = ({ bilan: _, annexes: __, ...rapport }: Rapport): EnteteRapport => rapport;

  it("is the report of the whole year, frozen once it was over", () => {
    const rapport = rapportOf(BILAN_2017);
    expect(manqueRapport(2017, [entete(rapport)])).toEqual([]);
    expect(manqueRapport(2017, [entete({ ...rapport, periode: "T3" })])[0]?.phrase).toBe(
      "Aucun bilan figé pour 2017 : figez le rapport annuel.",
    );
    const tot = entete({ ...rapport, figeLe: "2017-10-05T09:00:00.000Z" });
    expect(manqueRapport(2017, [tot])[0]?.phrase).toContain("a été figé le 5 octobre 2017, avant la fin de 2017");
  });

  it("is the end of the year", () => {
    expect(anneeNonFinie(2017, "2018-01-01")).toEqual([]);
    expect(anneeNonFinie(2018, "2018-12-31")[0]?.phrase).toContain("à partir du 1er janvier 2019");
  });

  it("makes nothing at all without it, and reads no other source", async () => {
    const base = baseOf({
      territoires: { find: async () => ({ epci: EPCI, nom: "CA", demonstration: true }) },
      rapports: { list: async () => [entete(rapportOf(BILAN_2017))] },
    });
    const { memoire } = matiereOf();
    const question = {
      epci: EPCI,
      genre: "triennale",
      annee: 2018,
      aujourdhui: "2020-01-05",
      textes: {},
      memoire,
    } as const;
    const preparee = await computeEvaluation(base, question);
    expect(preparee.titre).toBe("Bilan triennal, 2016 à 2018");
    expect(preparee.manques.map(({ chemin }) => chemin)).toEqual([
      "rapport?annee=2016&periode=annee",
      "rapport?annee=2018&periode=annee",
    ]);
    expect([preparee.evaluation, preparee.publique]).toEqual([null, null]);
  });
});

describe("texts", () => {
  it("are kept trimmed, empty ones left out, others than of a part ignored", () => {
    expect(cleanTextes({ objectifs: " La vacance pèse.\r\nEncore. ", methode: "  ", autre: "x" }, false)).toEqual({
      objectifs: "La vacance pèse.\nEncore.",
    });
  });

  it("are read again when they speak of a person, and never keep a number of a person", () => {
    expect(() => cleanTextes({ objectifs: "Cette dame est malade." }, false)).toThrow(/« Objectifs d’attribution »/);
    expect(cleanTextes({ objectifs: "Cette dame est malade." }, true)).toEqual({ objectifs: "Cette dame est malade." });
    expect(() => cleanTextes({ methode: "NIR 2 55 08 14 168 025 38" }, true)).toThrow(Refus);
    expect(() => cleanTextes({ methode: "a".repeat(2001) }, true)).toThrow(/2000 caractères au plus/);
  });
});
