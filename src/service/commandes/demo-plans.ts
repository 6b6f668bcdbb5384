import { etablirPlan } from "#attributions/actes/plan/etablir-plan.ts";
import { eligiblesPour } from "#attributions/lectures/rapprochement/eligibles-pour.ts";
import { PARAMETRES_PLAN } from "#attributions/regles/plan/parametres-plan.ts";
import type { Session } from "./session.ts";

/** One proposal for the dwellings to let of the synthetic bailleur, by its own account. Does nothing when there is one. The dwellings must be there. */
export async function openPlansDemo({ bases, horloge }: Session, epci: string): Promise<void> {
  const aujourdhui = horloge.aujourdhui();
  const compte = await bases.connexions.findCompteByCourriel("responsable-bailleur@demonstration.invalid");
  const acteur = compte && (await bases.connexions.readActeur(compte.id, aujourdhui));
  if (!acteur) return;
  const base = bases.pour(acteur, { ressource: "proposition", action: "creer" });
  const ouvertes = await base.liberations.list(epci, { etat: "ouvertes", filiere: null, bailleur: null });
  const [first] = ouvertes;
  if (!first || (await base.plans.list(epci)).length > 0) return;
  await etablirPlan(base, eligiblesPour, {
    epci,
    nom: "Prochaine commission (démonstration)",
    parametres: PARAMETRES_PLAN,
    seance: null,
    aujourdhui,
    liberations: ouvertes
      .filter(({ bailleur }) => bailleur.organisation === first.bailleur.organisation)
      .map(({ id }) => id),
  });
}
