import { oneLine } from "#socle/regles/gouvernance/reunion-texte.ts";
import type { EnvoiReunion } from "./ports.ts";
import type { ReunionLue } from "./reunion-lire.ts";

export type TexteMessage = { readonly sujet: string; readonly texte: string };

/** Text of a convocation, change or cancellation; the preview shows the text sent. */
export function writeMessage(
  lue: ReunionLue,
  { methode, sequence }: Pick<EnvoiReunion, "methode" | "sequence">,
  origine: string,
): TexteMessage {
  const { reunion, instance, territoire, quand } = lue;
  const quoi = methode === "CANCEL" ? "Annulation" : sequence > 0 ? "Convocation modifiée" : "Convocation";
  const adresse = `${origine}/t/${territoire.epci}/commission/reunions/${reunion.id}`;
  const corps = methode === "CANCEL" ? annulation(lue) : invitation(lue, sequence > 0);
  const lignes = [
    "Bonjour,",
    "",
    ...corps,
    "",
    "La réunion dans Blaise\u00A0:",
    adresse,
    "",
    `${territoire.nom}, ${instance.nom}`,
    "Ce message est envoyé par Blaise. Répondez à la personne qui vous convoque, et non à cette adresse.",
  ];
  return { sujet: oneLine(`${quoi}\u00A0: ${reunion.titre}, ${quand}`), texte: lignes.join("\n") };
}

function annulation({ reunion, quand, instance }: ReunionLue): readonly string[] {
  return [
    `La réunion prévue le ${quand} est annulée.`,
    `Instance\u00A0: ${instance.nom}`,
    `Motif\u00A0: ${reunion.annulation ?? "non écrit"}`,
    "L’événement joint la retire de votre agenda.",
  ];
}

function invitation({ reunion, instance, quand, ou, points, pieces }: ReunionLue, encore: boolean): readonly string[] {
  return [
    encore
      ? "Cette convocation remplace celle que vous aviez reçue pour la même réunion."
      : "Vous êtes convoqué à cette réunion.",
    "",
    `Instance\u00A0: ${instance.nom}`,
    `Objet\u00A0: ${reunion.titre}`,
    `Quand\u00A0: ${quand} (heure de Paris)`,
    `Où\u00A0: ${ou}`,
    ...(reunion.visio === null ? [] : [`Lien\u00A0: ${reunion.visio}`]),
    "",
    "Ordre du jour\u00A0:",
    ...points.map(({ titre }, rang) => `${rang + 1}. ${titre}`),
    ...(pieces.length === 0
      ? []
      : ["", "Pièces jointes, à lire dans Blaise\u00A0:", ...pieces.map(({ titre }) => `- ${titre}`)]),
    "",
    "L’ordre du jour (PDF) et l’événement à mettre dans votre agenda sont joints.",
  ];
}
