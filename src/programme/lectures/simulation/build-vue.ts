import {
  formatCompte,
  formatFraction,
  formatNombre,
  formatTaux,
  formatTauxCourt,
} from "#socle/regles/shared/format.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import type { Facteur } from "../../regles/simulation/hypotheses.ts";
import { labelPeriode } from "../../regles/simulation/periode.ts";
import { figureAnnees, figureBailleurs, figureRelogements, figureVacance } from "./figures.ts";
import { imprimerHypotheses } from "./imprimer-hypotheses.ts";
import type { AnneeSimulee, BoutTornade, ResultatSimulation, TauxSimule } from "./modele/resultat.ts";
import type { Calcul, EnteteScenario, PartBailleur, Scenario } from "./ports.ts";
import type { BoiteDite, BoutDit, VueSimulation } from "./vue.ts";

/** A kept scenario, as far as the actor may read it. */
export function vueOfScenario(territoire: Territoire, scenario: Scenario): VueSimulation {
  const { id, nom, empreinte, synthetique, figeLe, figePar, archiveLe } = scenario;
  return buildVue(territoire, scenario, {
    scenario: { id, nom, empreinte, synthetique, figeLe, figePar, archiveLe },
    bailleurs: scenario.bailleurs,
  });
}

/** A result just computed, for a reader of every bailleur. */
export function vueOfCalcul(territoire: Territoire, calcul: Calcul): VueSimulation {
  const bailleurs = calcul.demande.hypotheses.bailleurs.map(
    (hypothese, rang): PartBailleur => ({
      rang,
      hypothese,
      resultat: calcul.resultat.bailleurs.find(({ siren }) => siren === hypothese.siren) ?? null,
      parcs: calcul.resultat.parcs.filter(({ bailleur }) => bailleur?.siren === hypothese.siren),
    }),
  );
  return buildVue(territoire, calcul, { scenario: null, bailleurs });
}

type Cote = {
  readonly scenario: Omit<EnteteScenario, "leviers" | "periode"> | null;
  readonly bailleurs: readonly PartBailleur[];
};

function buildVue(territoire: Territoire, { demande, resultat }: Calcul, { scenario, bailleurs }: Cote): VueSimulation {
  const { reference, attributionsAnnuelles } = demande.hypotheses;
  const taux = reference.q1 / reference.attributions;
  return {
    epci: territoire.epci,
    territoire: territoire.nom,
    demonstration: territoire.demonstration,
    titre: titreSimulation(resultat),
    scenario,
    demande,
    resultat,
    reponse: [tellVerdict(resultat), resultat.reponse],
    boites: listBoites(resultat),
    tornade: tellTornade(resultat),
    hypotheses: imprimerHypotheses(resultat.hypotheses),
    depart: {
      annee: reference.annee,
      taux,
      phrase: `En ${reference.annee}, ${formatTaux(taux)} : ${formatFraction(reference.q1, reference.attributions)} attributions hors QPV, relogements non comptés.`,
    },
    calendrier: [...tellCalendrier(resultat.annees, attributionsAnnuelles.horsQpv), resultat.relogement.phrase],
    figures: {
      annees: figureAnnees(resultat),
      relogements: figureRelogements(resultat, attributionsAnnuelles.horsQpv),
      vacance: figureVacance(resultat.parcs),
      bailleurs: figureBailleurs(resultat, bailleurs),
    },
  };
}

/** « Peut-on atteindre 25 % en 2021–2023 ? » */
function titreSimulation({ periode }: Pick<ResultatSimulation, "periode">): string {
  const { taux } = periode;
  const cible = taux.chance ? formatTauxCourt(taux.chance.cible) : "la cible";
  return `Peut-on atteindre ${cible} en ${labelPeriode(periode)} ?`;
}

/** Thresholds of the words « non » and « oui », on the probability of reaching the target; chosen by Blaise. */
const CHANCES = { non: 0.25, oui: 0.75, surement: 0.95 } as const;

function tellVerdict({ periode }: ResultatSimulation): string {
  const chance = periode.taux.chance?.probabilite ?? null;
  if (chance === null) return "Avec ces hypothèses, il n’y a pas de réponse.";
  if (chance < CHANCES.non) return "Avec ces hypothèses, non.";
  if (chance < CHANCES.oui) return "Avec ces hypothèses, rien n’est assuré.";
  return chance < CHANCES.surement ? "Avec ces hypothèses, oui, probablement." : "Avec ces hypothèses, oui.";
}

function listBoites({ annees, periode }: ResultatSimulation): readonly BoiteDite[] {
  const { taux } = periode;
  return [
    ...annees.flatMap(({ annee, taux: own }) => boiteOf(String(annee), own)),
    ...boiteOf(labelPeriode(periode), taux).map((boite) => ({
      ...boite,
      ensemble: true as const,
    })),
  ];
}

function boiteOf(libelle: string, { eventail, chance }: TauxSimule): readonly BoiteDite[] {
  if (eventail === null) return [];
  const { q05, q25, q50, q75, q95 } = eventail;
  return [{ libelle, quantiles: [q05, q25, q50, q75, q95], cible: chance?.cible ?? null }];
}

function tellTornade({ periode, tornade }: ResultatSimulation): VueSimulation["tornade"] {
  const centre = periode.taux.central;
  if (centre === null) return null;
  const barres = tornade.flatMap(({ facteur, libelle, bas, haut }) =>
    bas.central === null || haut.central === null
      ? []
      : [{ libelle, bas: boutOf(facteur, bas, bas.central), haut: boutOf(facteur, haut, haut.central) }],
  );
  return barres.length === 0 ? null : { centre, cible: periode.taux.chance?.cible ?? null, barres };
}

function boutOf(facteur: Facteur, { valeur, probabilite }: BoutTornade, taux: number): BoutDit {
  return { texte: formatFacteur(facteur, valeur), taux, probabilite };
}

/** « 35,0 % », « + 0,5 point par an », « 396 », « 1 an plus tard ». */
function formatFacteur(facteur: Facteur, valeur: number): string {
  switch (facteur) {
    case "attributionsHorsQpv":
      return formatNombre(Math.round(valeur));
    case "rotationHorsQpv":
      return formatTaux(valeur);
    case "decalage":
      return valeur === 0
        ? "sans décalage"
        : `${formatCompte(Math.abs(valeur), "an")} plus ${valeur < 0 ? "tôt" : "tard"}`;
    case "gainAnnuel":
      return `${formatPoints(valeur)}/an`;
    default:
      return formatTauxCourt(valeur);
  }
}

const points = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2, signDisplay: "exceptZero" });

function formatPoints(valeur: number): string {
  return `${points.format(Math.round(valeur * 1e4) / 100).replace("-", "−")}\u00A0pt`;
}

/** Sentences on the count to rehouse, the years, and the share of the leases of the busiest year; none without rehousing. */
function tellCalendrier(annees: readonly AnneeSimulee[], attributions: number): readonly string[] {
  const busy = annees.filter(({ relogements }) => relogements > 0);
  const [first, last] = [busy[0], busy.at(-1)];
  if (!first || !last) return [];
  const total = busy.reduce((sum, { relogements }) => sum + relogements, 0);
  const fullest = busy.reduce((most, annee) => (annee.relogements > most.relogements ? annee : most));
  const between = first.annee === last.annee ? `en ${first.annee}` : `de ${first.annee} à ${last.annee}`;
  return [
    `${formatCompte(total, "ménage est à reloger", "ménages sont à reloger")} ${between} ; l’année la plus chargée est ${fullest.annee}, avec ${formatCompte(fullest.relogements, "ménage")}.`,
    tellCharge(fullest, attributions),
  ];
}

function tellCharge({ relogementsHorsQpv: reloges }: AnneeSimulee, attributions: number): string {
  if (reloges === 0 || attributions === 0) {
    return "Aucun n’irait hors QPV : les attributions hors QPV n’en portent pas la charge.";
  }
  return `Cette année-là, ${formatNombre(Math.round(reloges))} iraient hors QPV, soit ${formatTaux(reloges / attributions)} des ${formatNombre(attributions)} attributions hors QPV de l’année.`;
}
