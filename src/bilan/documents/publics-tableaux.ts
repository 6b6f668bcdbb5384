import type { CategoriePrioritaire } from "#donnees/regles/public-prioritaire/categorie.ts";
import { texte } from "#socle/documents/blocs.ts";
import type { Cellule, Colonne as ColonneTableau, TableauBloc } from "#socle/documents/document.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { formatBornes, formatFraction, formatMesure, formatNombre } from "#socle/regles/shared/format.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import { countIncertaines, decompteQuart, ECARTS, tableCategories } from "../images/publics-tables.ts";
import type { ConstatQuart, PublicsPrioritaires, RapprochementListes } from "../lectures/public-prioritaire/publics.ts";
import { libelleConfiance } from "./tableaux.ts";

function gauche(titre: string, part: number): ColonneTableau {
  return { titre, part, droite: false };
}

function droite(titre: string, part: number): ColonneTableau {
  return { titre, part, droite: true };
}

function tableau(
  titre: string,
  colonnes: readonly ColonneTableau[],
  lignes: readonly (readonly Cellule[])[],
): TableauBloc {
  return { kind: "tableau", titre, colonnes, lignes, total: null, note: null };
}

export function tableauConstats(titre: string, premiere: string, constats: readonly ConstatQuart[]): TableauBloc {
  return tableau(
    titre,
    [
      gauche(premiere, 3),
      droite("Attributions", 1.6),
      droite("DALO ou prioritaires", 1.8),
      droite("Dont DALO", 1.2),
      droite("Part", 1.6),
      droite("À atteindre", 1.4),
      gauche("Situation", 2.6),
    ],
    constats.map((constat) => {
      const { attributions, prioritaires, dalo, attendu } = decompteQuart(constat);
      return [
        ...[constat.nom, attributions, prioritaires, dalo, formatMesure(constat), attendu ?? "aucune part"].map(texte),
        { kind: "verdict", verdict: constat.verdict, lignes: lignesVerdict(constat) },
      ];
    }),
  );
}

function lignesVerdict(constat: ConstatQuart): string[] {
  const { manque, verdict, bornes } = constat;
  return [
    ...(verdict === "non-atteint" && manque !== null ? [`il manque ${formatNombre(manque)}`] : []),
    ...(countIncertaines(constat) > 0 && bornes ? [formatBornes(bornes)] : []),
  ];
}

const CONFIANCE: Colonne<CategoriePrioritaire> = {
  code: "confiance",
  titre: "Confiance",
  definition: "Sûreté de la source : A, texte lu ; B, à confirmer.",
  part: 1.6,
  valeur: ({ confiance }) => libelleConfiance(confiance),
};

export function tableauCategories({ categories, jour }: PublicsPrioritaires): TableauBloc {
  const { colonnes, ...table } = tableCategories(jour);
  return tableauOf({ ...table, colonnes: [...colonnes, CONFIANCE] }, categories);
}

export function tableauAvantApres({ apres }: RapprochementListes): TableauBloc {
  const cell = (constat: ConstatQuart | null): Cellule =>
    constat === null
      ? texte("pas de liste")
      : { kind: "verdict", verdict: constat.verdict, lignes: [formatFraction(constat.realise, constat.assiette)] };
  return tableau(
    "Ce que deviendrait le résultat, une fois le SNE complété",
    [
      gauche("Réservataire", 3),
      droite("À atteindre", 1.2),
      gauche("Selon le SNE", 2),
      gauche("Avec SYPLO", 2),
      gauche("Avec toutes les listes", 2),
    ],
    apres.map(({ avant, avecSyplo, avecToutes }) => [
      texte(avant.nom),
      texte(avant.attendu === null ? "aucune part" : formatNombre(avant.attendu)),
      cell(avant),
      cell(avecSyplo),
      cell(avecToutes),
    ]),
  );
}

/** Leases ticked but on no list are only in the workbook. */
export function tableauEcarts({ ecarts }: RapprochementListes): TableauBloc {
  const shown = ecarts.filter(({ nature }) => nature !== "inverse");
  return {
    ...tableauOf(ECARTS, shown),
    note: "Celles qui sont cochées sans figurer sur une liste sont dans le tableur.",
  };
}
