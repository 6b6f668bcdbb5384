import { preparerDiffusion } from "#observatoire/actes/diffusion/preparer-diffusion.ts";
import { publierDiffusion } from "#observatoire/actes/diffusion/publier-diffusion.ts";
import type { Session } from "./session.ts";

/** One release to the public, as an officer would prepare and publish it. Does nothing when there is one already. */
export async function publishDiffusionDemo({ base, horloge }: Session, epci: string): Promise<void> {
  if ((await base.diffusions.publique(epci)) !== null) return;
  const diffusion = await preparerDiffusion(base, { epci, aujourdhui: horloge.aujourdhui() });
  // A machine too slow for the audit has a demonstration without its public pages, rather than none.
  if (diffusion.etat === "preparee") await publierDiffusion(base, { epci, id: diffusion.id });
}
