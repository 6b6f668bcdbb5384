import { formatCompte } from "#socle/regles/shared/format.ts";
import { type Periode, quarterPeriode, toTrimestre } from "#socle/regles/shared/periode.ts";
import type { Bilan, SourceCitee } from "./bilan.ts";
import { type Cadre, countNonLues } from "./cadre.ts";

type Rejetees = Pick<Bilan, "rejetees">;

/** What the attributions files of the period hold and no figure counts. */
export function tellRejetees(cadre: Cadre, sources: readonly SourceCitee[]): Rejetees {
  const own = sources.filter(({ source, periode }) => source === "sne-attributions" && meets(cadre.periode, periode));
  return tell(countNonLues(cadre), sum(own, "ecartees"), (nombre) => {
    const [suite, effet] =
      nombre > 1
        ? ["n’ont pas été lues", "Elles ne sont dans aucun compte, et élargissent"]
        : ["n’a pas été lue", "Elle n’est dans aucun compte, et élargit"];
    return `des fichiers d’attributions de la période ${suite} : chacune est peut-être une attribution. ${effet} les bornes de tous.`;
  });
}

/** The same for the stock's file. */
export function tellRejeteesParc(millesime: string, sources: readonly SourceCitee[]): Rejetees {
  const own = sources.filter(({ source, periode }) => source === "rpls" && periode === millesime);
  return tell(
    sum(own, "rejetees") - sum(own, "ecartees"),
    sum(own, "ecartees"),
    (nombre) =>
      `du fichier ${nombre > 1 ? "n’ont pas été lues" : "n’a pas été lue"} : ${nombre > 1 ? "autant de logements manquent" : "un logement manque"} peut-être à ces comptes.`,
  );
}

function sum(sources: readonly SourceCitee[], de: "rejetees" | "ecartees"): number {
  return sources.reduce((total, row) => total + (row[de] ?? 0), 0);
}

/** `fichier`: « 2018 », or « 2018-T3 ». */
function meets({ annee, premierMois, dernierMois }: Periode, fichier: string): boolean {
  const [year, quarter] = fichier.split("-T");
  const trimestre = toTrimestre(Number(quarter));
  if (year !== String(annee) || trimestre === undefined) return year === String(annee);
  const own = quarterPeriode(annee, trimestre);
  return own.dernierMois >= premierMois && own.premierMois <= dernierMois;
}

function tell(nonLues: number, ecartees: number, effet: (nombre: number) => string): Rejetees {
  if (nonLues + ecartees === 0) return {};
  const [mises, comptent] =
    ecartees > 1 ? ["ont été mises", "elles ne comptent pas"] : ["a été mise", "elle ne compte pas"];
  const phrases = [
    ...(nonLues > 0 ? [`${formatCompte(nonLues, "ligne rejetée", "lignes rejetées")} ${effet(nonLues)}`] : []),
    ...(ecartees > 0
      ? [
          `${formatCompte(ecartees, "ligne rejetée", "lignes rejetées")} ${mises} de côté, avec une raison : ${comptent}.`,
        ]
      : []),
  ];
  return { rejetees: { nonLues, ecartees, phrase: phrases.join(" ") } };
}
