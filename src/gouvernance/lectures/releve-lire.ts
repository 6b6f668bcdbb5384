import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { findReunion } from "../actes/reunion-ecrire.ts";
import type { ReleveFige, Reunion } from "./ports.ts";
import type { ContenuReleve } from "./releve.ts";
import { composeReleve } from "./releve-composer.ts";
import { readTenueOf } from "./tenue-lire.ts";

/** `fige` null: the meeting is not closed, and the minutes are those of this moment. */
export type ReleveLu = {
  readonly reunion: Reunion;
  readonly contenu: ContenuReleve;
  readonly fige: Pick<ReleveFige, "empreinte" | "figeLe"> | null;
};

/** The frozen minutes; before the closing, a working edition for whoever holds the meeting. Throws `reunion-inconnue`, `releve-absent`. */
export async function readReleve(base: Base, epci: string, id: number): Promise<ReleveLu> {
  const reunion = await findReunion(base, epci, id);
  const fige = await base.releves.find(epci, id);
  if (fige) return { reunion, contenu: fige.contenu, fige };
  if (!peutPartout(base.acteur, "instance", "modifier", epci)) {
    throw introuvable(
      "releve-absent",
      "Le relevé de cette réunion n’est pas encore figé : il se lit une fois la réunion close.",
    );
  }
  return { reunion, contenu: await composeReleve(base, await readTenueOf(base, reunion)), fige: null };
}
