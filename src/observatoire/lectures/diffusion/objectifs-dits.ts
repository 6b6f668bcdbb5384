import type { Constat, Extraction } from "#bilan/lectures/bilan.ts";
import { judgeShare, PART_VIDE, type PartIncertaine } from "#droit/regles/part.ts";
import { share } from "#socle/regles/shared/taux.ts";
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
  { horsQpv, qpv }: Readonly<Record<"horsQpv" | "qpv", Regle>>,
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

/** A table of the year that is as sure of the contrary of what is told takes its verdict away: signatories read which. */
export function contredire(objectifs: ObjectifsDits, extractions: readonly Extraction[]): ObjectifsDits {
  const held = (objet: Objet): ObjectifDit => {
    const dit = objectifs[objet];
    const sur = dit.verdict === "atteint" || dit.verdict === "non-atteint";
    const contraire = dit.verdict === "atteint" ? "non-atteint" : "atteint";
    const contredit = sur && extractions.some((one) => one.objet === objet && one.verdict === contraire);
    return contredit ? { ...dit, verdict: "indecidable" } : dit;
  };
  return { "hors-qpv": held("hors-qpv"), qpv: held("qpv") };
}

/** What the law asks that year, and whether another table of the year contradicts it. */
export type Regle = Pick<Constat, "plancher" | "plancherRetrospectif" | "contredit">;

/** Of what is told, and of what was unknown of it when it was: what the files have become since would be told by another verdict. */
function tell({ plancher, plancherRetrospectif, contredit }: Regle, part: PartIncertaine): ObjectifDit {
  return {
    plancher,
    plancherRetrospectif,
    assiette: part.total,
    realise: part.part,
    taux: share(part.part, part.total),
    verdict: contredit ? "indecidable" : judgeShare(part, plancher),
  };
}
