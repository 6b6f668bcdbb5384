import { judgeShare, PART_VIDE, type PartIncertaine } from "#domain/droit/part.ts";
import { share } from "#domain/shared/taux.ts";
import type { Constat, LigneBailleur } from "../bilan/bilan.ts";
import type { ComptesDits, Reste } from "./comptes-dits.ts";

export type Objet = "hors-qpv" | "qpv";

/** An objective, of the territory or of a bailleur, on the counts that a release tells: the verdict is theirs, so that it says nothing of late leases. */
export type ObjectifDit = Pick<
  Constat,
  "assiette" | "realise" | "taux" | "plancher" | "plancherRetrospectif" | "verdict"
>;
export type ObjectifsDits = Readonly<Record<Objet, ObjectifDit>>;

export function tellObjectifs(
  annee: number,
  dits: ComptesDits,
  { horsQpv, qpv }: Pick<LigneBailleur, "horsQpv" | "qpv">,
): ObjectifsDits {
  const periode = String(annee);
  const at = (quartile: string, situation: string) => dits.attributions(periode, quartile, situation);
  const [autres, inconnus] = [dits.reloges(periode, "q2-4"), dits.reloges(periode, "inconnu")];
  const reste = (nom: Reste) => dits.reste(periode, nom);
  const hors = at("q1", "hors-qpv");
  return {
    "hors-qpv": tell(horsQpv, {
      ...PART_VIDE,
      part: hors + autres + inconnus,
      total: hors + at("q2-4", "hors-qpv") + inconnus,
      inconnusPart: reste("hors-part"),
      inconnusAutres: reste("hors-autres"),
      indecis: reste("hors-indecis"),
    }),
    qpv: tell(qpv, {
      ...PART_VIDE,
      part: at("q2-4", "qpv"),
      total: at("q1", "qpv") + at("q2-4", "qpv"),
      inconnusPart: reste("qpv-part"),
      inconnusAutres: reste("qpv-autres"),
    }),
  };
}

/** Told as the bilan counts: its verdict, which knows more of what is unknown. Told otherwise: that of what is told, if the bilan has one. */
function tell(constat: Constat, part: PartIncertaine): ObjectifDit {
  const { plancher, plancherRetrospectif, assiette, realise } = constat;
  const same = part.part === realise && part.total === assiette;
  const open = constat.verdict === "indecidable" || constat.verdict === "en-cours";
  return {
    plancher,
    plancherRetrospectif,
    assiette: part.total,
    realise: part.part,
    taux: share(part.part, part.total),
    verdict: same || open ? constat.verdict : judgeShare(part, plancher),
  };
}
