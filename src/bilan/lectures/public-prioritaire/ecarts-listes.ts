import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { type BailLu, isIndecis, isInverse, isPerdu } from "./bail-lu.ts";
import type { LigneListe } from "./ports.ts";
import type { EcartListe, NatureEcart } from "./publics.ts";

const ACTIONS: Readonly<Record<NatureEcart, string>> = {
  perdu: "À cocher dans l’onglet priorité du SNE.",
  "non-renseigne": "À renseigner dans l’onglet priorité du SNE : une liste connaît ce ménage.",
  indecis: "Demander la date de labellisation à qui tient la liste ; cocher dans le SNE si elle précède le bail.",
  inverse: "Coché dans le SNE, sur aucune liste : vérifier le motif, ou demander la labellisation.",
};

/** Leases to check, by bailleur then day. `withInverse`: includes those on no list, which means nothing without the préfet's list. */
export function listEcarts(
  baux: readonly BailLu[],
  noms: ReadonlyMap<string, string>,
  withInverse: boolean,
): readonly EcartListe[] {
  return baux.flatMap((bail) => {
    const nature = natureOf(bail);
    if (nature === null || (nature === "inverse" && !withInverse)) return [];
    return [
      {
        nature,
        bailleur: bail.bailleur,
        nomBailleur: nameBailleur(bail.bailleur, noms),
        mois: Number(bail.bailSigneLe.slice(5, 7)),
        contingent: bail.contingent,
        fichier: bail.fichier,
        ligne: bail.ligne,
        listes: bail.labels.map((label) => describeLabel(label, noms)).join(" ; "),
        action: ACTIONS[nature],
      },
    ];
  });
}

function natureOf(bail: BailLu): NatureEcart | null {
  if (isPerdu(bail)) return "perdu";
  if (bail.sne === "inconnu" && (bail.syplo === "oui" || bail.liste === "oui")) return "non-renseigne";
  if (isIndecis(bail)) return "indecis";
  return isInverse(bail) ? "inverse" : null;
}

function describeLabel({ bailleur, ligne }: LigneListe, noms: ReadonlyMap<string, string>): string {
  return `${bailleur === null ? "SYPLO" : `liste ${nameBailleur(bailleur, noms)}`}, ligne ${ligne}`;
}
