import { preparerDiffusion } from "#observatoire/actes/diffusion/preparer-diffusion.ts";
import { publierDiffusion } from "#observatoire/actes/diffusion/publier-diffusion.ts";
import type { Session } from "./session.ts";

/** One public release, prepared and published as an officer would. Does nothing when there is one already. */
export async function publishDiffusionDemo({ base, horloge }: Session, epci: string): Promise<void> {
  if ((await base.diffusions.publique(epci)) !== null) return;
  const diffusion = await preparerDiffusion(base, { epci, aujourdhui: horloge.aujourdhui() });
  // On a machine too slow for the audit, the demonstration has no public pages.
  if (diffusion.etat === "preparee") await publierDiffusion(base, { epci, id: diffusion.id });
}
