import {
  formatCompte,
  formatFraction,
  formatMesure,
  formatNombre,
  formatTauxCourt,
  joinFrench,
} from "#socle/regles/shared/format.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import type { Bilan, Constat } from "../../lectures/bilan.ts";
import { sayIssue } from "../../regles/dire-inconnus.ts";

type Nomme = { readonly nom: string; readonly constat: Constat };

/** A part of the territory below what is expected of it in what is counted. */
export type Ecart = Nomme & {
  /** At least 1: leases from `realise` to `attendu`. */
  readonly ecart: number;
  readonly attendu: number;
  /** « l’objectif voté de 13 % ». */
  readonly vise: string;
};

/** Bailleurs below their own objective outside the QPV, the farthest first: the convention's when it is a rate, else the law's floor. */
export function bailleursSous({ bailleurs }: Pick<Bilan, "bailleurs">): readonly Ecart[] {
  return sous(bailleurs.map(({ nom, horsQpv }) => ({ nom, constat: horsQpv })));
}

function sous(lignes: readonly Nomme[]): readonly Ecart[] {
  return lignes
    .map((ligne) => ({ ...ligne, ...viseOf(ligne.constat) }))
    .map((ligne) => ({ ...ligne, ecart: ligne.attendu - ligne.constat.realise }))
    .filter(({ ecart, constat }) => ecart > 0 && constat.assiette > 0)
    .toSorted((a, b) => b.ecart - a.ecart);
}

/** During the year, of what is counted: the number that a convention writes is for all of it. */
function viseOf({ cible, attendu, plancher, assiette }: Constat): Pick<Ecart, "attendu" | "vise"> {
  if (cible === null || cible.taux === null || cible.parts || cible.verdict === "sans-objet") {
    return { attendu, vise: `le plancher de ${formatTauxCourt(plancher)}` };
  }
  const sofar = cible.verdict === "en-cours" ? ceilShare(assiette, cible.taux) : cible.attendu;
  return { attendu: sofar, vise: `l’objectif voté de ${formatTauxCourt(cible.taux)}` };
}

/** Two to four sentences: which bailleurs, which communes, and what the unknown leaves open. */
export function sayPourquoi(bilan: Bilan): readonly string[] {
  return [...sayBailleurs(bilan), ...sayCommunes(bilan), ...sayInconnues(bilan)];
}

/** Empty when there is nothing to say. */
export function sayBailleurs(bilan: Bilan): readonly string[] {
  const comptes = bilan.bailleurs.filter(({ horsQpv }) => horsQpv.assiette > 0);
  if (bilan.bailleur !== null || bilan.horsQpv.assiette === 0) return [];
  if (comptes.length === 0) return ["Aucun fichier ne dit ce que fait chaque bailleur."];
  const [first, ...others] = bailleursSous(bilan);
  if (!first) return ["Dans ce qui est compté, aucun bailleur n’est sous son objectif hors quartier."];
  const suite = others
    .slice(0, 3)
    .map(
      ({ nom, constat, attendu }) =>
        `${nom} (${formatFraction(constat.realise, constat.assiette)}, pour ${formatNombre(attendu)})`,
    );
  const reste = others.length - suite.length;
  const aussi = [...suite, ...(reste > 0 ? [formatCompte(reste, "autre")] : [])];
  return [
    `${first.nom} est le plus loin dans ce qui est compté\u00A0: ${sayCompte(first.constat)}, pour ${formatNombre(first.attendu)} qu’y demande ${first.vise}.${aussi.length > 0 ? ` En dessous aussi\u00A0: ${joinFrench(aussi)}.` : ""}`,
  ];
}

/** « 9 sur 61 (14,8 %) ». */
export function sayCompte(constat: Constat): string {
  const fraction = formatFraction(constat.realise, constat.assiette);
  return constat.petitEffectif || constat.taux === null ? fraction : `${fraction} (${formatMesure(constat)})`;
}

/** Who weighs, then who is below the floor. Empty when the communes are unknown. */
export function sayCommunes({ ventilations, horsQpv }: Bilan): readonly string[] {
  const lignes = ventilations.find(({ axe }) => axe === "commune")?.lignes ?? [];
  const known = lignes.filter((ligne) => ligne.code !== "inconnu" && ligne.horsQpv.assiette > 0);
  const [first] = known.toSorted((a, b) => b.horsQpv.assiette - a.horsQpv.assiette);
  if (!first) return [];
  const [loin] = sous(known.map(({ libelle, horsQpv: constat }) => ({ nom: libelle, constat })));
  return [
    `${first.libelle} porte ${formatNombre(first.horsQpv.assiette)} des ${formatCompte(horsQpv.assiette, "attribution")} hors quartier, et ${formatNombre(first.horsQpv.realise)} des ${formatNombre(horsQpv.realise)} qui comptent.`,
    ...(loin ? [`${loin.nom} est la plus loin du plancher\u00A0: ${sayCompte(loin.constat)}.`] : []),
  ];
}

/** Empty when there is nothing to say. */
export function sayInconnues({ horsQpv, qpv }: Bilan): readonly string[] {
  const open = qpv.verdict === "indecidable" || (horsQpv.inconnus.total === 0 && qpv.inconnus.total > 0);
  return [
    ...(horsQpv.inconnus.total > 0 || horsQpv.incomplet ? [sayIssue("Hors quartier prioritaire", horsQpv)] : []),
    ...(open ? [sayIssue("En quartier prioritaire", qpv)] : []),
  ];
}
