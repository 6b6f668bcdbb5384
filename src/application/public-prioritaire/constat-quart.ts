import { type Contingent, LIBELLE_CONTINGENT } from "#domain/attribution/attribution.ts";
import { findValeur, hasValeur } from "#domain/droit/parametre.ts";
import { boundShare, decideShare, judgeShare } from "#domain/droit/part.ts";
import { type ComptePrioritaire, countPrioritaires, REGLES_PRIORITAIRES } from "#domain/droit/publics-prioritaires.ts";
import { formatBornes, formatCompte, formatMesure, formatNombre, formatTauxCourt } from "#domain/shared/format.ts";
import { ceilShare, share } from "#domain/shared/taux.ts";
import type { ConstatQuart } from "./publics.ts";

/** Under this base a percentage misleads: the fraction is shown, as everywhere. */
const PETIT_EFFECTIF = 20;

type Demande = {
  readonly contingent: Contingent;
  /** The rule of its last day is the year's. */
  readonly annee: number;
  readonly nom?: string;
  readonly bailleur?: string;
  /** The reading is one bailleur's: a réservataire's quarter is its own, over all bailleurs, and obliges none of them alone. */
  readonly seulBailleur?: boolean;
};

/** The cells are those of the bailleur, or of the whole reading. */
export function measureQuart(comptes: readonly ComptePrioritaire[], demande: Demande): ConstatQuart {
  const { contingent, nom = LIBELLE_CONTINGENT[contingent], bailleur = null } = demande;
  const count = countPrioritaires(comptes, contingent);
  const plancher = findPlancher(demande);
  const attendu = plancher === null ? null : ceilShare(count.total, plancher.taux);
  const constat = {
    contingent,
    nom,
    bailleur,
    assiette: count.total,
    realise: count.part,
    dalo: count.dalo,
    daloInconnu: count.daloInconnu,
    indecis: count.indecis,
    contingentInconnu: count.inconnusPart + count.inconnusAutres + count.inconnusIndecis,
    taux: share(count.part, count.total),
    petitEffectif: count.total < PETIT_EFFECTIF,
    bornes: boundShare(count),
    plancher,
    attendu,
    manque: attendu === null ? null : Math.max(0, attendu - count.part),
    verdict: plancher === null ? ("sans-objet" as const) : judgeShare(count, plancher.taux),
    trancher: plancher === null ? null : decideShare(count, plancher.taux),
  };
  return { ...constat, phrase: phraseQuart(constat) };
}

function findPlancher({ contingent, annee, seulBailleur = false }: Demande): ConstatQuart["plancher"] {
  const regle = REGLES_PRIORITAIRES[contingent];
  if (seulBailleur && regle?.par === "reservataire") return null;
  const date = `${annee}-12-31`;
  if (!regle || !hasValeur(regle.taux, date)) return null;
  const { valeur, confiance } = findValeur(regle.taux, date);
  return { taux: valeur, confiance };
}

type SansPhrase = Omit<ConstatQuart, "phrase">;

function phraseQuart(constat: SansPhrase): string {
  const { assiette, realise, nom } = constat;
  if (assiette === 0) return `${nom} : aucune attribution connue sur ces logements.`;
  const counted = `${nom} : ${formatNombre(realise)} des ${formatCompte(assiette, "attribution")} à un public DALO ou prioritaire`;
  const part = constat.petitEffectif ? "" : ` (${formatMesure(constat)})`;
  return `${counted}${part}${phrasePlancher(constat)}${phraseInconnus(constat)}.`;
}

function phrasePlancher({ plancher, attendu, manque, verdict }: SansPhrase): string {
  if (plancher === null || attendu === null) return ", sans part à atteindre";
  const floor = `, il en faut ${formatNombre(attendu)} (${formatTauxCourt(plancher.taux)}${plancher.confiance === "B" ? ", à confirmer" : ""})`;
  const answers = {
    atteint: " : atteint",
    "non-atteint": ` : il en manque ${formatNombre(manque ?? 0)}`,
    indecidable: " : indécidable",
    "sans-objet": "",
  };
  return `${floor}${answers[verdict]}`;
}

function phraseInconnus({ indecis, contingentInconnu, bornes, trancher }: SansPhrase): string {
  const unknown = [
    ...(indecis > 0 ? [`${formatCompte(indecis, "statut")} non ${indecis > 1 ? "renseignés" : "renseigné"}`] : []),
    ...(contingentInconnu > 0
      ? [`${formatCompte(contingentInconnu, "contingent")} non ${contingentInconnu > 1 ? "renseignés" : "renseigné"}`]
      : []),
  ];
  if (unknown.length === 0 || bornes === null) return "";
  const decides = trancher
    ? ` ; en renseigner ${formatNombre(trancher.auMieux)} peut suffire à trancher, ${formatNombre(trancher.suffit)} suffisent toujours`
    : "";
  return ` ; avec ${unknown.join(" et ")}, la part est ${formatBornes(bornes)}${decides}`;
}
