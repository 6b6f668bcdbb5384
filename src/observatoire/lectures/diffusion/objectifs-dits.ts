import type { Constat, Extraction } from "#bilan/lectures/bilan.ts";
import { judgeShare, PART_VIDE, type PartIncertaine } from "#droit/regles/part.ts";
import { share } from "#socle/regles/shared/taux.ts";
import type { ComptesDits, Reste } from "./comptes-dits.ts";

export type Objet = "hors-qpv" | "qpv";

/** An objective of the territory or a bailleur, judged on the released counts, so that its verdict reveals no late lease. */
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

/** Another table of the year that surely says the contrary cancels the verdict; signatories read which. */
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

/** The law's requirement that year, and whether another table contradicts it. */
export type Regle = Pick<Constat, "plancher" | "plancherRetrospectif" | "contredit">;

/** Judges the released counts with their unknown of the time: with later files, the verdict would reveal changes. */
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
