import type { Ressource } from "#socle/regles/habilitation/ressource.ts";
import { GENRES_REALISATION, type GenreRealisation, mapRealisations } from "./realisation.ts";

/** Figures that an action may be linked to: a closed list, each read by one function. */
export const INDICATEURS_ACTION = [
  "demandes-en-cours",
  "delai-attribution",
  "demandes-mutation",
  "demandes-sans-suite",
  "demandes-anciennes",
  "part-action-logement",
  "regle-reconstitution",
  "operations-examinees",
  "conventions-objectifs",
  "objectif-hors-qpv",
  "objectif-qpv",
  "quart-reservataires",
  "relogement-neuf",
  "pack-trimestriel",
  "bilans-signes",
  "reunions-annee",
  "cas-ouverts",
  ...GENRES_REALISATION,
] as const;
export type IndicateurAction = (typeof INDICATEURS_ACTION)[number];

export const LIBELLE_INDICATEUR_ACTION: Readonly<Record<IndicateurAction, string>> = {
  "demandes-en-cours": "Demandes en cours",
  "delai-attribution": "Délai entre la demande et le bail",
  "demandes-mutation": "Part des demandes qui sont des mutations",
  "demandes-sans-suite": "Demandes sans proposition ni évènement",
  "demandes-anciennes": "Demandes anciennes",
  "part-action-logement": "Baux sur le contingent d’Action Logement",
  "regle-reconstitution": "Règles de reconstitution et du PLH",
  "operations-examinees": "Opérations déposées et examinées",
  "conventions-objectifs": "Conventions d’objectifs signées",
  "objectif-hors-qpv": "Objectif hors quartier prioritaire",
  "objectif-qpv": "Objectif en quartier prioritaire",
  "quart-reservataires": "Quart des réservataires aux publics prioritaires",
  "relogement-neuf": "Relogements dans le neuf ou conventionné depuis moins de 5 ans",
  "pack-trimestriel": "Pack trimestriel de l’observatoire",
  "bilans-signes": "Bilans trimestriels signés par les bailleurs",
  "reunions-annee": "Réunions des instances tenues dans l’année",
  "cas-ouverts": "Cas bloqués en cours",
  ...(mapRealisations(({ libelle }) => libelle) satisfies Readonly<Record<GenreRealisation, string>>),
};

/** Right needed to read it, and whether on the whole territory: a part would pass for the whole. */
export type LectureIndicateur = { readonly ressource: Ressource; readonly partout: boolean };

const DEMANDES: LectureIndicateur = { ressource: "indicateur-interne", partout: true };
const BAUX: LectureIndicateur = { ressource: "bilan", partout: true };
const PROGRAMME: LectureIndicateur = { ressource: "programme", partout: true };
const ACTION: LectureIndicateur = { ressource: "action", partout: true };

export const LECTURE_INDICATEUR: Readonly<Record<IndicateurAction, LectureIndicateur>> = {
  "demandes-en-cours": DEMANDES,
  "delai-attribution": DEMANDES,
  "demandes-mutation": DEMANDES,
  "demandes-sans-suite": DEMANDES,
  "demandes-anciennes": DEMANDES,
  "part-action-logement": BAUX,
  "regle-reconstitution": PROGRAMME,
  "operations-examinees": PROGRAMME,
  "conventions-objectifs": PROGRAMME,
  "objectif-hors-qpv": BAUX,
  "objectif-qpv": BAUX,
  "quart-reservataires": BAUX,
  // The follow-up itself says which part the reader does not see.
  "relogement-neuf": { ressource: "relogement", partout: false },
  "pack-trimestriel": DEMANDES,
  "bilans-signes": BAUX,
  "reunions-annee": { ressource: "instance", partout: true },
  "cas-ouverts": { ressource: "cas-bloque", partout: true },
  ...mapRealisations(() => ACTION),
};

/** Drops the stored codes that the list does not have any more. */
export function knownIndicateurs(codes: readonly string[]): readonly IndicateurAction[] {
  return INDICATEURS_ACTION.filter((code) => codes.includes(code));
}
