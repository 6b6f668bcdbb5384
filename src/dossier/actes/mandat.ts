import type { AccesDossierQueries } from "#acces/lectures/menage/ports.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { ecrireEvenement } from "../lectures/evenement/ecrire-evenement.ts";

/**
 * The person withdraws the mandate: its codes, links and visits open nothing more. They are closed first, so that a failure in between
 * leaves a mandate without access, never an access without a mandate. Refuses "mandat-inconnu".
 */
export async function revoquerMandat(
  base: Base,
  { queries, horloge }: { readonly queries: AccesDossierQueries; readonly horloge: Horloge },
  { epci, demandeur, mandat }: { readonly epci: string; readonly demandeur: string; readonly mandat: number },
): Promise<void> {
  const known = (await base.dossiers.mandats(demandeur)).some(
    ({ id, revoqueLe }) => id === mandat && revoqueLe === null,
  );
  const own = base.acteur.demandeurs.some(({ id, lien }) => id === demandeur && lien === "titulaire");
  if (!known || !own) throw introuvable("mandat-inconnu", "Ce mandat n’existe pas, ou il est déjà retiré.");
  await queries.revoquerAcces(demandeur, "mandat", horloge.maintenant());
  await base.transaction(async (tx) => {
    await tx.dossiers.revoquerMandat(demandeur, mandat, horloge.aujourdhui());
    const objet = `mandat:${mandat}`;
    await ecrireEvenement(tx, { epci, demandeur, code: "mandat-revoque", objet });
    await tx.journal.ecrire({ acte: "dossier-modifie", ressource: "demande-identite", epci, objet, demandeur });
  });
}
