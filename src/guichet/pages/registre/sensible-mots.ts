import { LIBELLE_MOTIF_DEMANDE, LIBELLE_TRI } from "#dossier/regles/libelles-reponses.ts";
import type { ReponsesSensibles } from "#dossier/regles/reponses.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";

const NATIONALITE = {
  francaise: "française",
  "union-europeenne": "Union européenne",
  "hors-union": "hors Union européenne",
  inconnue: "inconnue",
} as const;
const DALO = {
  reconnu: "reconnu prioritaire",
  "en-cours": "recours en cours",
  non: "non",
  inconnu: "inconnu",
} as const;

/** Sealed answers of a household, in words; unanswered ones are left out. */
export function sayReponsesSensibles(texte: string): readonly (readonly [string, string])[] {
  // Only Blaise seals this text: the cast is safe.
  const { nationalite, handicap, motifs, violences, dalo } = JSON.parse(texte) as ReponsesSensibles;
  return [
    ...(nationalite ? [["Nationalité", NATIONALITE[nationalite]] as const] : []),
    ...(handicap
      ? [
          ["Handicap", formatCompte(handicap.personnes, "personne")] as const,
          ["Fauteuil roulant", LIBELLE_TRI[handicap.fauteuil]] as const,
          ["Logement accessible", LIBELLE_TRI[handicap.accessible]] as const,
        ]
      : []),
    ...(motifs ?? []).map((code) => ["Motif", LIBELLE_MOTIF_DEMANDE[code] ?? code] as const),
    ...(violences ? [["Violences", LIBELLE_TRI[violences]] as const] : []),
    ...(dalo ? [["DALO", DALO[dalo]] as const] : []),
  ];
}
