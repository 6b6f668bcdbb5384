import { keyLieu } from "#donnees/regles/convention/lieu.ts";
import { sayParts } from "#engagements/regles/convention/dire-parts.ts";
import { keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { roundTaux } from "#socle/regles/shared/taux.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { BlocEffort, Effort, LigneEffort, LigneTerritorialisee, Projection } from "../lectures/effort/effort.ts";

/** One row: a bearer of an objective; `partie` null: for the whole year and territory. */
export type LigneExportEffort = {
  readonly effort: Effort;
  readonly bloc: Pick<BlocEffort, "objet" | "plancher">;
  readonly ligne: LigneEffort;
  readonly partie: LigneTerritorialisee | null;
};

type ColonneEffort = Colonne<LigneExportEffort>;

type Read<T> = (row: LigneExportEffort) => T;

function texte(code: string, titre: string, valeur: Read<string | null>): ColonneEffort {
  return { code, titre, valeur };
}

function jour(code: string, titre: string, valeur: Read<string | null>): ColonneEffort {
  return { code, titre, genre: "jour", valeur };
}

function nombre(code: string, titre: string, valeur: Read<number | null>): ColonneEffort {
  return { code, titre, genre: "nombre", valeur };
}

function taux(code: string, titre: string, read: Read<number | null | undefined>): ColonneEffort {
  return { code, titre, genre: "taux", valeur: (row) => roundProportion(read(row) ?? null) };
}

/** Five decimals; a value strictly between 0 and 1 stays so: a chance is never written as 0 or 1. */
export function roundProportion(value: number | null): number | null {
  if (value === null) return null;
  const rounded = roundTaux(value);
  if (value > 0 && rounded === 0) return 0.00001;
  return value < 1 && rounded === 1 ? 0.99999 : rounded;
}

function projection(prefixe: "cible" | "plancher", titre: string): ColonneEffort[] {
  const of: Read<Projection | null> = ({ ligne }) => ligne[prefixe];
  // When two counts contradict each other, neither tells what is missing.
  const sure: Read<Projection | null> = ({ ligne }) => (ligne[prefixe]?.contredit ? null : ligne[prefixe]);
  return [
    nombre(`${prefixe}_besoin`, `${titre} : baux à signer qui comptent`, (row) => sure(row)?.besoin ?? null),
    nombre(
      `${prefixe}_besoin_bas`,
      `${titre} : si l’inconnu est favorable`,
      (row) => sure(row)?.besoinBornes?.[0] ?? null,
    ),
    nombre(
      `${prefixe}_besoin_haut`,
      `${titre} : si l’inconnu est défavorable`,
      (row) => sure(row)?.besoinBornes?.[1] ?? null,
    ),
    taux(`${prefixe}_part`, `${titre} : part des prochains`, (row) => of(row)?.part),
    texte(`${prefixe}_issue`, `${titre} : issue`, (row) => of(row)?.issue ?? null),
    taux(`${prefixe}_probabilite`, `${titre} : probabilité`, (row) => of(row)?.probabilite),
    taux(
      `${prefixe}_probabilite_basse`,
      `${titre} : probabilité la plus basse`,
      (row) => of(row)?.probabiliteBornes?.[0],
    ),
    taux(
      `${prefixe}_probabilite_haute`,
      `${titre} : probabilité la plus haute`,
      (row) => of(row)?.probabiliteBornes?.[1],
    ),
    texte(`${prefixe}_chances`, `${titre} : en mots`, (row) => of(row)?.phraseProbabilite ?? null),
  ];
}

/** In the order of the CSV and the workbook. */
const COLONNES: readonly ColonneEffort[] = [
  texte("territoire", "Territoire", ({ effort }) => effort.territoire),
  texte("annee", "Année", ({ effort }) => String(effort.annee)),
  jour("arrete_au", "Arrêté au", ({ effort, partie }) => partie?.arreteAu ?? effort.arreteAu),
  texte("objet", "Objet", ({ bloc }) => bloc.objet),
  texte("porteur", "Porteur", ({ ligne }) => keyPorteur(ligne.porteur)),
  texte("nom", "Nom", ({ ligne }) => ligne.nom),
  nombre("assiette", "Attributions", ({ ligne }) => ligne.lecture.assiette),
  nombre("realise", "Comptées", ({ ligne }) => ligne.lecture.realise),
  taux("taux", "Part", ({ ligne }) => ligne.lecture.taux),
  nombre("inconnus", "Inconnues", ({ ligne }) => ligne.lecture.inconnus.total),
  nombre("inconnus_part", "Inconnues qui compteraient", ({ ligne }) => ligne.lecture.inconnus.part),
  nombre("inconnus_autres", "Inconnues qui ne compteraient pas", ({ ligne }) => ligne.lecture.inconnus.autres),
  nombre(
    "inconnus_indecis",
    "Inconnues dont on ne sait si elles compteraient",
    ({ ligne }) => ligne.lecture.inconnus.indecis,
  ),
  taux("borne_basse", "Borne basse", ({ ligne }) => ligne.lecture.bornes?.[0]),
  taux("borne_haute", "Borne haute", ({ ligne }) => ligne.lecture.bornes?.[1]),
  texte("verdict", "Verdict sur le taux", ({ ligne }) => ligne.lecture.verdict),
  nombre("trancher_suffit", "À renseigner pour trancher", ({ ligne }) => ligne.lecture.trancher?.suffit ?? null),
  nombre("trancher_au_mieux", "À renseigner, au mieux", ({ ligne }) => ligne.lecture.trancher?.auMieux ?? null),
  taux("wilson_bas", "Wilson 95 %, bas", ({ ligne }) => ligne.lecture.wilson?.[0]),
  taux("wilson_haut", "Wilson 95 %, haut", ({ ligne }) => ligne.lecture.wilson?.[1]),
  taux("clopper_pearson_bas", "Clopper-Pearson 95 %, bas", ({ ligne }) => ligne.lecture.clopperPearson?.[0]),
  taux("clopper_pearson_haut", "Clopper-Pearson 95 %, haut", ({ ligne }) => ligne.lecture.clopperPearson?.[1]),
  taux("mid_p", "Mid-p", ({ ligne }) => ligne.lecture.midP),
  taux("reference_taux", "Taux de référence", ({ ligne }) => ligne.lecture.reference?.taux),
  texte("reference_nature", "Nature de la référence", ({ ligne }) => ligne.lecture.reference?.nature ?? null),
  nombre("ecrit_nombre", "Écrit : nombre", ({ ligne }) => ligne.ecrit?.nombre ?? null),
  taux("ecrit_taux", "Écrit : taux imprimé", ({ ligne }) => ligne.ecrit?.taux),
  taux("ecrit_taux_du_nombre", "Écrit : taux du nombre", ({ ligne }) => ligne.ecrit?.tauxDuNombre),
  texte("ecrit_acte", "Écrit : acte", ({ ligne }) => ligne.ecrit?.acte ?? null),
  taux("plancher_taux", "Plancher légal", ({ bloc }) => bloc.plancher?.taux),
  jour("plancher_depuis", "Plancher légal : depuis", ({ bloc }) => bloc.plancher?.depuis ?? null),
  nombre("attente_total", "Baux attendus", ({ ligne }) => ligne.attente.total),
  texte("attente_origine", "Baux attendus : origine", ({ ligne }) => ligne.attente.origine),
  texte("prior", "Idée préalable", ({ ligne }) => ligne.prior.libelle),
  ...projection("cible", "Convention"),
  ...projection("plancher", "Plancher"),
  texte("appreciation_collective", "Appréciation collective", ({ ligne }) => ouiNon(ligne.appreciationCollective)),
  texte("filtre_bailleur", "Filtre bailleur", ({ effort }) => effort.bailleur),
  texte("verdict_a_ce_jour", "Au dernier jour compté", ({ ligne }) => ligne.lecture.aCeJour ?? null),
  texte("contredit", "Contredit par", ({ ligne }) => ligne.lecture.contredit ?? null),
  texte("cible_verdict", "Convention : verdict", ({ ligne }) => ligne.cible?.verdict ?? null),
  texte("plancher_verdict", "Plancher : verdict", ({ ligne }) => ligne.plancher?.verdict ?? null),
  texte("en_cours", "Trimestres qui manquent", ({ effort, partie }) =>
    partie === null ? (effort.enCours ?? null) : partie.enCours,
  ),
  texte("lieu", "Lieu", ({ partie }) => keyLieu(partie?.lieu ?? null)),
  jour("du", "Du", ({ effort, partie }) => partie?.du ?? `${effort.annee}-01-01`),
  jour("au", "Au", ({ effort, partie }) => partie?.au ?? `${effort.annee}-12-31`),
  texte("partage", "Année partagée", ({ ligne }) => sayParts(ligne.parts)),
];

/** By the end of the code for the two projections, which have the same columns. */
const DEFINITIONS: Readonly<Record<string, string>> = {
  territoire: "SIREN de l’intercommunalité.",
  annee: "Année de l’objectif.",
  arrete_au: "Dernier jour que les fichiers publiés couvrent.",
  objet: "Ce que l’objectif compte.",
  porteur: "Qui porte l’objectif : le territoire, un bailleur ou un réservataire.",
  nom: "Nom de qui le porte.",
  assiette: "Attributions suivies d’un bail signé, comptées au dénominateur.",
  realise: "Parmi elles, celles qui comptent pour l’objectif.",
  taux: "Comptées, rapportées aux attributions.",
  inconnus: "Attributions dont un fait manque pour savoir si elles comptent.",
  inconnus_part: "Inconnues qui, dans l’assiette, compteraient.",
  inconnus_autres: "Inconnues qui, dans l’assiette, ne compteraient pas.",
  inconnus_indecis: "Inconnues dont on ne sait ni si elles comptent, ni si elles sont dans l’assiette.",
  borne_basse: "Plus petite part possible, selon ce qu’on ignore.",
  borne_haute: "Plus grande part possible, selon ce qu’on ignore.",
  verdict: "Position face au taux de référence, que rien d’inconnu ne peut contredire.",
  trancher_suffit: "Nombre d’inconnues qu’il suffit de renseigner pour trancher, quelles que soient les réponses.",
  trancher_au_mieux: "Nombre d’inconnues à renseigner si toutes les réponses vont dans le même sens.",
  wilson_bas: "Bas de l’intervalle de Wilson à 95 % : ce que le hasard des petits nombres permet.",
  wilson_haut: "Haut de l’intervalle de Wilson à 95 %.",
  clopper_pearson_bas: "Bas de l’intervalle exact de Clopper et Pearson à 95 %.",
  clopper_pearson_haut: "Haut de l’intervalle exact de Clopper et Pearson à 95 %.",
  mid_p: "Chance d’un résultat au plus aussi bas si le taux de référence était le vrai (mid-p).",
  reference_taux: "Taux auquel le résultat est comparé.",
  reference_nature: "Cible de la convention, ou plancher légal.",
  ecrit_nombre: "Nombre écrit dans la convention.",
  ecrit_taux: "Taux écrit dans la convention.",
  ecrit_taux_du_nombre: "Nombre écrit, rapporté aux attributions de l’année de référence.",
  ecrit_acte: "Acte qui écrit l’objectif.",
  plancher_taux: "Taux fixé par la loi au dernier jour compté.",
  plancher_depuis: "Premier jour d’application de ce taux.",
  attente_total: "Baux attendus d’ici à la fin de l’année.",
  attente_origine: "Moyenne des années passées, nombre saisi, ou inconnue.",
  prior: "Ce que la projection suppose avant de compter les baux de l’année.",
  besoin: "Baux à signer qui comptent, parmi les attendus, pour atteindre l’objectif.",
  besoin_bas: "Le même nombre, si toutes les inconnues sont favorables.",
  besoin_haut: "Le même nombre, si toutes les inconnues sont défavorables.",
  part: "Ce nombre, rapporté aux baux attendus.",
  issue: "Acquis, ouvert, impossible ou inconnu.",
  probabilite: "Chance d’atteindre l’objectif à la fin de l’année.",
  probabilite_basse: "La même chance, si les inconnues sont défavorables.",
  probabilite_haute: "La même chance, si les inconnues sont favorables.",
  chances: "La même chance, en mots.",
  appreciation_collective: "Oui si l’objectif du territoire est atteint : les bailleurs sont alors appréciés ensemble.",
  filtre_bailleur: "SIREN du bailleur choisi ; vide, tous.",
  verdict_a_ce_jour: "Verdict si l’année s’arrêtait au dernier jour compté.",
  contredit: "Autre extraction qui dit sûrement le contraire.",
  cible_verdict: "Verdict face à l’objectif écrit.",
  plancher_verdict: "Verdict face au plancher légal.",
  en_cours: "Trimestres dont le fichier n’est pas publié en entier.",
  lieu: "Partie du territoire ; vide, tout le territoire.",
  du: "Premier jour compté de l’objectif.",
  au: "Dernier jour compté de l’objectif.",
  partage: "Parts d’une année qu’un avenant coupe.",
};

/** The columns of the CSV and of the workbook, each with what it means. */
export const COLONNES_EFFORT: readonly ColonneEffort[] = COLONNES.map((colonne) => {
  const definition = DEFINITIONS[colonne.code] ?? DEFINITIONS[colonne.code.replace(/^(cible|plancher)_/, "")];
  return definition === undefined ? colonne : { ...colonne, definition };
});

function ouiNon(value: boolean | null): string | null {
  return value === null ? null : value ? "oui" : "non";
}

/** Each objective's whole first, then its bearers; objectives of a part of the territory or of the year last. */
export function exportEffort(effort: Effort): LigneExportEffort[] {
  const years = effort.blocs.flatMap((bloc) =>
    [...(bloc.ensemble ? [bloc.ensemble] : []), ...bloc.lignes].map((ligne) => ({ effort, bloc, ligne, partie: null })),
  );
  const parts = (effort.territorialises ?? []).map((partie) => ({
    effort,
    bloc: { objet: partie.objet, plancher: null },
    ligne: partie,
    partie,
  }));
  return [...years, ...parts];
}
