import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { texte } from "#socle/documents/blocs.ts";
import type { Cellule, Colonne, TableauBloc } from "#socle/documents/document.ts";
import {
  formatBornes,
  formatFraction,
  formatJourCourt,
  formatMesure,
  formatNombre,
  MOIS,
} from "#socle/regles/shared/format.ts";
import type { ConstatQuart, PublicsPrioritaires, RapprochementListes } from "../lectures/public-prioritaire/publics.ts";
import { libelleConfiance } from "./tableaux.ts";

function gauche(titre: string, part: number): Colonne {
  return { titre, part, droite: false };
}

function droite(titre: string, part: number): Colonne {
  return { titre, part, droite: true };
}

function tableau(
  titre: string,
  colonnes: readonly Colonne[],
  lignes: readonly (readonly Cellule[])[],
  note: string | null = null,
): TableauBloc {
  return { kind: "tableau", titre, colonnes, lignes, total: null, note };
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
    constats.map((constat) => [
      texte(constat.nom),
      texte(formatNombre(constat.assiette)),
      texte(formatNombre(constat.realise)),
      texte(formatNombre(constat.dalo)),
      texte(formatMesure(constat)),
      texte(constat.attendu === null ? "aucune part" : formatNombre(constat.attendu)),
      { kind: "verdict", verdict: constat.verdict, lignes: lignesVerdict(constat) },
    ]),
  );
}

function lignesVerdict({ manque, verdict, bornes, indecis, contingentInconnu, doublons = 0 }: ConstatQuart): string[] {
  return [
    ...(verdict === "non-atteint" && manque !== null ? [`il manque ${formatNombre(manque)}`] : []),
    ...(indecis + contingentInconnu + doublons > 0 && bornes ? [formatBornes(bornes)] : []),
  ];
}

export function tableauCategories({ categories, jour }: PublicsPrioritaires): TableauBloc {
  return tableau(
    `Catégories en vigueur au ${formatJourCourt(jour)}`,
    [gauche("Code", 1), gauche("Public", 5), gauche("Depuis", 1.4), gauche("Texte", 4), gauche("Confiance", 1.6)],
    categories.map(({ code, libelle, depuis, reference, confiance }) =>
      [code, libelle, formatJourCourt(depuis), reference, libelleConfiance(confiance)].map(texte),
    ),
  );
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

export function tableauRapprochement({ parBailleur }: RapprochementListes): TableauBloc {
  return tableau(
    "Attributions à un public prioritaire, par bailleur",
    [
      gauche("Bailleur", 3),
      droite("Selon le SNE", 1.3),
      droite("Selon SYPLO", 1.3),
      droite("Selon le bailleur", 1.4),
      droite("Non cochées dans le SNE", 1.6),
      droite("Indécises", 1.2),
      droite("Cochées, sur aucune liste", 1.6),
    ],
    parBailleur.map((ligne) => [
      texte(ligne.nom),
      ...[ligne.sne, ligne.syplo, ligne.bailleur, ligne.perdus, ligne.indecis, ligne.inverse].map((value) =>
        texte(value === null ? "pas de liste" : formatNombre(value)),
      ),
    ]),
  );
}

export function tableauEcarts({ ecarts }: RapprochementListes): TableauBloc {
  return tableau(
    "Attributions à corriger dans le SNE",
    [
      gauche("Bailleur", 2),
      gauche("Mois", 1.2),
      gauche("Réservataire", 2),
      gauche("Ligne du SNE", 2.4),
      gauche("Listes", 2.4),
      gauche("À faire", 3),
    ],
    ecarts
      .filter(({ nature }) => nature !== "inverse")
      .map((ecart) =>
        [
          ecart.nomBailleur,
          MOIS[ecart.mois - 1] ?? "",
          LIBELLE_CONTINGENT[ecart.contingent],
          `${ecart.fichier}, ligne ${ecart.ligne}`,
          ecart.listes,
          ecart.action,
        ].map(texte),
      ),
    "Celles qui sont cochées sans figurer sur une liste sont dans le tableur.",
  );
}
