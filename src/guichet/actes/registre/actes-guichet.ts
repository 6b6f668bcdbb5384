import { type EnvoiDeps, envoyerAuMenage } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import type { SurFiche } from "#dossier/actes/registre/actes-commission.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { requireGuichet, unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import type { FicheRegistre } from "#dossier/lectures/registre/ports.ts";
import type { ModeleCourrier } from "#dossier/regles/courrier/modeles.ts";
import type { CodeEvenement, Precisions } from "#dossier/regles/evenement.ts";
import type { ActeVie } from "#dossier/regles/vie.ts";
import { vivre } from "#dossier/regles/vie.ts";
import type { Complement, SortieDemande } from "#observatoire/regles/registre/registre.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Acte } from "#socle/regles/journal/acte.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";

type Suite = {
  readonly acte: ActeVie;
  readonly journal: Acte;
  readonly evenement: CodeEvenement;
  readonly precisions?: Precisions;
  /** null: no message to the household, which is present. */
  readonly modele: ModeleCourrier | null;
  readonly sortie?: SortieDemande;
};

/** Runs an act on a locked file: applies the rule, writes the state, the event and the journal, and sends the message to the household. */
export async function agir(
  base: Base,
  deps: EnvoiDeps,
  sur: SurFiche,
  suite: (tx: Base, fiche: FicheRegistre) => Promise<Suite> | Suite,
): Promise<void> {
  const { epci, demandeur, aujourdhui } = sur;
  requireGuichet(base, epci);
  await base.transaction(async (tx) => {
    const fiche = await tx.registres.lock(epci, demandeur);
    if (!fiche) throw unknownDemande();
    const { acte, journal, evenement, precisions, modele, sortie } = await suite(tx, fiche);
    const vie = vivre(fiche, acte, aujourdhui);
    if (!(await tx.registres.ecrireVie(epci, demandeur, vie, sortie))) throw unknownDemande();
    await ecrireEvenement(tx, { epci, demandeur, code: evenement, ...(precisions && { precisions }) });
    if (modele) await envoyerAuMenage(tx, deps, { demandeur, epci, modele, lien: `/ma-demande/${epci}` });
    const objet = `demande:${demandeur}`;
    await tx.journal.ecrire({ acte: journal, ressource: "demande-identite", epci, demandeur, objet });
  });
}

/** Refuses `complement-vide`, and what the state forbids. */
export function demanderComplement(
  base: Base,
  deps: EnvoiDeps,
  { quoi, ...sur }: SurFiche & { readonly quoi: readonly Complement[] },
): Promise<void> {
  if (quoi.length === 0) throw new Refus("complement-vide", "Cochez ce qui manque.");
  return agir(base, deps, sur, () => ({
    acte: { transition: "demander-complement" },
    journal: "complement-demande",
    evenement: "complement-demande",
    precisions: { quoi: quoi.join(",") },
    modele: "complement-demande",
  }));
}

/** `le`: day of the renewal in the national system; null: today, with the person. Refuses `demande-renouvellement`. */
export function renouvelerDemande(
  base: Base,
  deps: EnvoiDeps,
  { le, ...sur }: SurFiche & { readonly le: string | null },
): Promise<void> {
  return agir(base, deps, sur, () => ({
    acte: { transition: "renouveler", le },
    // A day that was copied from the national system is owed to it no more.
    precisions: { le: le ?? sur.aujourdhui, source: le === null ? "guichet" : "systeme-national" },
    journal: "demande-renouvelee",
    evenement: "demande-renouvelee",
    modele: "demande-renouvelee",
  }));
}

/** Warns a household that answers no letter; `delaiOf("nonReponse")` gives the time it has. */
export function avertirDemande(base: Base, deps: EnvoiDeps, sur: SurFiche): Promise<void> {
  return agir(base, deps, sur, () => ({
    acte: { transition: "avertir", motif: "non-reponse" },
    journal: "demande-avertie",
    evenement: "avertissement-envoye",
    precisions: { motif: "non-reponse" },
    modele: "avertissement",
  }));
}

export function leverAvertissement(base: Base, deps: EnvoiDeps, sur: SurFiche): Promise<void> {
  return agir(base, deps, sur, (_, fiche) => {
    if (fiche.avertiMotif === "irrecevabilite") throw ofCommission();
    return {
      acte: { transition: "lever-avertissement" },
      journal: "avertissement-leve",
      evenement: "avertissement-leve",
      modele: null,
    };
  });
}

/** Refusal: a desk may not cancel the decision of a commission. */
function ofCommission(): Refus {
  return interdit(
    "demande-commission",
    "L’irrecevabilité est prononcée par la commission d’attribution : seul son secrétariat peut agir.",
  );
}

/** A desk strikes off on a written renunciation, or for silence after its warning; it may use no other ground. */
export function radierDemande(
  base: Base,
  deps: EnvoiDeps,
  {
    motif,
    sortie,
    ...sur
  }: SurFiche & { readonly motif: "renonciation" | "non-reponse"; readonly sortie: SortieDemande },
): Promise<void> {
  return agir(base, deps, sur, () => ({
    acte: { transition: "radier", motif },
    journal: "demande-radiee",
    evenement: "demande-radiee",
    precisions: { motif },
    modele: "demande-radiee",
    sortie,
  }));
}

export function reactiverDemande(base: Base, deps: EnvoiDeps, sur: SurFiche): Promise<void> {
  return agir(base, deps, sur, () => ({
    acte: { transition: "reactiver" },
    journal: "demande-reactivee",
    evenement: "demande-reactivee",
    modele: null,
  }));
}
