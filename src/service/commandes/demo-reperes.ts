import { ecrireDemarche, ecrirePopulation } from "#bilan/actes/repere/ecrire-reperes.ts";
import { keyLieu } from "#donnees/regles/convention/lieu.ts";
import { SAINT_DIZIER } from "../../../demo/communes.ts";
import {
  DEMARCHES,
  POPULATION_SAINT_DIZIER,
  POPULATION_TERRITOIRE,
  POPULATION_VERT_BOIS,
} from "../../../demo/reperes.ts";
import type { Session } from "./session.ts";

/** The dated and counted steps of the signed document, through the acts. Does nothing when the territory has a step already. */
export async function openReperesDemo(
  { base, horloge }: Pick<Session, "base" | "horloge">,
  epci: string,
): Promise<void> {
  if ((await base.reperes.demarches(epci)).length > 0) return;
  const ou = { epci, millesime: null, anneeCourante: Number(horloge.aujourdhui().slice(0, 4)) };
  await base.transaction(async (tx) => {
    for (const demarche of DEMARCHES) await ecrireDemarche({ base: tx }, { ...demarche, epci });
    await ecrirePopulation({ base: tx }, { ...ou, ...POPULATION_TERRITOIRE, lieu: keyLieu(null) });
    const centre = keyLieu({ genre: "commune", code: SAINT_DIZIER });
    await ecrirePopulation({ base: tx }, { ...ou, ...POPULATION_SAINT_DIZIER, lieu: centre });
    const vertBois = (await tx.cubes.quartiers(epci)).find(({ nom }) => nom.startsWith("Vert-Bois"));
    if (!vertBois) return;
    const lieu = keyLieu({ genre: "qpv", code: vertBois.code });
    await ecrirePopulation({ base: tx }, { ...ou, ...POPULATION_VERT_BOIS, lieu });
  });
}
