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

function texte(code: string, titre: string, definition: string, valeur: Read<string | null>): ColonneEffort {
  return { code, titre, definition, valeur };
}

function jour(code: string, titre: string, definition: string, valeur: Read<string | null>): ColonneEffort {
  return { code, titre, definition, genre: "jour", valeur };
}

function nombre(code: string, titre: string, definition: string, valeur: Read<number | null>): ColonneEffort {
  return { code, titre, definition, genre: "nombre", valeur };
}

function taux(code: string, titre: string, definition: string, read: Read<number | null | undefined>): ColonneEffort {
  return { code, titre, definition, genre: "taux", valeur: (row) => roundProportion(read(row) ?? null) };
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
    nombre(
      `${prefixe}_besoin`,
      `${titre} : baux à signer qui comptent`,
      "Baux à signer qui comptent, parmi les attendus, pour atteindre l’objectif.",
      (row) => sure(row)?.besoin ?? null,
    ),
    nombre(
      `${prefixe}_besoin_bas`,
      `${titre} : si l’inconnu est favorable`,
      "Le même nombre, si toutes les inconnues sont favorables.",
      (row) => sure(row)?.besoinBornes?.[0] ?? null,
    ),
    nombre(
      `${prefixe}_besoin_haut`,
      `${titre} : si l’inconnu est défavorable`,
      "Le même nombre, si toutes les inconnues sont défavorables.",
      (row) => sure(row)?.besoinBornes?.[1] ?? null,
    ),
    taux(
      `${prefixe}_part`,
      `${titre} : part des prochains`,
      "Ce nombre, rapporté aux baux attendus.",
      (row) => of(row)?.part,
    ),
    texte(
      `${prefixe}_issue`,
      `${titre} : issue`,
      "Acquis, possible, impossible ou inconnue.",
      (row) => of(row)?.issue ?? null,
    ),
    taux(
      `${prefixe}_probabilite`,
      `${titre} : probabilité`,
      "Chance d’atteindre l’objectif à la fin de l’année.",
      (row) => of(row)?.probabilite,
    ),
    taux(
      `${prefixe}_probabilite_basse`,
      `${titre} : probabilité la plus basse`,
      "La même chance, si les inconnues sont défavorables.",
      (row) => of(row)?.probabiliteBornes?.[0],
    ),
    taux(
      `${prefixe}_probabilite_haute`,
      `${titre} : probabilité la plus haute`,
      "La même chance, si les inconnues sont favorables.",
      (row) => of(row)?.probabiliteBornes?.[1],
    ),
    texte(
      `${prefixe}_chances`,
      `${titre} : en mots`,
      "La même chance, en mots.",
      (row) => of(row)?.phraseProbabilite ?? null,
    ),
  ];
}

/** The order of columns of the CSV and the workbook. */
export const COLONNES_EFFORT: readonly ColonneEffort[] = [
  texte("territoire", "Territoire", "SIREN de l’intercommunalité.", ({ effort }) => effort.territoire),
  texte("annee", "Année", "Année de l’objectif.", ({ effort }) => String(effort.annee)),
  jour(
    "arrete_au",
    "Arrêté au",
    "Dernier jour que les fichiers publiés couvrent.",
    ({ effort, partie }) => partie?.arreteAu ?? effort.arreteAu,
  ),
  texte("objet", "Objet", "Ce que l’objectif compte.", ({ bloc }) => bloc.objet),
  texte("porteur", "Porteur", "Qui porte l’objectif : le territoire, un bailleur ou un réservataire.", ({ ligne }) =>
    keyPorteur(ligne.porteur),
  ),
  texte("nom", "Nom", "Nom de qui le porte.", ({ ligne }) => ligne.nom),
  nombre(
    "assiette",
    "Attributions",
    "Attributions suivies d’un bail signé, comptées au dénominateur.",
    ({ ligne }) => ligne.lecture.assiette,
  ),
  nombre(
    "realise",
    "Comptées",
    "Parmi elles, celles qui comptent pour l’objectif.",
    ({ ligne }) => ligne.lecture.realise,
  ),
  taux("taux", "Part", "Comptées, rapportées aux attributions.", ({ ligne }) => ligne.lecture.taux),
  nombre(
    "inconnus",
    "Inconnues",
    "Attributions dont un fait manque pour savoir si elles comptent.",
    ({ ligne }) => ligne.lecture.inconnus.total,
  ),
  nombre(
    "inconnus_part",
    "Inconnues qui compteraient",
    "Inconnues qui, dans l’assiette, compteraient.",
    ({ ligne }) => ligne.lecture.inconnus.part,
  ),
  nombre(
    "inconnus_autres",
    "Inconnues qui ne compteraient pas",
    "Inconnues qui, dans l’assiette, ne compteraient pas.",
    ({ ligne }) => ligne.lecture.inconnus.autres,
  ),
  nombre(
    "inconnus_indecis",
    "Inconnues dont on ne sait si elles compteraient",
    "Inconnues dont on ne sait ni si elles comptent, ni si elles sont dans l’assiette.",
    ({ ligne }) => ligne.lecture.inconnus.indecis,
  ),
  taux(
    "borne_basse",
    "Borne basse",
    "Plus petite part possible, selon ce qu’on ignore.",
    ({ ligne }) => ligne.lecture.bornes?.[0],
  ),
  taux(
    "borne_haute",
    "Borne haute",
    "Plus grande part possible, selon ce qu’on ignore.",
    ({ ligne }) => ligne.lecture.bornes?.[1],
  ),
  texte(
    "verdict",
    "Verdict sur le taux",
    "Position face au taux de référence, que rien d’inconnu ne peut contredire.",
    ({ ligne }) => ligne.lecture.verdict,
  ),
  nombre(
    "trancher_suffit",
    "À renseigner pour trancher",
    "Nombre d’inconnues qu’il suffit de renseigner pour trancher, quelles que soient les réponses.",
    ({ ligne }) => ligne.lecture.trancher?.suffit ?? null,
  ),
  nombre(
    "trancher_au_mieux",
    "À renseigner, au mieux",
    "Nombre d’inconnues à renseigner si toutes les réponses vont dans le même sens.",
    ({ ligne }) => ligne.lecture.trancher?.auMieux ?? null,
  ),
  taux(
    "wilson_bas",
    "Wilson 95 %, bas",
    "Bas de l’intervalle de Wilson à 95 % : ce que le hasard des petits nombres permet.",
    ({ ligne }) => ligne.lecture.wilson?.[0],
  ),
  taux(
    "wilson_haut",
    "Wilson 95 %, haut",
    "Haut de l’intervalle de Wilson à 95 %.",
    ({ ligne }) => ligne.lecture.wilson?.[1],
  ),
  taux(
    "clopper_pearson_bas",
    "Clopper-Pearson 95 %, bas",
    "Bas de l’intervalle exact de Clopper et Pearson à 95 %.",
    ({ ligne }) => ligne.lecture.clopperPearson?.[0],
  ),
  taux(
    "clopper_pearson_haut",
    "Clopper-Pearson 95 %, haut",
    "Haut de l’intervalle exact de Clopper et Pearson à 95 %.",
    ({ ligne }) => ligne.lecture.clopperPearson?.[1],
  ),
  taux(
    "mid_p",
    "Mid-p",
    "Chance d’un résultat au plus aussi bas si le taux de référence était le vrai (mid-p).",
    ({ ligne }) => ligne.lecture.midP,
  ),
  taux(
    "reference_taux",
    "Taux de référence",
    "Taux auquel le résultat est comparé.",
    ({ ligne }) => ligne.lecture.reference?.taux,
  ),
  texte(
    "reference_nature",
    "Nature de la référence",
    "Cible de la convention, ou plancher légal.",
    ({ ligne }) => ligne.lecture.reference?.nature ?? null,
  ),
  nombre(
    "ecrit_nombre",
    "Écrit : nombre",
    "Nombre écrit dans la convention.",
    ({ ligne }) => ligne.ecrit?.nombre ?? null,
  ),
  taux("ecrit_taux", "Écrit : taux imprimé", "Taux écrit dans la convention.", ({ ligne }) => ligne.ecrit?.taux),
  taux(
    "ecrit_taux_du_nombre",
    "Écrit : taux du nombre",
    "Nombre écrit, rapporté aux attributions de l’année de référence.",
    ({ ligne }) => ligne.ecrit?.tauxDuNombre,
  ),
  texte("ecrit_acte", "Écrit : acte", "Acte qui écrit l’objectif.", ({ ligne }) => ligne.ecrit?.acte ?? null),
  taux(
    "plancher_taux",
    "Plancher légal",
    "Taux fixé par la loi au dernier jour compté.",
    ({ bloc }) => bloc.plancher?.taux,
  ),
  jour(
    "plancher_depuis",
    "Plancher légal : depuis",
    "Premier jour d’application de ce taux.",
    ({ bloc }) => bloc.plancher?.depuis ?? null,
  ),
  nombre(
    "attente_total",
    "Baux attendus",
    "Baux attendus d’ici à la fin de l’année.",
    ({ ligne }) => ligne.attente.total,
  ),
  texte(
    "attente_origine",
    "Baux attendus : origine",
    "Moyenne des années passées, nombre saisi, ou inconnue.",
    ({ ligne }) => ligne.attente.origine,
  ),
  texte(
    "prior",
    "Idée préalable",
    "Ce que la projection suppose avant de compter les baux de l’année.",
    ({ ligne }) => ligne.prior.libelle,
  ),
  ...projection("cible", "Convention"),
  ...projection("plancher", "Plancher"),
  texte(
    "appreciation_collective",
    "Appréciation collective",
    "Oui si l’objectif du territoire est atteint : les bailleurs sont alors appréciés ensemble.",
    ({ ligne }) => ouiNon(ligne.appreciationCollective),
  ),
  texte(
    "filtre_bailleur",
    "Filtre bailleur",
    "SIREN du bailleur choisi ; vide, tous.",
    ({ effort }) => effort.bailleur,
  ),
  texte(
    "verdict_a_ce_jour",
    "Au dernier jour compté",
    "Verdict si l’année s’arrêtait au dernier jour compté.",
    ({ ligne }) => ligne.lecture.aCeJour ?? null,
  ),
  texte(
    "contredit",
    "Contredit par",
    "Autre extraction qui dit sûrement le contraire.",
    ({ ligne }) => ligne.lecture.contredit ?? null,
  ),
  texte(
    "cible_verdict",
    "Convention : verdict",
    "Verdict face à l’objectif écrit.",
    ({ ligne }) => ligne.cible?.verdict ?? null,
  ),
  texte(
    "plancher_verdict",
    "Plancher : verdict",
    "Verdict face au plancher légal.",
    ({ ligne }) => ligne.plancher?.verdict ?? null,
  ),
  texte(
    "en_cours",
    "Trimestres qui manquent",
    "Trimestres dont le fichier n’est pas publié en entier.",
    ({ effort, partie }) => (partie === null ? (effort.enCours ?? null) : partie.enCours),
  ),
  texte("lieu", "Lieu", "Partie du territoire ; vide, tout le territoire.", ({ partie }) =>
    keyLieu(partie?.lieu ?? null),
  ),
  jour("du", "Du", "Premier jour compté de l’objectif.", ({ effort, partie }) => partie?.du ?? `${effort.annee}-01-01`),
  jour("au", "Au", "Dernier jour compté de l’objectif.", ({ effort, partie }) => partie?.au ?? `${effort.annee}-12-31`),
  texte("partage", "Année partagée", "Parts d’une année qu’un avenant coupe.", ({ ligne }) => sayParts(ligne.parts)),
];

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
