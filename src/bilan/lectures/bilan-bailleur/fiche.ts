import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import {
  formatBornes,
  formatCompte,
  formatJour,
  formatNombre,
  formatRealise,
  formatTaux,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import type { Cible, Constat, Mesures } from "../bilan.ts";
import type { Projection } from "../effort/effort.ts";
import type { BilanBailleur, Comparaison, FiguresBailleur } from "./bilan-bailleur.ts";
import { countBaux } from "./precisions.ts";

/** `nonPrecise`: demandeurs of the contingent without a precision. */
export type OriginePrecisee = {
  readonly libelle: string;
  readonly baux: number;
  readonly partenaires: readonly { readonly nom: string; readonly nombre: number }[];
  readonly nonPrecise: number;
};

/** Content of the page, the PDF, the workbook and the JSON. */
export type FicheBilanBailleur = {
  readonly titre: string;
  readonly mention: string;
  readonly version: BilanBailleur;
  readonly comparaison: Comparaison;
  readonly phrases: { readonly periode: readonly string[]; readonly objectif: readonly string[] };
  readonly precisions: readonly OriginePrecisee[];
  readonly avertissement: string;
};

/** Small counts are for the partners named by the convention (rulebook of secrecy: 11 units for anything published). */
const AVERTISSEMENT =
  "Document interne aux partenaires de la convention : certaines cases comptent moins de 11 ménages. Ne le publiez pas tel quel.";

export function presentBilanBailleur(version: BilanBailleur, comparaison: Comparaison): FicheBilanBailleur {
  const { figures } = version;
  return {
    titre: `Bilan de ${figures.bailleur}, ${figures.libellePeriode}`,
    mention: tellEtat(version),
    version,
    comparaison,
    phrases: { periode: tellPeriode(figures), objectif: tellObjectif(figures) },
    precisions: groupPrecisions(version),
    avertissement: AVERTISSEMENT,
  };
}

function tellEtat({ numero, etat, nomOrganisation, ...v }: BilanBailleur): string {
  const version = `Version ${numero}`;
  if (v.signeLe !== null) {
    const signature = `${version}, signée le ${formatJour(v.signeLe)} au nom de ${nomOrganisation} par ${v.signePar}.`;
    if (etat !== "remplace" || v.remplaceLe === null) return signature;
    return `${signature} Remplacée le ${formatJour(v.remplaceLe)} par une version signée ensuite.`;
  }
  const fait =
    v.commenteLe === null ? `préparée le ${formatJour(v.prepareLe)}` : `commentée le ${formatJour(v.commenteLe)}`;
  return `${version}, ${fait} : à vérifier et à signer par ${nomOrganisation}.`;
}

function tellPeriode({ mesures, libellePeriode }: FiguresBailleur): readonly string[] {
  const { total, horsQpv, qpv, nonLocalisees, sansRessources } = mesures;
  return [
    `${formatCompte(total, "bail signé", "baux signés")} (${libellePeriode}).`,
    `Hors quartier prioritaire, au 1er quartile ou relogés : ${tellConstat(horsQpv)}.`,
    `En quartier prioritaire, quartiles 2 à 4 : ${tellConstat(qpv)}.`,
    `Hors de ces deux calculs : ${formatCompte(nonLocalisees.total, "attribution non localisée", "attributions non localisées")}, ` +
      `${sansRessources === null ? "un nombre inconnu d’attributions sans ressources connues" : formatCompte(sansRessources, "attribution sans ressources connues", "attributions sans ressources connues")}.`,
  ];
}

function tellConstat(constat: Constat): string {
  const { taux, petitEffectif } = constat;
  const count = formatRealise(constat);
  return taux === null || petitEffectif ? count : `${count}, soit ${formatTaux(taux)}`;
}

/** Floor, target and result are told apart; then what remains. */
export function tellObjectif({ cumul, effort, annee }: FiguresBailleur): readonly string[] {
  const { horsQpv, qpv } = cumul.mesures;
  const reste = effort?.cible ?? effort?.plancher;
  return [
    `Résultat, ${cumul.libelle} : ${tellConstat(horsQpv)} hors quartier prioritaire ; ${tellConstat(qpv)} en quartier prioritaire.`,
    ...tellCible("hors quartier prioritaire", cumul.mesures, "horsQpv", annee),
    ...tellCible("en quartier prioritaire", cumul.mesures, "qpv", annee),
    `Plancher légal hors quartier prioritaire, pour comparaison : ${formatTauxCourt(horsQpv.plancher)}${horsQpv.plancherRetrospectif ? " (le texte n’était pas en vigueur)" : ""}.`,
    ...(reste ? [tellReste(reste)] : []),
  ];
}

/** A past year has no chances; reports frozen before verdicts existed keep their words. */
function tellReste({ phrase, verdict, phraseProbabilite }: Projection): string {
  if (verdict !== undefined && verdict !== "en-cours") return phrase;
  return `${phrase} Chances d’atteindre l’objectif au 31 décembre : ${phraseProbabilite}.`;
}

function tellCible(cote: string, mesures: Mesures, objet: "horsQpv" | "qpv", annee: number): readonly string[] {
  const { cible, bornes } = mesures[objet];
  if (!cible) {
    return objet === "qpv" ? [] : [`La convention n’écrit pas d’objectif pour ce bailleur, ${cote}, en ${annee}.`];
  }
  // A rate only becomes a number of leases on those counted so far; a written number is for the year.
  const ecrit =
    cible.nombre === null
      ? `${formatTauxCourt(cible.taux ?? 0)}, soit ${formatNombre(cible.attendu)} sur les attributions comptées à ce jour`
      : formatCompte(cible.nombre, "attribution");
  return [`Objectif de la convention ${cote} en ${annee} : ${ecrit} ; ${tellVerdict(cible, bornes)} (${cible.acte}).`];
}

/** What is missing is only told of a judged objective; in a quarter, the year's number is not judged, but what is left of it is told. */
function tellVerdict({ verdict, manque, nombre }: Cible, bornes: Constat["bornes"]): string {
  const selon = bornes && bornes[0] !== bornes[1] ? `, taux ${formatBornes(bornes)} selon ce qui est inconnu` : "";
  const dit = LIBELLE_VERDICT[verdict].toLowerCase();
  if (verdict === "atteint") return `${dit}${selon}`;
  if (verdict === "non-atteint") return `${dit}, il en manque ${formatNombre(manque)}${selon}`;
  if (verdict === "sans-objet" && nombre !== null) return `il en reste ${formatNombre(manque)} pour l’année${selon}`;
  return `${dit}${selon}`;
}

function groupPrecisions({ figures, precisions }: BilanBailleur): readonly OriginePrecisee[] {
  return [...new Set(precisions.map(({ contingent }) => contingent))].map((contingent) => {
    const own = precisions.filter((row) => row.contingent === contingent);
    const baux = countBaux(figures, contingent);
    return {
      libelle: LIBELLE_CONTINGENT[contingent],
      baux,
      partenaires: own.map(({ partenaire, nombre }) => ({ nom: partenaire, nombre })),
      nonPrecise: baux - own.reduce((total, { nombre }) => total + nombre, 0),
    };
  });
}
