import { type Cascade, type Pas, renderCascade } from "#socle/images/graphique-cascade.ts";
import type { ImageFigure } from "#socle/images/image.ts";
import { formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Bilan, Constat } from "../lectures/bilan.ts";

const NOTE =
  "En attributions. Un bailleur ajoute ce qu’il signe au-delà de cette part de ses propres attributions, ou retire ce qui lui manque (barre vide). La somme est l’écart du territoire.";
const NOTE_BORNES = "Le trait va d’un bout à l’autre de ce que l’inconnu permet.";
const NOTE_INCOMPLET = "Sans trait quand le nombre d’attributions inconnues n’est pas dit.";

/**
 * What each bailleur adds to the territory's gap to its rate outside the QPV, or takes from it: `realise − rate × assiette`, which adds up exactly.
 * null under two bailleurs to compare, or for a bilan of one bailleur.
 */
export function renderCascadeBailleurs(bilan: Bilan): ImageFigure | null {
  const comptes = bilan.bailleurs.filter(({ horsQpv }) => horsQpv.assiette > 0);
  if (bilan.bailleur !== null || comptes.length < 2) return null;
  return renderCascade(cascadeOf(bilan, comptes));
}

function cascadeOf({ horsQpv }: Bilan, comptes: Bilan["bailleurs"]): Cascade {
  const { taux, mot } = viseOf(horsQpv);
  const total: Pas = { nom: "Ensemble", ...ecartOf(horsQpv, taux) };
  const connus = comptes.map(({ nom, horsQpv: constat }) => ({ nom, ...ecartOf(constat, taux) }));
  const reste = total.valeur - connus.reduce((sum, { valeur }) => sum + valeur, 0);
  // Under any lease: only the rounding of the sum.
  const sans = Math.abs(reste) < 1e-6 ? [] : [{ nom: "Bailleur inconnu", valeur: reste, bornes: null }];
  const pas = [...connus.toSorted((a, b) => b.valeur - a.valeur), ...sans];
  return {
    titre: `Ce que chaque bailleur ajoute ou retire à l’écart avec ${mot}, hors quartier prioritaire, en attributions`,
    zero: mot,
    pas,
    total,
    notes: [
      NOTE,
      ...([...pas, total].some(({ bornes }) => bornes !== null) ? [NOTE_BORNES] : []),
      ...([horsQpv, ...comptes.map(({ horsQpv }) => horsQpv)].some(({ incomplet }) => incomplet)
        ? [NOTE_INCOMPLET]
        : []),
    ],
  };
}

/** The convention's rate when it has one for the whole year, else the law's. */
function viseOf({ cible, plancher }: Constat): { readonly taux: number; readonly mot: string } {
  if (cible === null || cible.taux === null || cible.parts)
    return { taux: plancher, mot: `le plancher de ${formatTauxCourt(plancher)}` };
  return { taux: cible.taux, mot: `l’objectif voté de ${formatTauxCourt(cible.taux)}` };
}

/** The bounds hold whatever the unknown leases are: a base is off by as many of them at most, and its rate stays within its own bounds. */
function ecartOf({ realise, assiette, bornes, inconnus, incomplet }: Constat, taux: number): Omit<Pas, "nom"> {
  const valeur = realise - taux * assiette;
  if (bornes === null || incomplet || inconnus.total === 0) return { valeur, bornes: null };
  const bases = [Math.max(0, assiette - inconnus.total), assiette + inconnus.total];
  const [low, high] = bornes.map((borne) => bases.map((base) => base * (borne - taux))) as [number[], number[]];
  return {
    valeur,
    bornes: [Math.max(Math.min(...low), valeur - inconnus.total), Math.min(Math.max(...high), valeur + inconnus.total)],
  };
}
