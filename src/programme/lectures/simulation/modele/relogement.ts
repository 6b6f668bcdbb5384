import { formatNombre } from "#socle/regles/shared/format.ts";
import type { Trajectoire } from "../../../regles/simulation/trajectoire.ts";
import type { AnneeRelogement, AnneeSimulee, CalendrierRelogement } from "./resultat.ts";

/** Years with a rehousing only. Expected households hors QPV are rounded, the others are in QPV. */
export function planRelogement(
  annees: readonly AnneeSimulee[],
  { qpv, horsQpv }: Trajectoire["parcs"],
): CalendrierRelogement {
  const lines = annees.flatMap((annee, rang): AnneeRelogement[] => {
    if (annee.relogements === 0) return [];
    return [
      {
        annee: annee.annee,
        horsQpv: { menages: annee.relogementsHorsQpv, offre: horsQpv?.[rang]?.offre ?? null },
        qpv: { menages: annee.relogements - annee.relogementsHorsQpv, offre: qpv?.[rang]?.offre ?? null },
      },
    ];
  });
  return { annees: lines, phrase: sayCalendrier(lines) };
}

function sayCalendrier(annees: readonly AnneeRelogement[]): string {
  if (annees.length === 0) return "Aucun ménage n’est à reloger dans les années simulées.";
  const sides = annees.flatMap(({ annee, horsQpv, qpv }) => [
    { annee, zone: "hors QPV", ...horsQpv },
    { annee, zone: "en QPV", ...qpv },
  ]);
  const short = sides.find(({ menages, offre }) => offre !== null && menages > offre);
  if (short) {
    const [menages, offre] = [short.menages, short.offre ?? 0].map((count) => formatNombre(Math.round(count)));
    return `En ${short.annee}, il faudrait reloger ${menages} ménages ${short.zone} pour ${offre} logements qui peuvent y être attribués : le calendrier ne tient pas.`;
  }
  const known = sides.filter(({ offre }) => offre !== null).map(({ zone }) => zone);
  if (known.length === 0) return "Le parc n’est pas donné : rien ne dit si les logements suffisent aux relogements.";
  const only = known.includes("hors QPV") && known.includes("en QPV") ? "" : ` ${known[0]}`;
  return `Chaque année, les logements qui peuvent être attribués${only} sont plus nombreux que les ménages à reloger, sans tenir compte de leur taille ni de leur loyer.`;
}
