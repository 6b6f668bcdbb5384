import type { Context } from "hono";
import { introuvable } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";
import { type PartieSimulation, partiesOf } from "../../pages/simulation/parties.tsx";

/** Refuses `partie-inconnue`, alike for a part that has nothing to show to this reader. */
export function readPartie(c: Context<Env>, vue: VueSimulation): PartieSimulation {
  const asked = c.req.query("partie") ?? "reponse";
  const partie = partiesOf(vue).find((code) => code === asked);
  if (partie) return partie;
  throw introuvable("partie-inconnue", "Cette partie n’existe pas, ou n’a rien à vous montrer.");
}
