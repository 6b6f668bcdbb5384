import type { Base } from "#socle/lectures/base.ts";
import { ecrireDossier, findOffre } from "../actes/ecrire-dossier.ts";
import { checkVisite } from "../regles/regle-offre.ts";

export type VisiteANoter = {
  readonly epci: string;
  readonly id: number;
  readonly offre: number;
  readonly le: string;
  readonly aujourdhui: string;
};

/** Refuses `offre-inconnue`, `offre-close`, `offre-date`, `relogement-date`, `relogement-inconnu`, `droit-absent`. */
export async function noterVisite(base: Base, { epci, id, offre, le, aujourdhui }: VisiteANoter): Promise<void> {
  const objet = () => `offre:${offre}`;
  await ecrireDossier(
    base,
    { epci, id, acte: "relogement-modifie", action: "modifier", objet },
    async (tx, dossier) => {
      checkVisite(findOffre(dossier, offre), le, aujourdhui);
      await tx.relogements.setVisite(epci, offre, le);
    },
  );
}
