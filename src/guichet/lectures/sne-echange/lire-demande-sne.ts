import type { FicheRegistre } from "#dossier/lectures/registre/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { DemandeSne } from "./service-sne.ts";

/** The demande as the message of the national system has it. Refuses `sne-incomplet`. */
export async function lireDemandeSne(base: Base, fiche: FicheRegistre): Promise<DemandeSne> {
  const { epci, demandeur, identite } = fiche;
  const { nom, prenom, naissance } = identite;
  if (nom === null || prenom === null || naissance === null) {
    throw new Refus("sne-incomplet", "Le système national demande le nom, le prénom et la naissance : complétez-les.");
  }
  const [menage, ligne] = await Promise.all([
    base.registres.menage(epci, demandeur),
    base.registres.ligne(epci, demandeur),
  ]);
  const { personnes = null, typologie = null, motif = null } = menage ?? {};
  return { nom, prenom, naissance, personnes, typologie, motif, communes: ligne?.communes ?? [] };
}
