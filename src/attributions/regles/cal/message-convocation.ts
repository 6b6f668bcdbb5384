import { formatCompte } from "#socle/regles/shared/format.ts";
import { LIBELLE_MODE_SEANCE, type ModeSeance } from "./reglement.ts";
import { quandSeance } from "./seance.ts";

type SeanceConvoquee = Parameters<typeof quandSeance>[0] & {
  readonly nomBailleur: string;
  readonly mode: ModeSeance;
  readonly lieu: string | null;
  readonly visio: string | null;
};

/**
 * What a member reads that convenes them: when, how, how many dwellings, and where the files are. Neither a dwelling nor a household is in it: the message
 * leaves Blaise. `adresse`: of the session, whole.
 */
export function writeConvocation(
  seance: SeanceConvoquee,
  {
    reference,
    logements,
    adresse,
  }: { readonly reference: string; readonly logements: number; readonly adresse: string },
): { readonly sujet: string; readonly texte: string } {
  const { nomBailleur, mode, lieu, visio } = seance;
  const quand = quandSeance(seance);
  const lignes = [
    "Bonjour,",
    "",
    `Vous êtes convoqué à une séance de commission d’attribution de logements.`,
    "",
    `Bailleur\u00A0: ${nomBailleur}`,
    `Séance\u00A0: ${reference}`,
    `Quand\u00A0: ${quand} (heure de Paris)`,
    `Comment\u00A0: ${LIBELLE_MODE_SEANCE[mode].toLowerCase()}`,
    ...(lieu === null ? [] : [`Où\u00A0: ${lieu}`]),
    ...(visio === null ? [] : [`Lien de la séance à distance\u00A0: ${visio}`]),
    `Ordre du jour\u00A0: ${formatCompte(logements, "logement")}`,
    "",
    "L’ordre du jour, les dossiers et le vote sont dans Blaise, après connexion\u00A0:",
    adresse,
    "",
    "Ce message est envoyé par Blaise. Répondez au secrétariat de la commission, et non à cette adresse.",
  ];
  return {
    sujet: `Convocation\u00A0: commission d’attribution ${reference} (${nomBailleur}), ${quand}`,
    texte: lignes.join("\n"),
  };
}
