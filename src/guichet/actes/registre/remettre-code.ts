import { type EnvoiDeps, envoyerAuMenage } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import { type AccesDeps, creerCode } from "#dossier/lectures/acces.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { requireGuichet, unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import type { Base } from "#socle/lectures/base.ts";

export type CodeRemis = { readonly code: string; readonly reference: string | null };

/**
 * Replaces a lost code: the desk that holds the file gives a new one to the person present. The event and the message are written first, then the
 * person's former codes, links and visits are closed, then the code is created: a failure in between leaves no access, and the desk starts again.
 * Mandates keep their codes. Refuses "droit-absent", "demande-inconnue".
 */
export async function remettreCode(
  base: Base,
  { queries, ...deps }: EnvoiDeps & AccesDeps,
  { epci, demandeur }: { readonly epci: string; readonly demandeur: string },
): Promise<CodeRemis> {
  requireGuichet(base, epci);
  const reference = await base.transaction(async (tx) => {
    const fiche = await tx.registres.lock(epci, demandeur);
    if (!fiche) throw unknownDemande();
    await ecrireEvenement(tx, { epci, demandeur, code: "code-remis" });
    const objet = `demande:${demandeur}`;
    await tx.journal.ecrire({ acte: "code-remis", ressource: "demande-identite", epci, demandeur, objet });
    await envoyerAuMenage(tx, deps, { demandeur, epci, modele: "code-remis", lien: `/ma-demande/${epci}` });
    return fiche.reference;
  });
  await queries.revoquerAcces(demandeur, "titulaire", deps.horloge.maintenant());
  const pour = { demandeur, epci, lien: "titulaire" } as const;
  return { code: await creerCode({ queries, horloge: deps.horloge }, pour), reference };
}
