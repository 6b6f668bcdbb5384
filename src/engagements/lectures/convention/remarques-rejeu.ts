import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";
import type { Version } from "../../regles/convention/version.ts";

/** A target applied to `annee`, with the year for which each side wrote it. */
type Ligne = {
  readonly annee: number;
  readonly actuel: { readonly annee: number } | null;
  readonly projet: { readonly annee: number } | null;
};

type Matiere = {
  readonly lignes: readonly Ligne[];
  readonly version: Version;
  readonly annees: readonly number[];
  readonly demandees: readonly number[];
};

/** Remarks in French that complete the replayed table. */
export function describeRejeu({ lignes, version, annees, demandees }: Matiere): readonly string[] {
  return [
    ...describeAnnees(annees, demandees),
    ...describeReports(lignes, "projet", "Le projet"),
    ...describeReports(lignes, "actuel", "La version en vigueur"),
    ...describeNonMesures(version),
  ];
}

function describeAnnees(annees: readonly number[], demandees: readonly number[]): string[] {
  const missing = demandees.filter((annee) => !annees.includes(annee));
  if (missing.length > 0) {
    return [`Aucune attribution publiée pour ${joinFrench(missing.map(String))} : rien à rejouer.`];
  }
  return annees.length === 0 ? ["Aucune année d’attributions n’est publiée : rien à rejouer."] : [];
}

/** « Le projet n’écrit pas d’objectif pour 2017 : celui de 2018 est appliqué. » */
function describeReports(lignes: readonly Ligne[], cote: "projet" | "actuel", sujet: string): string[] {
  const reports = new Map<string, Set<number>>();
  for (const ligne of lignes) {
    const cible = ligne[cote];
    if (cible === null || cible.annee === ligne.annee) continue;
    const key = String(cible.annee);
    reports.set(key, (reports.get(key) ?? new Set<number>()).add(ligne.annee));
  }
  return [...reports].map(
    ([from, years]) =>
      `${sujet} n’écrit pas tous les objectifs de ${joinFrench([...years].sort().map(String))} : ceux de ${from}, leur première année, y sont appliqués.`,
  );
}

function describeNonMesures({ engagements }: Version): string[] {
  const others = engagements.filter(
    ({ objet, porteur }) => (objet !== "hors-qpv" && objet !== "qpv") || porteur.type === "reservataire",
  );
  if (others.length === 0) return [];
  const objets = [...new Set(others.map(({ objet }) => LIBELLE_OBJET[objet].toLowerCase()))];
  return [`Non rejoués ici : les objectifs « ${objets.join(" », « ")} » des réservataires, suivis à part.`];
}
