import { LIBELLE_MOTIF_DEMANDE, MOTIFS_PROTEGES } from "#donnees/regles/demande/demande.ts";
import type { ModeLogement, SituationProfessionnelle } from "../reponses.ts";

/** `jour` is compared as a number of months; `liste`: several codes at once. */
export type GenreFait = "oui-non" | "nombre" | "jour" | "code" | "liste";

export type DefinitionFait = {
  readonly libelle: string;
  readonly genre: GenreFait;
  /** Unit of a number, in the plural: « personnes », « % ». */
  readonly unite?: string;
  readonly codes?: Readonly<Record<string, string>>;
  /** RGPD, art. 9, or DALO: read with a reason only, and never named in the kept trace. */
  readonly sensible?: true;
  /** What a household or its desk may do when the fact is unknown. */
  readonly aDire: string;
  /** Categories of art. L. 441-1 that a rule on this fact may implement. */
  readonly priorites: readonly string[];
};

const LIBELLE_MODE: Readonly<Record<ModeLogement, string>> = {
  hlm: "Locataire d’un logement social",
  "locataire-prive": "Locataire du parc privé",
  "residence-sociale": "Résidence sociale ou foyer",
  "residence-etudiante": "Résidence étudiante",
  "heberge-famille": "Hébergé par sa famille",
  "heberge-particulier": "Hébergé par un particulier",
  "structure-hebergement": "Structure d’hébergement",
  hotel: "Hôtel",
  "logement-fonction": "Logement de fonction",
  "loge-gratuitement": "Logé gratuitement",
  proprietaire: "Propriétaire",
  camping: "Camping ou caravaning",
  "sans-abri": "Sans abri",
  squat: "Squat",
};

const LIBELLE_PROFESSION: Readonly<Record<SituationProfessionnelle, string>> = {
  "salarie-prive": "Salarié du privé",
  "agent-etat": "Agent de l’État",
  "agent-hospitalier": "Agent hospitalier",
  "agent-collectivite": "Agent d’une collectivité",
  "etudiant-apprenti": "Étudiant ou apprenti",
  "assistant-familial": "Assistant familial ou maternel",
  independant: "Indépendant",
  chomage: "Au chômage",
  retraite: "Retraité",
  autre: "Autre",
};

const MOTIFS = Object.fromEntries(
  Object.entries(LIBELLE_MOTIF_DEMANDE)
    // Motives about health or violence are left out: a sensitive fact of its own carries them.
    .filter(([code]) => !MOTIFS_PROTEGES.includes(code))
    .toSorted(([a], [b]) => (a < b ? -1 : 1)),
);

/** All categories of the CCH but DALO, which is a fact of its own. */
const TOUTES = ["a", "b", "c", "d", "e", "f", "g", "g bis", "h", "i", "j", "k", "l", "m"] as const;

/**
 * Closed list of the facts that a rule may read. Nationality, origin, name and place of birth must never be added: a scheme may not
 * discriminate (loi n° 2008-496 du 27 mai 2008, art. 1er and 2).
 */
export const FAITS = {
  anciennete: {
    libelle: "Ancienneté de la demande",
    genre: "jour",
    aDire: "Le guichet écrit la date de votre première demande.",
    priorites: [],
  },
  prioritaire: {
    libelle: "Public prioritaire au titre de l’article L. 441-1",
    genre: "oui-non",
    aDire: "Le guichet dit si vous êtes d’un public prioritaire.",
    priorites: TOUTES,
  },
  dalo: {
    libelle: "Droit au logement opposable reconnu",
    genre: "oui-non",
    sensible: true,
    aDire: "Dites si la commission de médiation a reconnu votre droit au logement.",
    priorites: ["DALO"],
  },
  handicap: {
    libelle: "Personne en situation de handicap dans le ménage",
    genre: "oui-non",
    sensible: true,
    aDire: "Dites si une personne du ménage est en situation de handicap.",
    priorites: ["a"],
  },
  violences: {
    libelle: "Victime de violences",
    genre: "oui-non",
    sensible: true,
    aDire: "Dites si vous fuyez des violences.",
    priorites: ["g", "g bis"],
  },
  quartile: {
    libelle: "Quartile de ressources",
    genre: "code",
    codes: { q1: "Premier quartile", "q2-4": "Autres quartiles" },
    aDire: "Donnez vos revenus et les personnes du ménage.",
    priorites: [],
  },
  plafond: {
    libelle: "Ressources au regard des plafonds",
    genre: "code",
    codes: {
      plai: "Sous le plafond PLAI",
      plus: "Entre PLAI et PLUS",
      pls: "Entre PLUS et PLS",
      "au-dela": "Au-dessus du PLS",
    },
    aDire: "Donnez votre revenu fiscal de référence.",
    priorites: [],
  },
  "taux-effort": {
    libelle: "Taux d’effort actuel",
    genre: "nombre",
    unite: "%",
    aDire: "Donnez votre loyer, vos charges, votre aide au logement et vos revenus.",
    priorites: ["c"],
  },
  personnes: {
    libelle: "Personnes à loger",
    genre: "nombre",
    unite: "personnes",
    aDire: "Dites combien de personnes vivront dans le logement.",
    priorites: [],
  },
  age: {
    libelle: "Âge du demandeur",
    genre: "nombre",
    unite: "ans",
    aDire: "Donnez votre date de naissance.",
    priorites: ["m"],
  },
  "enfants-mineurs": {
    libelle: "Enfants mineurs du ménage",
    genre: "nombre",
    unite: "enfants",
    aDire: "Donnez la date de naissance de vos enfants.",
    priorites: ["j"],
  },
  "parent-isole": {
    libelle: "Parent qui élève seul un enfant",
    genre: "oui-non",
    aDire: "Dites avec qui vous vivez.",
    priorites: [],
  },
  suroccupation: {
    libelle: "Logement suroccupé (article R. 822-25)",
    genre: "oui-non",
    aDire: "Donnez la surface de votre logement et le nombre de personnes qui y vivent.",
    priorites: ["j"],
  },
  "sous-occupation": {
    libelle: "Logement social trop grand",
    genre: "oui-non",
    aDire: "Donnez le nombre de pièces de votre logement et de personnes qui y vivent.",
    priorites: [],
  },
  logement: {
    libelle: "Logement actuel",
    genre: "code",
    codes: LIBELLE_MODE,
    aDire: "Dites où vous vivez aujourd’hui.",
    priorites: ["c", "d", "k"],
  },
  motif: {
    libelle: "Motif de la demande",
    genre: "liste",
    codes: MOTIFS,
    aDire: "Dites pourquoi vous demandez un logement.",
    priorites: ["c", "d", "f", "j", "k", "l"],
  },
  salarie: {
    libelle: "Salarié",
    genre: "oui-non",
    aDire: "Dites si vous êtes salarié.",
    priorites: [],
  },
  "action-logement": {
    libelle: "Salarié d’une entreprise qui cotise à Action Logement",
    genre: "oui-non",
    aDire: "Donnez le SIRET de votre employeur.",
    priorites: [],
  },
  profession: {
    libelle: "Situation professionnelle",
    genre: "code",
    codes: LIBELLE_PROFESSION,
    aDire: "Dites quelle est votre situation professionnelle.",
    priorites: ["e"],
  },
  "mobilite-professionnelle": {
    libelle: "Mobilité professionnelle à court délai",
    genre: "oui-non",
    aDire: "Dites si vous déménagez pour un emploi.",
    priorites: [],
  },
  elargir: {
    libelle: "Accepte d’autres communes",
    genre: "oui-non",
    aDire: "Dites si vous acceptez d’autres communes.",
    priorites: [],
  },
  "quartier-prioritaire": {
    libelle: "Habite un quartier prioritaire",
    genre: "oui-non",
    aDire: "Le guichet dit si votre adresse est dans un quartier prioritaire.",
    priorites: [],
  },
  "proprietaire-ailleurs": {
    libelle: "Propriétaire d’un autre logement",
    genre: "oui-non",
    aDire: "Dites si vous possédez un logement.",
    priorites: [],
  },
  "refus-adapte": {
    libelle: "A refusé un logement adapté",
    genre: "oui-non",
    aDire: "Le guichet dit si un logement adapté vous a été proposé.",
    priorites: [],
  },
} as const satisfies Readonly<Record<string, DefinitionFait>>;

export type CodeFait = keyof typeof FAITS;

/** Codes, in the order of the list. */
export const CODES_FAITS = Object.keys(FAITS) as readonly CodeFait[]; // the keys of a literal are its type's

export function definitionOf(code: CodeFait): DefinitionFait {
  return FAITS[code];
}

export function isFait(code: string): code is CodeFait {
  return Object.hasOwn(FAITS, code);
}

/** Yes or no, a number, an ISO day or a code, codes. */
export type ValeurFait = boolean | number | string | readonly string[];

/** Declared by the household, or proven to the desk that registered it. */
export type PreuveFait = "declare" | "justifie";

export type Fait = { readonly valeur: ValeurFait; readonly preuve: PreuveFait };

/** An absent fact is unknown: neither « no » nor zero. */
export type Faits = { readonly [C in CodeFait]?: Fait | undefined };

export function isSensible(code: CodeFait): boolean {
  return definitionOf(code).sensible === true;
}
