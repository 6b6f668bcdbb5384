import type { CodeOfficiel } from "#donnees/actes/territoire/open-territoire.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { choisirGuichet, offrirGuichets } from "../lectures/choisir-guichet.ts";
import type { Coffre } from "../lectures/coffre.ts";
import { ecrireEvenement } from "../lectures/evenement/ecrire-evenement.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import { findManques } from "../regles/completude.ts";
import type { EtatDemande, TransitionDemande } from "../regles/etat.ts";
import { finValidite, peutTransiter } from "../regles/vie.ts";
import { coterDemande } from "./cotation/coter.ts";
import { tenirDossier } from "./ecrire-reponse.ts";

type Deps = { readonly coffre: Coffre; readonly jour: string };

function checkTransition(etat: EtatDemande, transition: TransitionDemande): void {
  if (peutTransiter(etat, transition)) return;
  throw conflit(
    "demande-autre-etat",
    "Votre demande a changé d’état : cette action n’est plus possible. Rechargez la page pour voir où elle en est.",
  );
}

/**
 * Sends a complete demande to the desk that the household chose. The desk registers it: the number unique comes from the national
 * system. Refuses "demande-incomplete", "guichet-absent", "guichet-inconnu", "demande-autre-etat".
 */
export function deposerDossier(
  base: Base,
  deps: Deps & { readonly code: CodeOfficiel; readonly maintenant: string },
  { demandeur, guichet }: { readonly demandeur: string; readonly guichet: number | null },
): Promise<DossierOuvert> {
  return base.transaction(async (tx) => {
    const dossier = await tenirDossier(tx, deps.coffre, demandeur);
    checkTransition(dossier.etat, "deposer");
    const manques = findManques(dossier);
    if (manques.length > 0) {
      throw new Refus("demande-incomplete", "Il manque des réponses. Complétez-les, puis envoyez votre demande.");
    }
    const { epci } = dossier;
    // A demande already sent goes back to the desk that asked for more.
    const choisi = dossier.guichet ?? choisirGuichet(await offrirGuichets(tx, deps, dossier), guichet);
    await tx.dossiers.deposer(demandeur, choisi, deps.maintenant);
    const objet = `organisation:${choisi}`;
    await tx.journal.ecrire({ acte: "dossier-modifie", ressource: "demande-identite", epci, objet, demandeur });
    await ecrireEvenement(tx, { epci, demandeur, code: "demande-deposee", objet });
    await coterDemande(tx, epci, demandeur, deps.jour, dossier.sensibles);
    return dossier;
  });
}

/**
 * Renews the demande for one year with its seniority (CCH, art. R. 441-2-7). The household states that its answers are up to date.
 * Refuses "demande-autre-etat".
 */
export function renouvelerDossier(base: Base, deps: Deps, demandeur: string): Promise<string> {
  return base.transaction(async (tx) => {
    const { epci, etat } = await tenirDossier(tx, deps.coffre, demandeur);
    checkTransition(etat, "renouveler");
    const echeance = finValidite(deps.jour, deps.jour);
    await tx.dossiers.renouveler(demandeur, deps.jour, echeance);
    await tx.journal.ecrire({ acte: "dossier-modifie", ressource: "demande-identite", epci, demandeur });
    await ecrireEvenement(tx, { epci, demandeur, code: "demande-renouvelee", precisions: { echeance } });
    return echeance;
  });
}

/** Written renunciation (CCH, art. R. 441-2-8, b). Refuses "demande-autre-etat". */
export function renoncerDossier(base: Base, deps: Deps, demandeur: string): Promise<void> {
  return base.transaction(async (tx) => {
    const { epci, etat } = await tenirDossier(tx, deps.coffre, demandeur);
    checkTransition(etat, "radier");
    await tx.dossiers.renoncer(demandeur, deps.jour);
    await tx.journal.ecrire({ acte: "dossier-modifie", ressource: "demande-identite", epci, demandeur });
    await ecrireEvenement(tx, {
      epci,
      demandeur,
      code: "demande-radiee" as const,
      precisions: { motif: "renonciation" },
    });
  });
}
