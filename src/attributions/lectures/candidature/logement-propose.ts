import type { PropositionAFaire } from "#dossier/lectures/proposition/ports.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { LogementLibere } from "../liberation/ports.ts";

/** Text of a dwelling proposed to a household. A rent of 0 is left out: RPLS writes 0 for « not given ». */
export function describeLogement(
  logement: LogementLibere,
): Pick<PropositionAFaire, "logement" | "logementCle" | "commune" | "typologie" | "loyer" | "charges"> {
  const { adresse, cle, commune, typologie, loyer, charges } = logement;
  return {
    logement: adresse,
    logementCle: cle,
    commune,
    typologie,
    charges,
    loyer: loyer === null || loyer <= 0 ? null : loyer,
  };
}

export function erasedDossier(): Refus {
  return new Refus("candidature-effacee", "Le dossier de ce ménage a été effacé : il ne peut plus lui être écrit.");
}
