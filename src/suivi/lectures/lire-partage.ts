import type { Base } from "#socle/lectures/base.ts";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { type EvenementDit, listEvenements } from "./lire-suivi.ts";
import type { DossierSuivi } from "./ports.ts";

export type Drapeau = { readonly libelle: string; readonly valeur: string };

/** What the bodies share on a file (CCH, art. R. 441-2-15): the trail of events, and the alerts. */
export type PartageLu = {
  readonly epci: string;
  readonly dossier: DossierSuivi;
  readonly evenements: readonly EvenementDit[];
  readonly drapeaux: readonly Drapeau[];
};

/** Throws `dossier-inconnu`. */
export async function lirePartage(
  base: Base,
  { epci, demandeur, aujourdhui }: { readonly epci: string; readonly demandeur: string; readonly aujourdhui: string },
): Promise<PartageLu> {
  const [dossier, evenements, drapeaux] = await Promise.all([
    base.suivis.dossier(epci, demandeur),
    listEvenements(base, epci, demandeur),
    listDrapeaux(base, { epci, demandeur, aujourdhui }),
  ]);
  if (dossier === null) {
    throw introuvable("dossier-inconnu", "Cette demande n’existe pas, ou vous n’en lisez pas le dossier.");
  }
  return { epci, dossier, evenements, drapeaux };
}

const PRIORITE = { oui: "Oui", non: "Non", inconnu: "Inconnue : aucun justificatif vérifié" } as const;

/** No table of Blaise holds the préfet's delay or the ranks of a commission yet: both alerts are said to be unknown. */
async function listDrapeaux(
  base: Base,
  { epci, demandeur, aujourdhui }: { readonly epci: string; readonly demandeur: string; readonly aujourdhui: string },
): Promise<readonly Drapeau[]> {
  const lus = await base.suivis.drapeaux(epci, demandeur);
  const jours = lus === null ? null : daysBetween(lus.ancienneteLe, aujourdhui);
  const attente =
    jours === null ? "attente inconnue" : `${formatCompte(Math.floor(jours / 30.44), "mois", "mois")} d’attente`;
  return [
    { libelle: "Priorité (CCH, art. L. 441-1)", valeur: PRIORITE[lus?.priorite ?? "inconnu"] },
    {
      libelle: "Délai anormalement long",
      valeur: `Inconnu : ${attente}, et le délai fixé par le préfet n’est pas renseigné.`,
    },
    {
      libelle: "Classé par une commission, non servi",
      valeur: "Inconnu : les rangs des commissions ne sont pas dans Blaise.",
    },
  ];
}
