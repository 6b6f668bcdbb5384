import type {
  ModeLogement,
  SituationFamiliale,
  SituationProfessionnelle,
  SourceRevenu,
  Tri,
  TypologieCherchee,
} from "#dossier/regles/reponses.ts";

/** Entretien découverte (convention, action 5): one subject a page, in the order of a conversation; each is a segment of the URL. */
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
 * Grounds of CCH, art. L. 441-1, in the words of a conversation. Those about health, disability or violence make one answer, « reserve »:
 * the demande asks which one, and seals it (RGPD, art. 9); the interview never does.
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

/** `piece`: what proves the ground, in the words of the household. */
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

/** How well a ground is proven on the day of the interview. */
export const NIVEAUX_PREUVE = ["declaratif", "justifie", "a-apporter"] as const;
export type NiveauPreuve = (typeof NIVEAUX_PREUVE)[number];

export const LIBELLE_NIVEAU_PREUVE: Readonly<Record<NiveauPreuve, string>> = {
  declaratif: "Dit, sans papier",
  justifie: "Papier vu",
  "a-apporter": "Papier à apporter",
};

/** Answers to a ground; « non » is one, while not asked and unknown have none. */
export const SUITES_MOTIF = ["non", ...NIVEAUX_PREUVE] as const;
export type SuiteMotif = (typeof SUITES_MOTIF)[number];

export const LIBELLE_SUITE_MOTIF: Readonly<Record<SuiteMotif, string>> = { non: "Non", ...LIBELLE_NIVEAU_PREUVE };

/** Need of the household, never its cause. */
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

/** Answers by section; absent: not asked yet; null: unknown. Amounts in euros a month, a year for `rfr`. */
export type ReponsesEntretien = {
  readonly situation?: { readonly familiale: SituationFamiliale | null; readonly dejaDemandeur: Tri };
  readonly composition?: {
    readonly adultes: number | null;
    readonly enfants: number | null;
    /** Children present part of the time: they count for the rooms, not for the ceilings. */
    readonly gardePartagee: number | null;
    readonly aNaitre: number | null;
    /** Ages of the couple add up to 55 at most: their ceiling is that of three persons. */
    readonly jeuneCouple: Tri;
  };
  readonly budget?: {
    readonly sources: readonly SourceRevenu[];
    readonly mensuel: number | null;
    readonly rfr: number | null;
    /** Euros a month of credits, alimony and other fixed charges. */
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

/** First section not filled in; null: all are. */
export function nextSection(reponses: ReponsesEntretien): SectionEntretien | null {
  return SECTIONS_ENTRETIEN.find((section) => reponses[section] === undefined) ?? null;
}

/** Beneficiary of Action Logement (CCH, art. L. 313-1): employee of a private firm of more than ten. « inconnu » as long as one of the two is. */
export function actionLogement(reponses: ReponsesEntretien): Tri {
  const { emploi } = reponses;
  if (!emploi || emploi.profession === null) return "inconnu";
  return emploi.profession === "salarie-prive" ? emploi.employeurPlusDeDix : "non";
}
