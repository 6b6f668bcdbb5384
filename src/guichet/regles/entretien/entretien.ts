import type {
  ModeLogement,
  SituationFamiliale,
  SituationProfessionnelle,
  SourceRevenu,
  Tri,
  TypologieCherchee,
} from "#dossier/regles/reponses.ts";

/** Entretien découverte (convention, action 5): one subject a page, in the order of a conversation. Each is an address. */
export const SECTIONS_ENTRETIEN = [
  "situation",
  "composition",
  "budget",
  "logement",
  "souhaits",
  "priorite",
  "emploi",
] as const;
export type SectionEntretien = (typeof SECTIONS_ENTRETIEN)[number];

export const TITRE_SECTION: Readonly<Record<SectionEntretien, string>> = {
  situation: "La personne",
  composition: "Qui vivra dans le logement",
  budget: "Le budget",
  logement: "Le logement actuel",
  souhaits: "Les souhaits",
  priorite: "Les motifs de priorité",
  emploi: "L’emploi et Action Logement",
};

/**
 * Grounds of CCH, art. L. 441-1, as they are asked in a conversation. Those that touch health, disability or violence are one answer, « reserve »:
 * which of them it is is said in the demande, where it is sealed (RGPD, art. 9), and never here.
 */
export const MOTIFS_PRIORITE = [
  "dalo",
  "reserve",
  "sans-logement",
  "heberge",
  "structure",
  "expulsion",
  "indigne",
  "suroccupation-mineur",
  "mal-loge",
  "chomage-longue-duree",
  "ase",
] as const;
export type MotifPriorite = (typeof MOTIFS_PRIORITE)[number];

/** `piece`: what establishes it, in the words of the household. */
export const MOTIFS_DE_PRIORITE: Readonly<Record<MotifPriorite, { readonly libelle: string; readonly piece: string }>> =
  {
    dalo: {
      libelle: "Reconnu au titre du droit au logement opposable",
      piece: "la décision de la commission de médiation",
    },
    reserve: {
      libelle: "Un motif de santé, de handicap ou de protection (ne dites pas lequel ici)",
      piece: "le justificatif, remis sous pli ou déposé avec la demande : il reste confidentiel",
    },
    "sans-logement": {
      libelle: "Sans aucun logement",
      piece: "une attestation d’un travailleur social ou de domiciliation",
    },
    heberge: { libelle: "Hébergé par un proche ou un tiers", piece: "l’attestation de la personne qui héberge" },
    structure: { libelle: "Logé temporairement en structure ou à l’hôtel", piece: "l’attestation de la structure" },
    expulsion: {
      libelle: "Menacé d’expulsion sans relogement",
      piece: "le jugement ou le commandement de quitter les lieux",
    },
    indigne: { libelle: "Logement indigne ou dangereux", piece: "l’arrêté ou le rapport du service d’hygiène" },
    "suroccupation-mineur": {
      libelle: "Enfant mineur dans un logement suroccupé ou non décent",
      piece: "le bail ou un document qui donne la surface",
    },
    "mal-loge": {
      libelle: "Mal logé, avec plusieurs difficultés à la fois",
      piece: "l’évaluation d’un travailleur social",
    },
    "chomage-longue-duree": {
      libelle: "Reprise d’un emploi après un chômage de longue durée",
      piece: "l’attestation de France Travail et le contrat de travail",
    },
    ase: {
      libelle: "Moins de 21 ans, sorti de l’aide sociale à l’enfance",
      piece: "l’attestation du service de l’aide sociale à l’enfance",
    },
  };

/** How far a ground is established on the day of the interview. */
export const NIVEAUX_PREUVE = ["declaratif", "justifie", "a-apporter"] as const;
export type NiveauPreuve = (typeof NIVEAUX_PREUVE)[number];

export const LIBELLE_NIVEAU_PREUVE: Readonly<Record<NiveauPreuve, string>> = {
  declaratif: "Dit, sans papier",
  justifie: "Papier vu",
  "a-apporter": "Papier à apporter",
};

/** What is said of a ground: « non » is an answer; not asked and not known are none. */
export const SUITES_MOTIF = ["non", ...NIVEAUX_PREUVE] as const;
export type SuiteMotif = (typeof SUITES_MOTIF)[number];

export const LIBELLE_SUITE_MOTIF: Readonly<Record<SuiteMotif, string>> = { non: "Non", ...LIBELLE_NIVEAU_PREUVE };

/** The need, never its cause. */
export const BESOINS_LOGEMENT = [
  "plain-pied",
  "fauteuil",
  "eloignement",
  "accompagnement",
  "colocation-possible",
] as const;
export type BesoinLogement = (typeof BESOINS_LOGEMENT)[number];

export const LIBELLE_BESOIN_LOGEMENT: Readonly<Record<BesoinLogement, string>> = {
  "plain-pied": "Rez-de-chaussée ou ascenseur",
  fauteuil: "Accessible en fauteuil",
  eloignement: "Loin d’une commune ou d’un quartier à dire au guichet",
  accompagnement: "Être accompagné dans les démarches",
  "colocation-possible": "Une colocation est possible",
};

/** Answers by section; absent: not asked yet; null: not known. Amounts are euros a month but `rfr`, a year. */
export type ReponsesEntretien = {
  readonly situation?: { readonly familiale: SituationFamiliale | null; readonly dejaDemandeur: Tri };
  readonly composition?: {
    readonly adultes: number | null;
    readonly enfants: number | null;
    /** Children who come from time to time: they count for rooms, not for ceilings. */
    readonly gardePartagee: number | null;
    readonly aNaitre: number | null;
    /** Both under 55 years in all: their ceiling is that of three persons. */
    readonly jeuneCouple: Tri;
  };
  readonly budget?: {
    readonly sources: readonly SourceRevenu[];
    readonly mensuel: number | null;
    readonly rfr: number | null;
    /** Credits, alimony, and what else falls each month. */
    readonly chargesFixes: number | null;
    readonly loyerMax: number | null;
  };
  readonly logement?: {
    readonly mode: ModeLogement | null;
    readonly commune: string | null;
    readonly loyer: number | null;
    readonly depuis: string | null;
  };
  readonly souhaits?: {
    readonly communes: readonly string[];
    readonly typologies: readonly TypologieCherchee[];
    readonly genre: "appartement" | "maison" | "indifferent";
    readonly elargir: boolean;
    readonly besoins: readonly BesoinLogement[];
  };
  readonly priorite?: { readonly motifs: Readonly<Partial<Record<MotifPriorite, SuiteMotif>>> };
  readonly emploi?: {
    readonly profession: SituationProfessionnelle | null;
    readonly contratCourt: Tri;
    readonly employeurSiret: string | null;
    readonly employeurPlusDeDix: Tri;
    readonly mobilite: { readonly du: string | null; readonly au: string | null } | null;
    readonly meuble: boolean;
  };
};

/** The first section that nobody has filled in; null: all are. */
export function nextSection(reponses: ReponsesEntretien): SectionEntretien | null {
  return SECTIONS_ENTRETIEN.find((section) => reponses[section] === undefined) ?? null;
}

/** Action Logement (CCH, art. L. 313-1): employee of a private firm of more than ten. Not known as long as one of the two is not. */
export function actionLogement(reponses: ReponsesEntretien): Tri {
  const { emploi } = reponses;
  if (!emploi || emploi.profession === null) return "inconnu";
  return emploi.profession === "salarie-prive" ? emploi.employeurPlusDeDix : "non";
}
