import type { MotifRadiation } from "#dossier/regles/etat.ts";
import type {
  ModeLogement,
  SituationFamiliale,
  SituationProfessionnelle,
  SourceRevenu,
  TypologieCherchee,
} from "#dossier/regles/reponses.ts";
import type { CleBailleur } from "./bailleurs.ts";
import { SAINT_DIZIER, WASSY } from "./communes.ts";

const CHAMOUILLEY = "52099";
const EURVILLE = "52194";
const VILLIERS = "52534";

/** Days before the day on which the demonstration is loaded: whatever that day, some are late and some are not. */
export type VieDemo = {
  readonly commencee: number;
  readonly deposee?: number;
  readonly complement?: number;
  readonly enregistree?: number;
  readonly prevenue?: number;
  readonly renouvelee?: number;
  readonly avertie?: number;
  readonly radiee?: readonly [number, MotifRadiation];
};

/** A household invented from end to end. `stock`: takes the key of a line of the imported file, hence its seniority. */
export type DossierDemo = {
  readonly vie: VieDemo;
  readonly familiale: SituationFamiliale;
  readonly adultes: number;
  /** Ages; a negative one is in shared custody. */
  readonly enfants: readonly number[];
  readonly age: number;
  readonly mensuel: number | null;
  readonly source: SourceRevenu;
  readonly profession: SituationProfessionnelle;
  readonly plusDeDix?: boolean;
  readonly mode: ModeLogement;
  /** Of the dwelling, for `hlm`: the first one when absent. */
  readonly bailleur?: CleBailleur;
  readonly motif: string;
  readonly communes: readonly string[];
  readonly typologie: TypologieCherchee;
  readonly elargir?: boolean;
  readonly mobilite?: boolean;
  readonly stock?: true;
};

type Menage = Omit<DossierDemo, "vie" | "communes" | "typologie" | "motif" | "mode">;

const SEUL: Menage = {
  familiale: "celibataire",
  adultes: 1,
  enfants: [],
  age: 34,
  mensuel: 1_250,
  source: "salaire",
  profession: "salarie-prive",
  plusDeDix: true,
};
const COUPLE: Menage = {
  familiale: "concubin",
  adultes: 2,
  enfants: [],
  age: 27,
  mensuel: 2_300,
  source: "salaire",
  profession: "salarie-prive",
  plusDeDix: false,
};
const PARENT: Menage = {
  familiale: "separe",
  adultes: 1,
  enfants: [9, 5],
  age: 38,
  mensuel: 1_120,
  source: "rsa",
  profession: "chomage",
};
const GARDE: Menage = {
  familiale: "divorce",
  adultes: 1,
  enfants: [-11, -7],
  age: 42,
  mensuel: 1_640,
  source: "salaire",
  profession: "agent-collectivite",
};
const FAMILLE: Menage = {
  familiale: "marie",
  adultes: 2,
  enfants: [14, 11, 3],
  age: 41,
  mensuel: 2_050,
  source: "salaire",
  profession: "salarie-prive",
  plusDeDix: true,
};
const RETRAITE: Menage = {
  familiale: "veuf",
  adultes: 1,
  enfants: [],
  age: 71,
  mensuel: 1_020,
  source: "retraite",
  profession: "retraite",
};
const ETUDIANT: Menage = {
  familiale: "celibataire",
  adultes: 1,
  enfants: [],
  age: 20,
  mensuel: null,
  source: "bourse",
  profession: "etudiant-apprenti",
};
const INTERIM: Menage = {
  familiale: "celibataire",
  adultes: 1,
  enfants: [],
  age: 29,
  mensuel: 1_710,
  source: "salaire",
  profession: "salarie-prive",
  plusDeDix: true,
  mobilite: true,
};

type Recherche = Pick<DossierDemo, "mode" | "motif" | "communes" | "typologie"> &
  Partial<Pick<DossierDemo, "elargir" | "stock" | "bailleur">>;

const dossier = (vie: VieDemo, menage: Menage, recherche: Recherche): DossierDemo => ({ vie, ...menage, ...recherche });

const prive = (communes: readonly string[], typologie: TypologieCherchee, motif = "09"): Recherche => ({
  mode: "locataire-prive",
  motif,
  communes,
  typologie,
});
const heberge = (communes: readonly string[], typologie: TypologieCherchee): Recherche => ({
  mode: "heberge-famille",
  motif: "12",
  communes,
  typologie,
  elargir: true,
});
const hlm = (communes: readonly string[], typologie: TypologieCherchee, motif: string): Recherche => ({
  mode: "hlm",
  motif,
  communes,
  typologie,
});
const stock = (recherche: Recherche): Recherche => ({ ...recherche, stock: true });

const enregistree = (jours: number, deposee = jours + 12): VieDemo => ({
  commencee: deposee + 3,
  deposee,
  enregistree: jours,
});

/** In every state: in preparation, to register in time and late, to complete, active, mutations, to renew, warned, struck off. The first is the demonstration's own household. */
export const DOSSIERS_DEMO: readonly DossierDemo[] = [
  dossier(enregistree(96), PARENT, prive([SAINT_DIZIER, EURVILLE, CHAMOUILLEY], "T4", "13")),
  // In preparation.
  dossier({ commencee: 2 }, ETUDIANT, heberge([SAINT_DIZIER], "T1")),
  dossier({ commencee: 9 }, COUPLE, prive([WASSY], "T3")),
  dossier({ commencee: 31 }, GARDE, prive([SAINT_DIZIER, VILLIERS], "T3", "11")),
  dossier({ commencee: 74 }, RETRAITE, prive([EURVILLE], "T2")),
  // To register: in time, then late (one month; CCH, art. R. 441-2-3).
  dossier({ commencee: 4, deposee: 2 }, INTERIM, prive([SAINT_DIZIER], "T2", "18")),
  dossier({ commencee: 7, deposee: 5 }, SEUL, heberge([SAINT_DIZIER, WASSY], "T2")),
  dossier({ commencee: 15, deposee: 11 }, FAMILLE, prive([SAINT_DIZIER, CHAMOUILLEY], "T5", "13")),
  dossier({ commencee: 22, deposee: 18 }, GARDE, prive([VILLIERS, SAINT_DIZIER], "T3", "11")),
  dossier({ commencee: 45, deposee: 39 }, PARENT, heberge([WASSY, SAINT_DIZIER], "T3")),
  dossier({ commencee: 60, deposee: 53 }, RETRAITE, prive([SAINT_DIZIER], "T2")),
  // To complete.
  dossier({ commencee: 26, deposee: 20, complement: 12 }, COUPLE, prive([SAINT_DIZIER, EURVILLE], "T3")),
  dossier({ commencee: 40, deposee: 33, complement: 26 }, SEUL, heberge([WASSY], "T2")),
  dossier({ commencee: 12, deposee: 9, complement: 3 }, ETUDIANT, heberge([SAINT_DIZIER], "T1")),
  // Active, some of them in the file of the national system.
  dossier(enregistree(12), INTERIM, prive([SAINT_DIZIER, VILLIERS], "T2", "19")),
  dossier(enregistree(25), COUPLE, heberge([SAINT_DIZIER, EURVILLE, WASSY], "T3")),
  dossier(enregistree(48), FAMILLE, prive([CHAMOUILLEY, SAINT_DIZIER], "T5", "13")),
  dossier(enregistree(70), SEUL, prive([SAINT_DIZIER], "T2")),
  dossier(enregistree(110), GARDE, prive([SAINT_DIZIER, CHAMOUILLEY], "T3", "11")),
  dossier(enregistree(150), RETRAITE, prive([WASSY, SAINT_DIZIER], "T2", "20")),
  dossier(enregistree(205), PARENT, heberge([SAINT_DIZIER], "T3")),
  dossier(enregistree(240), COUPLE, prive([EURVILLE, VILLIERS], "T4", "14")),
  dossier({ ...enregistree(420), renouvelee: 80 }, SEUL, prive([SAINT_DIZIER, WASSY], "T2")),
  dossier({ ...enregistree(520), renouvelee: 170 }, FAMILLE, prive([SAINT_DIZIER], "T4", "03")),
  dossier(enregistree(300), PARENT, stock(prive([SAINT_DIZIER, CHAMOUILLEY], "T3"))),
  dossier(enregistree(210), SEUL, stock(prive([SAINT_DIZIER], "T2"))),
  dossier(enregistree(130), FAMILLE, stock(prive([SAINT_DIZIER, EURVILLE], "T4"))),
  dossier(enregistree(60), RETRAITE, stock(prive([SAINT_DIZIER], "T2"))),
  // Moves inside the social stock.
  dossier(enregistree(35), FAMILLE, hlm([SAINT_DIZIER], "T5", "13")),
  dossier(enregistree(90), RETRAITE, hlm([SAINT_DIZIER, EURVILLE], "T2", "10")),
  dossier(enregistree(180), PARENT, hlm([SAINT_DIZIER, WASSY], "T4", "17")),
  dossier({ ...enregistree(600), renouvelee: 240 }, COUPLE, { ...hlm([WASSY], "T4", "13"), bailleur: "hamaris" }),
  // To renew, warned.
  dossier({ ...enregistree(330), prevenue: 10 }, SEUL, prive([SAINT_DIZIER], "T2")),
  dossier({ ...enregistree(345), prevenue: 25 }, GARDE, prive([SAINT_DIZIER, VILLIERS], "T3", "11")),
  dossier({ ...enregistree(372), prevenue: 40 }, RETRAITE, prive([WASSY], "T2")),
  dossier({ ...enregistree(250), avertie: 15 }, INTERIM, prive([SAINT_DIZIER], "T1", "18")),
  dossier({ ...enregistree(310), avertie: 48 }, COUPLE, heberge([SAINT_DIZIER], "T3")),
  // Struck off.
  dossier({ ...enregistree(200), radiee: [30, "attribution"] }, SEUL, prive([SAINT_DIZIER], "T2")),
  dossier({ ...enregistree(140), radiee: [21, "renonciation"] }, COUPLE, prive([EURVILLE], "T3")),
  dossier(
    { ...enregistree(450), prevenue: 120, radiee: [20, "non-renouvellement"] },
    PARENT,
    heberge([SAINT_DIZIER], "T3"),
  ),
  dossier({ ...enregistree(290), avertie: 150, radiee: [60, "non-reponse"] }, GARDE, prive([SAINT_DIZIER], "T3", "11")),
  // Twice the same person, as it happens when one asks at two desks: for the search of doubles.
  dossier({ commencee: 14, deposee: 10 }, SEUL, prive([SAINT_DIZIER], "T2")),
];

/** Ranks, from 0, of two files that bear one person's name and day of birth. */
export const DOUBLE_DEMO = { premier: 17, second: DOSSIERS_DEMO.length - 1 } as const;

/** Ranks, from 0, of files that the national system does not know as they are here: each state of what is owed to it. */
export const TRANSMISSIONS_DEMO = { renouvelee: 31, modifiee: 23, refusee: 9, sansReponse: 10 } as const;

/** Proposals made to the file of that rank. `jours`: days ago; the delay to answer is ten days (CCH, art. R. 441-10). */
export const PROPOSITIONS_DEMO = [
  { dossier: 0, jours: 3, typologie: "T4", loyer: 472.3, charges: 118, reponse: null, motif: null },
  { dossier: 18, jours: 40, typologie: "T3", loyer: 388.1, charges: 96, reponse: "refusee", motif: "loyer" },
  { dossier: 19, jours: 30, typologie: "T2", loyer: 301.55, charges: 74, reponse: "sans-reponse", motif: null },
  { dossier: 37, jours: 48, typologie: "T2", loyer: 296.2, charges: 70, reponse: "acceptee", motif: null },
] as const;

/** Letters of the file of that rank, the oldest first. */
export const MESSAGES_DEMO = [
  {
    dossier: 0,
    jours: 30,
    menage: true,
    texte: "Bonjour, mon contrat de travail a changé. Dois-je envoyer le nouveau ?",
  },
  {
    dossier: 0,
    jours: 29,
    menage: false,
    texte: "Bonjour, oui : envoyez-le dans vos documents, ainsi que votre dernière fiche de paie.",
  },
  {
    dossier: 11,
    jours: 12,
    menage: false,
    texte: "Bonjour, il manque votre avis d’imposition. Pouvez-vous le prendre en photo ?",
  },
] as const;

/** Contact forms in each state. Ranks of `nommer` go on after those of the files. */
export const FICHES_DEMO = [
  {
    jours: 0,
    bailleurs: ["oph", "hamaris"],
    personnes: 3,
    typologie: "T3",
    emploi: "salarie-plus-de-dix",
    urgence: "un-mois",
    suites: [],
  },
  {
    jours: 2,
    bailleurs: ["oph"],
    personnes: 1,
    typologie: "T1",
    emploi: "interim-mobilite",
    urgence: "quelques-jours",
    suites: [],
  },
  {
    jours: 16,
    bailleurs: ["oph", "foyer"],
    personnes: 2,
    typologie: "T2",
    emploi: "retraite",
    urgence: "trois-mois",
    suites: [],
  },
  {
    jours: 12,
    bailleurs: ["oph"],
    personnes: 4,
    typologie: "T4",
    emploi: "agent-public",
    urgence: "trois-mois",
    suites: [{ bailleur: "oph", accusee: 10 }],
  },
  {
    jours: 34,
    bailleurs: ["oph", "hamaris"],
    personnes: 2,
    typologie: "T3",
    emploi: "salarie-autre",
    urgence: "sans-urgence",
    suites: [
      { bailleur: "oph", accusee: 33, close: 20, issue: "demande" },
      { bailleur: "hamaris", accusee: 24, close: 18, issue: "deja-demandeur" },
    ],
  },
  {
    jours: 47,
    bailleurs: ["hamaris"],
    personnes: 1,
    typologie: "T2",
    emploi: "sans-emploi",
    urgence: "un-mois",
    suites: [{ bailleur: "hamaris", accusee: 44, close: 30, issue: "injoignable" }],
  },
  {
    jours: 61,
    bailleurs: ["oph"],
    personnes: 5,
    typologie: "T5",
    emploi: null,
    urgence: null,
    suites: [{ bailleur: "oph", accusee: 60, close: 41, issue: "orientee" }],
  },
  {
    jours: 75,
    bailleurs: ["hamaris"],
    personnes: null,
    typologie: "T3",
    emploi: "etudiant",
    urgence: "sans-urgence",
    suites: [{ bailleur: "hamaris", accusee: 70, close: 52, issue: "sans-suite" }],
  },
] as const;

/** Ranks, from 0, of the contact form that led to a demande, and of that demande: the same person. */
export const FICHE_DEPOSEE = { fiche: 4, dossier: 11 } as const;

/** One-person households and families with a child or two, employed or not: who may live in the dwellings of `commissions.ts`. */
const CANDIDATS: readonly (readonly [Menage, TypologieCherchee])[] = [
  [SEUL, "T2"],
  [PARENT, "T3"],
  [COUPLE, "T3"],
  [RETRAITE, "T2"],
  [GARDE, "T3"],
  [INTERIM, "T2"],
];

/** Hypothèse: the active demandes of the living demonstration, registered within the year; every one wishes Saint-Dizier. */
export const DOSSIERS_SUITE: readonly DossierDemo[] = Array.from({ length: 36 }, (_, rang) => {
  const [menage, typologie] = CANDIDATS[rang % CANDIDATS.length] ?? [SEUL, "T2"];
  const lieu = rang % 4 === 0 ? heberge([SAINT_DIZIER, EURVILLE], typologie) : prive([SAINT_DIZIER], typologie);
  return dossier(enregistree(70 + ((rang * 37) % 220)), menage, lieu);
});

/** Rank of the first of them for their names and their numbers, after those of the document's demonstration. */
export const PREMIER_SUITE = 200;
