import type { Base } from "#socle/lectures/base.ts";
import type { DossierRelogement, Entretien } from "../lectures/ports.ts";
import type { IdentiteReloge } from "../regles/menage.ts";
import { unknownDossier } from "./ecrire-dossier.ts";

export type DossierOuvert = {
  readonly dossier: DossierRelogement;
  /** null: the actor may not read the names. */
  readonly identite: IdentiteReloge | null;
  /** Oldest first; empty when the actor may not read them. */
  readonly entretiens: readonly Entretien[];
};

/** Opens a file with all that the actor may read of it. When it shows names, the journal records the opening. Throws `relogement-inconnu`. */
export function openDossier(base: Base, epci: string, id: number): Promise<DossierOuvert> {
  return base.transaction(async (tx) => {
    const dossier = await tx.relogements.find(epci, id);
    if (!dossier) throw unknownDossier();
    const identites = await tx.relogements.identites(epci, [id]);
    const entretiens = await tx.relogements.entretiens(epci, id);
    const identite = identites.get(id) ?? null;
    if (identite !== null) {
      const demandeur = await tx.relogements.demandeur(epci, id);
      await tx.journal.ecrire({
        acte: "dossier-lu",
        ressource: "relogement",
        epci,
        objet: `relogement:${id}`,
        ...(demandeur === null ? {} : { demandeur }),
      });
    }
    return { dossier, identite, entretiens };
  });
}

/** Names of several files, for a list: one line of the journal, if there is at least one name. */
export function listIdentites(
  base: Base,
  epci: string,
  relogements: readonly number[],
): Promise<ReadonlyMap<number, IdentiteReloge>> {
  return base.transaction(async (tx) => {
    const identites = await tx.relogements.identites(epci, relogements);
    if (identites.size > 0) {
      const objet = `relogements:${[...identites.keys()].toSorted((a, b) => a - b).join(",")}`;
      await tx.journal.ecrire({ acte: "dossier-liste", ressource: "relogement", epci, objet });
    }
    return identites;
  });
}
