import type { Mesures } from "#bilan/lectures/bilan.ts";
import { readAnnee } from "#bilan/lectures/measure-annee.ts";
import type { CompteLocalise } from "#droit/regles/attribution/compte.ts";
import type { Base } from "#socle/lectures/base.ts";

/** A year's measures now, and were the unlocated leases of the addresses on either side. */
export type EffetLocalisation = { readonly avant: Mesures; readonly qpv: Mesures; readonly horsQpv: Mesures };

/** Both answers, counted on the leases that they would move: nothing is tried in the database. */
export async function previewLocalisation(
  base: Pick<Base, "cubes" | "localisations">,
  { epci, cles }: { readonly epci: string; readonly cles: readonly string[] },
  annee: number,
): Promise<EffetLocalisation> {
  const [{ comptes, measure }, touches] = await Promise.all([
    readAnnee(base, epci, annee),
    base.localisations.comptes(epci, cles, annee),
  ]);
  return {
    avant: measure(comptes),
    qpv: measure(deplacer(comptes, touches, "qpv")),
    horsQpv: measure(deplacer(comptes, touches, "hors-qpv")),
  };
}

/** Takes the leases out of the unlocated cells that count like them, and puts them on the side. */
function deplacer(
  comptes: readonly CompteLocalise[],
  touches: readonly CompteLocalise[],
  situation: "qpv" | "hors-qpv",
): readonly CompteLocalise[] {
  const restant = new Map(touches.map((touche) => [keyOf(touche), touche.nombre]));
  const gardes = comptes.map((compte) => {
    if (compte.situation !== "inconnue" || compte.doublePossible === true) return compte;
    const voulu = restant.get(keyOf(compte)) ?? 0;
    const pris = Math.min(voulu, compte.nombre);
    restant.set(keyOf(compte), voulu - pris);
    return { ...compte, nombre: compte.nombre - pris };
  });
  return [...gardes, ...touches.map((touche) => ({ ...touche, situation, probable: "inconnue" as const }))];
}

function keyOf({ quartile, ressources, relogement, probable = "inconnue" }: CompteLocalise): string {
  return [quartile, ressources, relogement, probable].join(" ");
}
