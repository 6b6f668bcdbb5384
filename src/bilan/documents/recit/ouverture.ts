import type { FigureOuverte, MesureOuverte, Ouverture } from "#socle/documents/document.ts";
import type { CarteCommunes } from "#socle/images/carte.ts";
import { renderRegle } from "#socle/images/regle.ts";
import { formatBornes, formatMesure, formatRealise, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Bilan, Constat } from "../../lectures/bilan.ts";
import type { Histoire } from "../../lectures/histoire/histoire.ts";
import { phraseCible, phraseManque } from "../phrases.ts";
import { composeActions } from "./actions.ts";
import { sayChangements } from "./changements.ts";
import { sayPourquoi } from "./pourquoi.ts";
import { sayChapo, sayReponseBilan } from "./reponse.ts";
import { drawTendance } from "./tendance.ts";

type Contenu = { readonly annexes: { readonly histoire?: Histoire } };
type Fige = Contenu & { readonly figeLe: string };

export type RecitDemande = {
  readonly bilan: Bilan;
  /** null when the territory has no contours. */
  readonly carte: CarteCommunes | null;
  /** A frozen version, or what would be frozen: its own history is told. */
  readonly rapport?: Fige | undefined;
  readonly projet?: Contenu | undefined;
  readonly histoire?: Histoire | undefined;
};

/** The page's width, in pixels of the drawing's frame: the loupe of a curve is then beside it. */
const PLEINE_PAGE = 820;

/** The first page of a bilan: answer, why, what changed, what to do, one map and one curve. */
export function composeOuverture(demande: RecitDemande): Ouverture {
  const { bilan, carte } = demande;
  const histoire = histoireOf(demande);
  return {
    reponse: sayReponseBilan(bilan),
    chapo: sayChapo(bilan),
    mesures: composeMesuresOuvertes(bilan),
    textes: [
      { titre: "Pourquoi", phrases: sayPourquoi(bilan) },
      { titre: "Ce qui a changé", phrases: sayChangements(bilan, histoire) },
    ].filter(({ phrases }) => phrases.length > 0),
    tendance: drawTendance(bilan, histoire, PLEINE_PAGE),
    carte: figureCarte(carte),
    actions: composeActions(bilan),
  };
}

export function histoireOf({ rapport, projet, histoire }: RecitDemande): Histoire | undefined {
  const contenu = rapport ?? projet;
  return contenu ? contenu.annexes.histoire : histoire;
}

export function composeMesuresOuvertes({ horsQpv, qpv }: Bilan): readonly [MesureOuverte, MesureOuverte] {
  return [
    mesureOf("Hors quartier prioritaire, 1er quartile ou relogés", horsQpv),
    mesureOf("En quartier prioritaire, quartiles 2 à 4", qpv),
  ];
}

function mesureOf(nom: string, constat: Constat): MesureOuverte {
  const { cible } = constat;
  return {
    nom,
    valeur: formatMesure(constat),
    verdict: constat.verdict,
    base: constat.petitEffectif && constat.taux !== null ? "moins de 20 attributions" : formatRealise(constat),
    regle: regleOf(nom, constat),
    notes: [phraseManque(constat), ...(cible ? [`${phraseCible(cible)}.`] : [])],
  };
}

export function regleOf(nom: string, constat: Constat): MesureOuverte["regle"] {
  const { taux, bornes, plancher, cible, petitEffectif } = constat;
  if (taux === null && bornes === null) return null;
  const vise = cible?.taux ? `, objectif voté ${formatTauxCourt(cible.taux)}` : "";
  const doute = bornes ? `, bornes ${formatBornes(bornes)}` : "";
  const alternative = `${nom} : ${formatMesure(constat)}, plancher ${formatTauxCourt(plancher)}${vise}${doute}`;
  const part = petitEffectif ? null : taux;
  return {
    svg: renderRegle({ part, bornes, loi: plancher, vote: cible?.taux ?? null, nom: alternative }),
    alternative,
  };
}

const TITRE_CARTE = "Hors quartier, commune par commune";

export function figureCarte(carte: CarteCommunes | null): FigureOuverte {
  if (carte === null) {
    const note = "Pas de carte\u00A0: aucun contour de commune n’est connu pour ce territoire.";
    return { titre: TITRE_CARTE, svg: null, alternative: "", legende: [], notes: [note] };
  }
  return {
    titre: TITRE_CARTE,
    svg: carte.svg,
    alternative:
      "Carte des communes colorées selon leur part d’attributions hors quartier prioritaire au 1er quartile ou relogés. Les valeurs figurent dans le tableau par commune.",
    legende: carte.legende.map(({ svg, libelle }) => ({ svg, libelle })),
    notes: [carte.classes, ...(carte.mention ? [carte.mention] : [])],
  };
}
