import { type EnvoiDeps, envoyerAuMenage } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import type { PropositionAFaire } from "#dossier/lectures/proposition/ports.ts";
import { isVivante } from "#dossier/regles/etat.ts";
import { checkTerme } from "#dossier/regles/proposition/proposition.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

export type PropositionSaisie = Omit<PropositionAFaire, "organisation" | "reservataire" | "proposeeLe"> & {
  /** Today, ISO: the household is told at once. */
  readonly jour: string;
  readonly relu: boolean;
};

/**
 * Proposes a dwelling, or a visit, to a household whose file the actor reads, in the name of their organisation. Throws `droit-absent`,
 * `dossier-inconnu`, `proposition-etat`, `proposition-delai`, `message-a-relire` and the refusals of free texts.
 */
export function proposer(base: Base, deps: EnvoiDeps, saisie: PropositionSaisie): Promise<number> {
  const { epci, demandeur, nature, jour, repondreAvant, relu, ...reste } = saisie;
  const habilitation = habilitationFor(base.acteur, "proposition", "creer", epci);
  if (habilitation === null) throw interdit("droit-absent", "Vous ne pouvez pas faire de proposition ici.");
  checkTerme(nature, jour, repondreAvant);
  relireTexte(saisie.logement, "Logement :", { relu, aRelire: "message-a-relire", details: { champ: "logement" } });
  const { role, organisation } = habilitation;
  return base.transaction(async (tx) => {
    const dossier = await tx.suivis.dossier(epci, demandeur);
    if (dossier === null)
      throw introuvable("dossier-inconnu", "Cette demande n’existe pas, ou vous n’en lisez pas le dossier.");
    if (!isVivante(dossier.etat)) {
      throw conflit(
        "proposition-etat",
        "Cette demande n’est pas active : enregistrez-la ou réactivez-la avant de proposer un logement.",
      );
    }
    const id = await tx.propositions.faire({
      ...reste,
      epci,
      demandeur,
      nature,
      repondreAvant,
      proposeeLe: jour,
      organisation,
      reservataire: role === "reservataire" || role === "etat" ? organisation : null,
    });
    const objet = `proposition:${id}`;
    await tx.journal.ecrire({ acte: "proposition-faite", ressource: "proposition", epci, objet, demandeur });
    const code = nature === "visite" ? "visite-proposee" : "proposition-faite";
    await ecrireEvenement(tx, { epci, demandeur, code, precisions: { avant: repondreAvant }, objet });
    const modele = nature === "visite" ? "visite-proposee" : "proposition-recue";
    await envoyerAuMenage(tx, deps, { epci, demandeur, modele, lien: `/ma-demande/${epci}` });
    return id;
  });
}
