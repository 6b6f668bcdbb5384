import type { Base } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { type AuteurEvenement, type CodeEvenement, EVENEMENTS, type Precisions } from "../../regles/evenement.ts";

type AEcrire = {
  readonly epci: string;
  readonly demandeur: string;
  readonly code: CodeEvenement;
  readonly precisions?: Precisions;
  /** Object of the event, « piece:… », « proposition:12 »; never a name. */
  readonly objet?: string;
};

/**
 * Writes the event of an act on a demande, in the act's transaction, signed by its author: the household, the holder of its mandate,
 * or the organisation in whose name the agent reads the file (CCH, art. R. 441-2-15).
 */
export function ecrireEvenement(base: Base, { epci, demandeur, code, precisions = {}, objet }: AEcrire): Promise<void> {
  const auteur = auteurOf(base.acteur, demandeur);
  const organisation =
    auteur === "organisme"
      ? (habilitationFor(base.acteur, "demande-menage", "lire", epci)?.organisation ?? null)
      : null;
  const [genre] = EVENEMENTS[code];
  return base.evenements.ecrire({
    epci,
    demandeur,
    code,
    genre,
    auteur,
    organisation,
    precisions,
    compte: base.acteur.compte,
    objet: objet ?? null,
  });
}

function auteurOf({ demandeurs }: Acteur, demandeur: string): AuteurEvenement {
  const own = demandeurs.find(({ id }) => id === demandeur);
  if (!own) return "organisme";
  return own.lien === "titulaire" ? "menage" : "mandataire";
}
