import type { Inconnus } from "#droit/regles/causes.ts";
import { sayInconnus, sayTrancher } from "#droit/regles/dire-causes.ts";
import { sayDoute } from "#droit/regles/dire-verdict.ts";
import { formatBornes, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";

type Jugee = Parameters<typeof sayDoute>[0] & {
  readonly verdict: Verdict;
  readonly inconnus: Inconnus;
  readonly suffit: number | null;
};

type Cotes = { readonly horsQpv: Jugee; readonly qpv: Jugee };

/** null: nothing is unknown. */
export function alerteInconnus({ horsQpv, qpv }: Cotes): { titre: string; texte: string } | null {
  const told = [sayIssue("Hors quartier prioritaire", horsQpv), sayIssue("En quartier prioritaire", qpv)];
  if (horsQpv.inconnus.total + qpv.inconnus.total === 0 && !horsQpv.incomplet) return null;
  return { titre: "Ce qu’on ignore de certaines attributions.", texte: told.join(" ") };
}

/** What is unknown on one side, and what it leaves open. */
export function sayIssue(ou: string, constat: Jugee): string {
  const plancher = `le plancher de ${formatTauxCourt(constat.plancher)}`;
  if (!constat.bornes || constat.verdict === "sans-objet") return `${ou}, il n’y a rien à compter.`;
  const inconnus = sayInconnus(constat.inconnus);
  if (inconnus === null) return `${ou}, ${constat.incomplet ? sayDoute(constat) : "rien n’est inconnu"}.`;
  const taux = `taux ${formatBornes(constat.bornes)}`;
  if (constat.verdict === "en-cours") return `${ou}, ${inconnus} (${taux}, à ce jour).`;
  if (constat.verdict === "indecidable") {
    const doute = sayDoute(constat);
    if (doute !== null) return `${ou}, ${inconnus} ; ${doute} (${taux}).`;
    const trancher = constat.suffit ? ` ; ${sayTrancher(constat.suffit, constat.inconnus)}` : "";
    return `${ou}, ${inconnus} ; ${plancher} est atteint ou non selon ce qu’elles sont (${taux})${trancher}.`;
  }
  const atteint = constat.verdict === "atteint" ? "est atteint" : "n’est pas atteint";
  return `${ou}, ${inconnus} ; ${plancher} ${atteint} quoi qu’elles soient (${taux}).`;
}
