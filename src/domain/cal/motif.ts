import { findValeur, type Parametre } from "../droit/parametre.ts";
import type { DecisionCal } from "./decision.ts";

/** Why a dwelling is not given to a household. Codes that the national file has too are written as there (demande, MOTIFS_REFUS). */
export const MOTIFS_CAL = [
  "mieux-classe",
  "composition",
  "ressources",
  "plafond",
  "logement-possede",
  "dossier",
  "impayes",
  "logement-inadapte",
  "desequilibre",
  "conditions-acces",
  "piece-attendue",
  "examen-en-seance",
  "partage-des-voix",
] as const;
export type MotifCal = (typeof MOTIFS_CAL)[number];

export type DefinitionMotif = {
  /** In a list. */
  readonly libelle: string;
  /** As the household reads it, after « parce que ». */
  readonly phrase: string;
  readonly pour: readonly DecisionCal[];
  readonly article: string;
  /** No text that we have read names it. */
  readonly aConfirmer: boolean;
};

const REFUS: readonly DecisionCal[] = ["non-attribution"];

function of(
  libelle: string,
  phrase: string,
  article: string,
  { pour = REFUS, aConfirmer = false }: { readonly pour?: readonly DecisionCal[]; readonly aConfirmer?: boolean } = {},
): DefinitionMotif {
  return { libelle, phrase, article, pour, aConfirmer };
}

/** The closed list by day: a refusal is written with its reason (CCH, art. L. 441-2-2). */
const MOTIFS: Parametre<Readonly<Record<MotifCal, DefinitionMotif>>> = {
  nom: "Motifs de la commission d’attribution",
  valeurs: [
    {
      depuis: "2011-01-01",
      source:
        "CCH, art. L. 441-1, L. 441-2-2, R. 441-1, R. 441-2-8 et R. 441-3 ; libellés de Blaise, à confirmer par chaque commission",
      confiance: "B",
      valeur: {
        "mieux-classe": of(
          "Autres candidats mieux classés",
          "le logement est attribué à des ménages que la commission a classés avant le vôtre",
          "CCH, art. L. 441-1 et R. 441-3",
        ),
        composition: of(
          "Logement inadapté à la taille du ménage",
          "la taille de ce logement ne correspond pas à celle de votre ménage",
          "CCH, art. L. 441-1",
        ),
        ressources: of(
          "Ressources insuffisantes pour ce loyer",
          "le loyer et les charges de ce logement seraient trop élevés pour vos ressources",
          "CCH, art. L. 441-1 et R. 441-3-1",
          { aConfirmer: true },
        ),
        plafond: of(
          "Ressources au-dessus du plafond",
          "vos ressources dépassent le plafond de ce logement",
          "CCH, art. R. 441-1",
          { pour: ["non-attribution", "irrecevabilite"] },
        ),
        "logement-possede": of(
          "Propriétaire d’un logement adapté",
          "vous êtes propriétaire d’un logement adapté à vos besoins",
          "CCH, art. L. 441-2-2",
        ),
        dossier: of(
          "Dossier incomplet",
          "il manque à votre dossier une pièce nécessaire à l’examen",
          "CCH, art. R. 441-2-4-1",
          { pour: ["non-attribution", "report"], aConfirmer: true },
        ),
        impayes: of(
          "Dette de loyer sans plan d’apurement",
          "une dette de loyer n’a pas encore d’accord de remboursement",
          "aucun texte lu",
          { aConfirmer: true },
        ),
        "logement-inadapte": of(
          "Logement inadapté au besoin d’accessibilité",
          "ce logement n’a pas l’accessibilité dont votre ménage a besoin",
          "CCH, art. L. 441-1",
        ),
        desequilibre: of(
          "Aggraverait la fragilité de la résidence",
          "l’équilibre d’occupation de la résidence ne permet pas cette attribution",
          "CCH, art. L. 441-1-5 et L. 441-1-6 ; méthode de l’observatoire",
          { aConfirmer: true },
        ),
        "conditions-acces": of(
          "Conditions d’accès au logement social non remplies",
          "les conditions d’accès au logement social ne sont pas remplies",
          "CCH, art. R. 441-1 et R. 441-2-8, d",
          { pour: ["irrecevabilite"] },
        ),
        "piece-attendue": of("Pièce attendue", "la commission attend une pièce pour décider", "CCH, art. R. 441-3", {
          pour: ["report"],
        }),
        "examen-en-seance": of(
          "Examen demandé en séance",
          "un membre de la commission a demandé que votre dossier soit examiné en séance",
          "Règlement intérieur",
          { pour: ["report"] },
        ),
        "partage-des-voix": of("Pas de majorité", "la commission n’a pas réuni de majorité", "CCH, art. L. 441-2, II", {
          pour: ["report"],
        }),
      },
    },
  ],
};

/** On that day. */
export function motifOf(motif: MotifCal, jour: string): DefinitionMotif {
  return findValeur(MOTIFS, jour).valeur[motif];
}

/** Those that may be given to that decision, in the order of the list. */
export function motifsPour(decision: DecisionCal, jour: string): readonly MotifCal[] {
  return MOTIFS_CAL.filter((code) => motifOf(code, jour).pour.includes(decision));
}
