import { note } from "#socle/documents/blocs.ts";
import type { Bloc, Cellule, TableauBloc } from "#socle/documents/document.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { Section } from "../lectures/rapport/ports.ts";

const SNE = "l’extraction complète du SNE, que son gestionnaire donne à l’EPCI";

/** Which file would tell, and who gives it. */
const FICHIER: Readonly<Record<Section, string>> = {
  synthese: SNE,
  objectifs: SNE,
  bailleurs: `${SNE}, avec le bailleur de chaque bail`,
  carte: `${SNE}, avec la commune de chaque logement`,
  trimestres: `${SNE}, avec la date de chaque bail`,
  origine: `${SNE}, avec la situation du ménage avant son bail`,
  contingents: `${SNE}, avec le réservataire de chaque logement`,
  secteurs: "le fichier des communes, où l’EPCI écrit le secteur de chacune",
  profils: `${SNE}, avec la composition du ménage, son âge et sa priorité`,
  "publics-prioritaires": `${SNE}, et la liste SYPLO, que l’État donne`,
  flux: "le réservataire de chaque logement, que les bailleurs écrivent dans le SNE",
  "bilans-bailleurs": "le bilan que chaque bailleur signe",
  convention: "la convention signée, que l’EPCI saisit",
  mesures: SNE,
  parc: "le RPLS, que les bailleurs et l’État donnent",
  controles: "le tableau imprimé, que l’EPCI dépose",
  methode: SNE,
};

const INCONNUES: ReadonlySet<string> = new Set(Object.values(LIBELLE_MANQUE));

const SANS_VERDICT: ReadonlySet<Verdict> = new Set(["indecidable", "en-cours", "sans-objet"]);

/** A table of which nothing is known is one sentence: which file would tell, and who has it. */
export function withoutTableInconnue(bloc: Bloc, section: Section): Bloc {
  if (bloc.kind !== "tableau") return bloc;
  if (bloc.lignes.length === 0 && bloc.total === null) return note(`${bloc.titre || "Tableau"}\u00A0: aucune ligne.`);
  return isInconnue(bloc) ? sayInconnue(bloc.titre, section) : bloc;
}

/** « Par secteur : rien n’est connu… » */
export function sayInconnue(titre: string, section: Section): Bloc {
  const debut = titre === "" ? "Rien n’est connu" : `${titre}\u00A0: rien n’est connu`;
  return note(`${debut} dans les fichiers publiés. Pour le savoir, il faut ${FICHIER[section]}.`);
}

function isInconnue({ lignes, total }: TableauBloc): boolean {
  const rows = [...lignes, ...(total ? [total] : [])];
  return rows.every((row) => row.slice(1).every(isSansValeur));
}

function isSansValeur(cellule: Cellule): boolean {
  if (cellule.kind === "texte") return cellule.texte === "" || INCONNUES.has(cellule.texte);
  return cellule.kind === "barre" || SANS_VERDICT.has(cellule.verdict);
}
