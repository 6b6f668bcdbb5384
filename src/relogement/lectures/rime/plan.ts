import { CLOTURES } from "../../regles/etat.ts";
import type { MenageFusionne } from "./fusion.ts";
import type { BlocageAOuvrir, MenageAEcrire, OffreAEcrire, PlanRime } from "./ports.ts";
import type { EtatBase } from "./rapprocher.ts";
import { findDemolition } from "./regles-menage.ts";
import { beyondTrois, decisionsLibres, findBailleur } from "./regles-offres.ts";

type Quand = { readonly aujourdhui: string; readonly synthetique?: boolean };

/** Plan of the writes for the households kept, all already checked. */
export function makePlan(menages: readonly MenageFusionne[], etat: EtatBase, quand: Quand): PlanRime {
  const changed = (menage: MenageFusionne) => menage.existant === null || menage.differences.length > 0;
  const ecrits = menages.map((menage) => ({ menage, ecrit: toMenage(menage, etat, quand) }));
  return {
    // A state may change without a cell of its own: by the lease of an offer.
    menages: ecrits.flatMap(({ menage, ecrit }) => (changed(menage) ? [ecrit] : [])),
    offres: menages.flatMap((menage) => toOffres(menage, etat)),
    blocages: ecrits.flatMap(({ menage, ecrit }) => toBlocage(menage, ecrit)),
  };
}

function toMenage(menage: MenageFusionne, etat: EtatBase, { aujourdhui, synthetique }: Quand): MenageAEcrire {
  const { existant, apres } = menage;
  const { operation: nom, ...valeurs } = apres;
  const demolition = existant ? null : findDemolition(etat.demolitions, nom ?? "");
  const operation = existant?.operation ?? demolition?.operation;
  const organisation = existant?.bailleur.organisation ?? demolition?.organisation;
  if (operation === undefined || organisation === undefined) throw new Error("a household without its demolition");
  const [devenu, depuis] = [apres.etat ?? "a-rencontrer", apres.etatDepuis ?? aujourdhui];
  return {
    ...valeurs,
    operation,
    organisation,
    etat: devenu,
    etatDepuis: depuis,
    id: existant?.id ?? null,
    revision: existant?.revision ?? null,
    closLe: CLOTURES.includes(devenu) ? depuis : null,
    synthetique: existant?.synthetique ?? synthetique ?? false,
  };
}

function toOffres(menage: MenageFusionne, etat: EtatBase): readonly OffreAEcrire[] {
  const decisions = decisionsLibres(menage);
  const supplementaires = beyondTrois(menage.offres).filter(({ existante }) => existante === null);
  return menage.offres
    .filter(({ existante, differences }) => existante === null || differences.length > 0)
    .map((offre) => {
      const { bailleur, ...valeurs } = offre.apres;
      const relogeur = offre.existante?.logement.bailleur.organisation ?? organisationOf(etat, bailleur);
      const rang = supplementaires.indexOf(offre);
      const ouverte = rang < 0 ? null : (decisions[rang]?.id ?? null);
      return {
        ...valeurs,
        relogeur,
        id: offre.existante?.id ?? null,
        decisionComite: offre.existante ? offre.existante.decisionComite : ouverte,
      };
    });
}

function organisationOf({ bailleurs }: EtatBase, ecrit: string | null): number {
  const found = ecrit === null ? null : findBailleur(bailleurs, ecrit);
  if (!found) throw new Error("an offer without its bailleur");
  return found.organisation;
}

function toBlocage({ existant, apres, reference }: MenageFusionne, ecrit: MenageAEcrire): readonly BlocageAOuvrir[] {
  if (ecrit.etat !== "bloque" || apres.motifBlocage === null || existant?.blocage) return [];
  return [{ reference, motif: apres.motifBlocage, le: ecrit.etatDepuis }];
}
