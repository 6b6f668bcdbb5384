import { yearOf } from "#donnees/regles/convention/duree-objectif.ts";
import { labelLieu } from "#donnees/regles/convention/lieu.ts";
import { formatCompte, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import type { ControleConvention, MatiereControle } from "./controles.ts";
import { labelTerritorialise } from "./objectif-territorialise.ts";
import { type AxeParts, type EcartParts, findEcarts, lineOfEngagement } from "./parts-et-tout.ts";

const PARTS: Readonly<Record<AxeParts, readonly [string, string]>> = {
  secteur: ["secteur", "secteurs"],
  commune: ["commune", "communes"],
  qpv: ["quartier", "quartiers"],
  bailleur: ["bailleur", "bailleurs"],
  trimestre: ["trimestre", "trimestres"],
};

/** Compares objectives of parts with those of their whole. */
export function checkParts({ version, noms, lieux }: MatiereControle): ControleConvention[] {
  const lignes = [...version.engagements.map(lineOfEngagement), ...version.territorialises];
  return findEcarts(lignes).map((ecart) => ({
    code: "objectif-parts",
    gravite: isShortOfPlaces(ecart) ? "information" : "alerte",
    annee: yearOf(ecart.tout.du),
    porteur: ecart.tout.porteur,
    phrase: sayEcart(ecart, { bailleurs: noms, lieux: lieux ?? new Map() }),
  }));
}

/** Nothing tells that all places, or bailleurs, are listed. */
function isShortOfPlaces({ axe, somme, nombre, auDela }: EcartParts): boolean {
  return auDela.length === 0 && axe !== "trimestre" && somme < nombre;
}

type Noms = Parameters<typeof labelTerritorialise>[1];

/** « Hors QPV, Hamaris, tout le territoire, 2018 : les 3 communes font 24 attributions, l’ensemble en écrit 30. » */
export function sayEcart({ axe, tout, nombre, parts, somme, auDela }: EcartParts, noms: Noms): string {
  const whole = `${labelTerritorialise(tout, noms)} : `;
  if (auDela.length > 0) {
    const who = auDela.map((part) => `${labelLieu(part.lieu, noms.lieux)} (${formatNombre(part.nombre ?? 0)})`);
    return `${whole}${joinFrench(who)} demande plus que l’ensemble, qui écrit ${formatNombre(nombre)}. Vérifiez lequel vaut.`;
  }
  const many = formatCompte(parts.length, ...PARTS[axe]);
  return `${whole}${many} font ${formatCompte(somme, "attribution")}, l’ensemble en écrit ${formatNombre(nombre)}.`;
}
