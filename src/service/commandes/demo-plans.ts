import { etablirPlan } from "#attributions/actes/plan/etablir-plan.ts";
import { eligiblesPour } from "#attributions/lectures/rapprochement/eligibles-pour.ts";
import { PARAMETRES_PLAN } from "#attributions/regles/plan/parametres-plan.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

/** One proposal for the dwellings to let of the synthetic bailleur, by its own account. Does nothing when there is one. The dwellings must exist. */
export async function openPlansDemo(session: SessionDemo, epci: string): Promise<void> {
  const base = await baseDemo(session, "responsable-bailleur", { ressource: "proposition", action: "creer" });
  if (base === null) return;
  const ouvertes = await base.liberations.list(epci, { etat: "ouvertes", filiere: null, bailleur: null });
  const [first] = ouvertes;
  if (!first || (await base.plans.list(epci)).length > 0) return;
  await etablirPlan(base, eligiblesPour, {
    epci,
    nom: "Prochaine commission (démonstration)",
    parametres: PARAMETRES_PLAN,
    seance: null,
    aujourdhui: session.horloge.aujourdhui(),
    liberations: ouvertes
      .filter(({ bailleur }) => bailleur.organisation === first.bailleur.organisation)
      .map(({ id }) => id),
  });
}
