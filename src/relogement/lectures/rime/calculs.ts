import { formatCompte, formatEuros } from "#socle/regles/shared/format.ts";
import type { LigneRime, RimeLu } from "../../formats/rime/read-rime.ts";
import type { ValeursMenage } from "../../formats/rime/valeurs.ts";
import type { CoutLogement } from "../../regles/menage.ts";
import { computeResteACharge } from "../../regles/reste-a-charge.ts";

/** Tolerance in euros: amounts rounded to the euro in a file are no difference. */
const ECART_TOLERE = 1;

/** Warnings on the computed amounts of the file that differ from Blaise's; the file's are never kept. */
export function avertirCalculs({ menages, offres }: RimeLu): readonly string[] {
  return [
    ...avertir(menages, "Reste à charge avant", (ligne) => [
      ligne.calculs.origineReste,
      computeResteACharge(origineOf(ligne.valeurs)).euros,
    ]),
    ...avertir(offres, "Reste à charge estimé", (ligne) => [
      ligne.calculs.reste,
      computeResteACharge(ligne.valeurs).euros,
    ]),
  ];
}

/** Dwelling of origin, in the form of an offer's. */
function origineOf(valeurs: ValeursMenage): CoutLogement {
  const { origineLoyer: loyer, origineCharges: charges, origineApl: apl, origineSurface: surface } = valeurs;
  return { loyer, charges, apl, surface };
}

type Lue<V> = Extract<LigneRime<V>, { readonly lue: true }>;

function avertir<V>(
  lignes: readonly LigneRime<V>[],
  colonne: string,
  read: (ligne: Lue<V>) => readonly [ecrit: number | undefined, calcule: number | null],
): readonly string[] {
  const ecarts = lignes.flatMap((ligne) => {
    if (!ligne.lue) return [];
    const [ecrit, calcule] = read(ligne);
    if (ecrit === undefined || calcule === null || Math.abs(ecrit - calcule) <= ECART_TOLERE) return [];
    return [{ ligne: ligne.ligne, ecrit, calcule }];
  });
  const [premier] = ecarts;
  if (!premier) return [];
  const { ligne, ecrit, calcule } = premier;
  return [
    `« ${colonne} » : ${formatCompte(ecarts.length, "montant")} du fichier, autre que loyer + charges − APL (ligne ${ligne} : ${formatEuros(ecrit)} contre ${formatEuros(calcule)}). Blaise les recalcule et ne lit pas cette colonne.`,
  ];
}
