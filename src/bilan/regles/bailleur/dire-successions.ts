import { isDisparition, type Succession, type VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { formatCompte, formatJour, joinFrench } from "#socle/regles/shared/format.ts";

/** How to read figures by bailleur where some took over from others. */
export type LectureBailleurs = {
  readonly vue: VueBailleurs;
  readonly phrases: readonly string[];
};

const VUE: Readonly<Record<VueBailleurs, string>> = {
  alors: "Chaque bail est compté chez le bailleur qui l’a signé.",
  aujourdhui:
    "Chaque bail est compté chez le bailleur qui détient le logement aujourd’hui, et chaque objectif chez qui l’a repris.",
};

/** Empty: no act, or none about this bailleur. `bailleur` null: all. `partages`: leases whose dwelling may have been handed over. */
export function tellLecture(
  successions: readonly Succession[],
  {
    vue,
    bailleur,
    partages,
  }: { readonly vue: VueBailleurs; readonly bailleur: string | null; readonly partages: number },
): { readonly lectureBailleurs?: LectureBailleurs } {
  const own = successions.filter(
    ({ siren, parts }) => bailleur === null || siren === bailleur || parts.some(({ vers }) => vers === bailleur),
  );
  if (own.length === 0) return {};
  return { lectureBailleurs: { vue, phrases: [...own.map(sayOne), VUE[vue], ...sayPartages(partages)] } };
}

function sayPartages(partages: number): readonly string[] {
  if (partages === 0) return [];
  const baux = formatCompte(partages, "bail", "baux");
  return [
    `${baux} dont on ignore si le logement a été transmis\u00A0: dans les bornes des deux bailleurs, dans le nombre d’aucun.`,
  ];
}

/** « Hamaris est absorbé par l’OPH de Saint-Dizier le 1er janvier 2019 (décret…) : ses objectifs sont repris. » */
function sayOne(succession: Succession): string {
  const { nom, jour, acte } = succession;
  return `${nom} ${sayGenre(succession)} le ${formatJour(jour)} (${acte})\u00A0: ${saySort(succession)}.`;
}

function sayGenre({ genre, parts }: Succession): string {
  const noms = joinFrench(parts.map(({ nom }) => nom));
  if (genre === "absorption") return `est absorbé par ${noms}`;
  if (genre === "fusion") return `fusionne dans ${noms}`;
  return genre === "scission" ? `se partage entre ${noms}` : `transmet une partie de son patrimoine à ${noms}`;
}

function saySort(succession: Succession): string {
  switch (succession.objectifs) {
    case "repris":
      return "ses objectifs sont repris";
    case "clos":
      return "ses objectifs s’arrêtent ce jour-là";
    case "repartis":
      return isDisparition(succession) ? "ses objectifs sont partagés" : "une part de ses objectifs suit";
    case "inchanges":
      return "ses objectifs ne changent pas";
  }
}
