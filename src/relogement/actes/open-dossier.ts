import type { Base } from "#socle/lectures/base.ts";
import type { DossierRelogement, Entretien } from "../lectures/ports.ts";
import type { IdentiteReloge } from "../regles/menage.ts";
import { unknownDossier } from "./ecrire-dossier.ts";

export type DossierOuvert = {
  readonly dossier: DossierRelogement;
  /** null: this person reads cases without names. */
  readonly identite: IdentiteReloge | null;
  /** First to last; empty when they are not open to this person. */
  readonly entretiens: readonly Entretien[];
};

/** A file with what this person may read of it. When names are, the journal says that they were opened. Throws `relogement-inconnu`. */
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

/** Names of many files, for a list: one line of the journal, when there is one name at least. */
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
