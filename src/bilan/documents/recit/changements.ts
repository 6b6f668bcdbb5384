import { formatFraction, formatJour, formatTaux } from "#socle/regles/shared/format.ts";
import type { Bilan } from "../../lectures/bilan.ts";
import type { Histoire } from "../../lectures/histoire/histoire.ts";
import { type ConstatPasse, type CotesPasses, cotesOf } from "../../regles/constat-passe.ts";

/** `histoire` absent: frozen before it was kept. */
export function sayChangements(bilan: Bilan, histoire: Histoire | undefined): readonly string[] {
  if (!histoire) return ["Les années d’avant n’ont pas été figées avec ce rapport."];
  const now = cotesOf(bilan);
  const before = histoire.annees.findLast(({ cotes }) => cotes !== null);
  return [
    ...(before?.cotes
      ? [
          saySens("Hors quartier", now.horsQpv, before.cotes.horsQpv, before.annee),
          saySens("En quartier", now.qpv, before.cotes.qpv, before.annee),
          ...(now.horsQpv.verdict === "en-cours" ? [EN_COURS] : []),
        ]
      : [saySeule(bilan)]),
    ...(histoire.rapport ? [sayRapport(now, histoire.rapport)] : []),
  ];
}

function saySeule({ annee, total }: Bilan): string {
  return `${total === 0 ? "Aucune année n’est publiée" : `${annee} est la première année publiée`}\u00A0: il n’y a rien à comparer.`;
}

const EN_COURS = "La période n’est pas finie\u00A0: ces écarts ne sont pas encore une évolution.";

function saySens(ou: string, now: ConstatPasse, before: ConstatPasse, annee: number): string {
  return `${ou}\u00A0: ${sayPart(now)}, après ${sayPart(before)} en ${annee}. ${sayEcart(now, before)}`.trim();
}

function sayPart({ realise, assiette, taux, petitEffectif, bornes }: ConstatPasse): string {
  if (assiette === 0) return bornes === null ? "aucune attribution à compter" : "part inconnue";
  const fraction = formatFraction(realise, assiette);
  return taux === null || petitEffectif ? fraction : `${formatTaux(taux)} (${fraction})`;
}

/** A move is said only when it holds whatever the unknown leases are; a year that is not over is compared with none. */
function sayEcart(now: ConstatPasse, before: ConstatPasse): string {
  if (now.verdict === "en-cours") return "";
  if (now.bornes === null || before.bornes === null) return "";
  if (now.petitEffectif || before.petitEffectif) return "Moins de 20 attributions\u00A0: pas d’évolution à lire.";
  if (now.bornes[0] > before.bornes[1]) return "La part monte, quoi que soient les inconnues.";
  if (now.bornes[1] < before.bornes[0]) return "La part baisse, quoi que soient les inconnues.";
  return "Les inconnues suffisent à couvrir l’écart.";
}

function sayRapport(now: CotesPasses, { numero, figeLe, cotes }: NonNullable<Histoire["rapport"]>): string {
  const moves = (["horsQpv", "qpv"] as const).flatMap((cote) => {
    const [then, here] = [cotes[cote], now[cote]];
    const same = then.realise === here.realise && then.assiette === here.assiette;
    return same
      ? []
      : [`${cote === "qpv" ? "en quartier" : "hors quartier"}, ${sayPart(then)} alors, ${sayPart(here)} ici`];
  });
  const debut = `Depuis le rapport ${numero} du ${formatJour(figeLe)}`;
  return moves.length === 0
    ? `${debut}, aucun de ces deux comptes n’a changé.`
    : `${debut}\u00A0: ${moves.join("\u00A0; ")}.`;
}
