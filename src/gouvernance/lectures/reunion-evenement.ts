import type { EvenementReunion } from "#socle/lectures/evenement-reunion.ts";
import { oneLine } from "#socle/regles/gouvernance/reunion-texte.ts";
import type { Reunion } from "./ports.ts";
import type { ReunionLue } from "./reunion-lire.ts";

type Contexte = {
  readonly origine: string;
  readonly adresse: string;
  readonly invite?: EvenementReunion["invite"];
};

/** `points` null: a calendar of several meetings has no agenda. */
export function evenementOf(
  reunion: Reunion,
  { nom, points }: { readonly nom: string; readonly points: ReunionLue["points"] | null },
  { origine, adresse, invite = null }: Contexte,
): EvenementReunion {
  const { uid, sequence, etat, jour, heure, dureeMinutes, lieu, visio, epci, id } = reunion;
  const url = `${origine}/t/${epci}/commission/reunions/${id}`;
  const lignes = [
    ...(reunion.annulation === null ? [] : [`Annulée\u00A0: ${reunion.annulation}`]),
    ...(points && points.length > 0
      ? ["Ordre du jour\u00A0:", ...points.map(({ titre }, rang) => `${rang + 1}. ${titre}`)]
      : []),
    ...(visio === null ? [] : [`Visioconférence\u00A0: ${visio}`]),
    `Dans Blaise\u00A0: ${url}`,
  ];
  return {
    uid: `${uid}@blaise`,
    sequence,
    etat,
    jour,
    heure,
    dureeMinutes,
    url,
    invite,
    titre: oneLine(reunion.titre),
    lieu: lieu ?? visio,
    description: lignes.join("\n"),
    organisateur: { nom, courriel: adresse },
  };
}
