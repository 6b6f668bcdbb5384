import {
  formatBornes,
  formatCompte,
  formatMesure,
  formatRealise,
  formatTauxCourt,
} from "#socle/regles/shared/format.ts";
import type { Bilan, Constat } from "../../lectures/bilan.ts";

type Jugee = Pick<Constat, "verdict" | "manque" | "plancher" | "plancherRetrospectif">;

const EN_COURS = "la période n’est pas finie, rien n’est encore jugé.";

/** The whole bilan in one sentence. It asserts what the verdicts do, and no more. */
export function sayReponseBilan({ total, horsQpv, qpv, libellePeriode }: Bilan): string {
  if (total === 0 && horsQpv.assiette + qpv.assiette === 0) {
    return `Rien n’est jugé pour ${avecArticle(libellePeriode)}\u00A0: aucune attribution n’est publiée.`;
  }
  if (horsQpv.verdict === "en-cours" || qpv.verdict === "en-cours") {
    if (horsQpv.taux === null && qpv.taux === null)
      return `À ce jour, aucune des deux parts n’est connue\u00A0: ${EN_COURS}`;
    return `À ce jour, ${sayMesure(horsQpv)} hors quartier prioritaire et ${sayMesure(qpv)} en quartier\u00A0: ${EN_COURS}`;
  }
  if (horsQpv.verdict === "sans-objet" && qpv.verdict === "sans-objet") return "Aucune attribution n’est à juger.";
  return `Hors quartier prioritaire, ${sayPlancher(horsQpv)}\u00A0; en quartier, ${sayPlancher(qpv)}.`;
}

function avecArticle(periode: string): string {
  return /^[aeiouyéèh]/i.test(periode) ? `l’${periode}` : `le ${periode}`;
}

function sayMesure(constat: Constat): string {
  return constat.taux === null ? "part inconnue" : formatMesure(constat);
}

/** « il manque 24 attributions pour le plancher de 25 % ». */
function sayPlancher({ verdict, manque, plancher, plancherRetrospectif }: Jugee): string {
  const floor = `le plancher de ${formatTauxCourt(plancher)}${plancherRetrospectif ? ", donné pour comparaison," : ""}`;
  if (verdict === "atteint") return `${floor} est atteint`;
  if (verdict === "non-atteint") {
    return manque > 0
      ? `il manque ${formatCompte(manque, "attribution")} pour ${floor.replace(/,$/, "")}`
      : `${floor} n’est pas atteint`;
  }
  return verdict === "indecidable" ? `${floor} dépend de ce qu’on ignore` : "rien n’est à juger";
}

/** Both shares with their counts and their bounds. */
export function sayChapo({ horsQpv, qpv }: Bilan): string {
  return [
    sayCote("Hors quartier prioritaire", "vont à un ménage du 1er quartile ou relogé", horsQpv),
    sayCote("En quartier prioritaire", "vont aux trois autres quartiles", qpv),
  ].join(" ");
}

function sayCote(ou: string, quoi: string, constat: Constat): string {
  const { bornes, assiette } = constat;
  if (assiette === 0)
    return `${ou}, ${bornes === null ? "aucune attribution n’est à compter" : "ce qui compte est inconnu"}.`;
  const doute = bornes && bornes[0] < bornes[1] ? `, ${formatBornes(bornes)} selon ce qu’on ignore` : "";
  return `${ou}, ${formatRealise(constat)} ${quoi}${doute}.`;
}
