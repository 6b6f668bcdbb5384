import type { Coffre } from "#dossier/lectures/coffre.ts";
import { lireSensibles } from "#dossier/lectures/lire-dossier.ts";
import type { Base } from "#socle/lectures/base.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import type { PartDetenue } from "../lectures/ports.ts";

export type DonneesDetenues = {
  readonly territoire: string;
  readonly editeLe: string;
  readonly parts: readonly PartDetenue[];
  /** Shown to the person alone; null: read under a mandate, which does not open these answers. */
  readonly reponsesSensibles: unknown;
  readonly ouvertures: readonly {
    readonly le: string;
    readonly organisation: string;
    readonly acte: string;
    readonly motif: string | null;
  }[];
};

type Demande = {
  readonly epci: string;
  readonly demandeur: string;
  readonly territoire: string;
  readonly maintenant: string;
  readonly ouvertures: DonneesDetenues["ouvertures"];
};

/** All data held on the household, read for the person (RGPD, art. 15); each table is read under its own row rights. Throws `dossier-inconnu`. */
export async function lireDetenu(base: Base, coffre: Coffre, demande: Demande): Promise<DonneesDetenues> {
  const { epci, demandeur, territoire, maintenant, ouvertures } = demande;
  const lien = base.acteur.demandeurs.find(({ id }) => id === demandeur)?.lien;
  if (lien === undefined) throw introuvable("dossier-inconnu", "Cette demande n’existe pas, ou n’est pas la vôtre.");
  return base.transaction(async (tx) => {
    const parts = await tx.suivis.detenu(epci, demandeur);
    const reponsesSensibles = lien === "titulaire" ? await lireSensibles(tx, coffre, demandeur) : null;
    await tx.journal.ecrire({ acte: "acces-exporte", ressource: "demande-identite", epci, demandeur });
    return { territoire, editeLe: maintenant, parts, reponsesSensibles, ouvertures };
  });
}
