import { Regle } from "#socle/pages/design/gabarit.tsx";
import { formatBornes, formatFraction, formatTaux, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Constat } from "../../lectures/bilan.ts";

type Props = { readonly constat: Constat; readonly grande?: boolean };

/** Share, unknown, floor and voted objective on one rule; nothing where nothing is counted. */
export function RegleConstat({ constat, grande = false }: Props) {
  const { taux, bornes, plancher, cible, petitEffectif } = constat;
  if (taux === null) return null;
  return (
    <Regle
      nom={describeRegle(constat)}
      part={taux}
      bornes={bornes}
      loi={plancher}
      vote={cible?.taux ?? null}
      flou={petitEffectif}
      grande={grande}
    />
  );
}

function describeRegle(constat: Constat): string {
  const part =
    constat.petitEffectif || constat.taux === null
      ? formatFraction(constat.realise, constat.assiette)
      : formatTaux(constat.taux);
  const cible = constat.cible?.taux ? `, objectif voté ${formatTauxCourt(constat.cible.taux)}` : "";
  const bornes = constat.bornes ? `, bornes : ${formatBornes(constat.bornes)}` : "";
  return `${part}, plancher ${formatTauxCourt(constat.plancher)}${cible}${bornes}`;
}
