import { paragraphe, texte } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Cellule, DocumentMisEnPage, Signature, TableauBloc } from "#socle/documents/document.ts";
import { type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { formatCompte, formatJour, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import type { ChiffreChange, Croisement } from "../lectures/bilan-bailleur/bilan-bailleur.ts";
import type { FicheBilanBailleur } from "../lectures/bilan-bailleur/fiche.ts";
import { feuilleMethode, feuilleSources } from "./feuille-methode.ts";
import { composeMethode } from "./methode.ts";

/** One version of a bailleur's bilan as a tagged PDF: what was signed, then what the published data give today. */
export function renderBilanBailleurPdf(fiche: FicheBilanBailleur): Promise<Uint8Array> {
  return renderDocumentPdf(composeBilanBailleur(fiche));
}

function composeBilanBailleur(fiche: FicheBilanBailleur): DocumentMisEnPage {
  const { version, titre } = fiche;
  const { figures } = version;
  return {
    titre,
    territoire: figures.nom,
    entete: `${titre} · ${figures.nom}`,
    pied: `version ${version.numero}, ${version.signeLe === null ? "non signée" : "signée"}`,
    bandeau: figures.demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Bailleur", valeur: `${figures.bailleur} (SIREN ${figures.siren})` },
      { terme: "Période", valeur: figures.libellePeriode },
      { terme: "Version", valeur: fiche.mention },
      { terme: "Empreinte", valeur: version.empreinte },
    ],
    sections: [
      { titre: "Chiffres de la période", blocs: chiffres(fiche) },
      { titre: "Mobilisation des contingents", blocs: figures.contingents.map(tableauCroisement) },
      { titre: "Origine des demandeurs", blocs: origine(fiche) },
      { titre: "Emménagés récents par secteur, selon leur profil", blocs: figures.secteurs.map(tableauCroisement) },
      { titre: "Emménagés récents par commune, selon leur profil", blocs: figures.communes.map(tableauCroisement) },
      { titre: "Commentaire et signature", blocs: signature(fiche) },
      { titre: "Écarts avec les données publiées", blocs: ecarts(fiche) },
      { titre: "Méthode et sources", blocs: composeMethode(figures) },
    ],
    fiches: [],
    date: version.signeLe,
  };
}

const nombre = (valeur: number | null): Cellule => texte(valeur === null ? INCONNU : formatNombre(valeur));

function chiffres({ phrases, avertissement }: FicheBilanBailleur): Bloc[] {
  return [
    { kind: "alerte", titre: "Petits effectifs.", texte: avertissement },
    ...phrases.periode.map(paragraphe),
    { kind: "sous-titre", texte: "Rappel de l’objectif" },
    ...phrases.objectif.map(paragraphe),
  ];
}

function tableauCroisement(croisement: Croisement): TableauBloc {
  const { titre, premiereColonne, modalites, lignes, totaux, total } = croisement;
  const row = (libelle: string, valeurs: readonly number[]): Cellule[] => [texte(libelle), ...valeurs.map(nombre)];
  return {
    kind: "tableau",
    titre,
    colonnes: [
      { titre: premiereColonne, droite: false, part: 3 },
      ...[...modalites.map(({ libelle }) => libelle), "Total"].map((libelle) => ({
        titre: libelle,
        droite: true,
        part: 1.3,
      })),
    ],
    lignes: lignes.map((ligne) => row(ligne.libelle, [...ligne.valeurs, ligne.total])),
    total: row("Ensemble", [...totaux, total]),
    note: null,
  };
}

function origine({ version: { figures }, precisions }: FicheBilanBailleur): Bloc[] {
  const table: TableauBloc = {
    kind: "tableau",
    titre: "Contingent, ancien logement et DALO",
    colonnes: [
      { titre: "Contingent", droite: false, part: 3 },
      { titre: "Origine", droite: false, part: 2.6 },
      ...["Reconnus DALO", "Non reconnus", "DALO inconnu", "Total"].map((titre) => ({
        titre,
        droite: true,
        part: 1.3,
      })),
    ],
    lignes: figures.origines.map(({ libelleContingent, libelleOrigine, dalo, total }) => [
      texte(libelleContingent),
      texte(libelleOrigine),
      ...[dalo.oui, dalo.non, dalo.inconnu, total].map(nombre),
    ]),
    total: null,
    note: null,
  };
  if (precisions.length === 0) {
    return [table, paragraphe("Le bailleur n’a pas précisé quels partenaires ont orienté les demandeurs.")];
  }
  return [
    table,
    {
      kind: "tableau",
      titre: "Origine précisée par le bailleur, que le SNE ne dit pas",
      colonnes: [
        { titre: "Contingent", droite: false, part: 3 },
        { titre: "Partenaire", droite: false, part: 3 },
        { titre: "Demandeurs", droite: true, part: 1.3 },
      ],
      lignes: precisions.flatMap(({ libelle, partenaires, nonPrecise }) =>
        [...partenaires, { nom: "Non précisé", nombre: nonPrecise }].map((row) => [
          texte(libelle),
          texte(row.nom),
          nombre(row.nombre),
        ]),
      ),
      total: null,
      note: null,
    },
  ];
}

function signature({ version }: FicheBilanBailleur): Bloc[] {
  const { commentaire, nomOrganisation, signeLe, signePar } = version;
  const place: Signature = {
    organisme: nomOrganisation,
    qualite: signePar === null ? "Bailleur" : `Bailleur, par ${signePar}`,
    mention: signeLe === null ? null : `Signé le ${formatJour(signeLe)}`,
  };
  return [
    commentaire === null
      ? paragraphe("Le bailleur n’a pas fait de commentaire.")
      : { kind: "commentaire", paragraphes: commentaire.split("\n") },
    { kind: "signatures", signatures: [place] },
  ];
}

/** Beyond that many, the workbook has them all. */
const ECARTS_MAX = 60;

function ecarts({ comparaison: { changements, phrase } }: FicheBilanBailleur): Bloc[] {
  if (changements.length === 0) return [paragraphe(phrase)];
  const autres = changements.length - ECARTS_MAX;
  return [
    paragraphe(phrase),
    {
      kind: "tableau",
      titre: "Chiffres de cette version et des données publiées aujourd’hui",
      colonnes: [
        { titre: "Chiffre", droite: false, part: 5 },
        ...["Alors", "Aujourd’hui", "Écart"].map((titre) => ({ titre, droite: true, part: 1.2 })),
      ],
      lignes: changements.slice(0, ECARTS_MAX).map((row) => [texte(row.nom), ...valeursOf(row).map(nombre)]),
      total: null,
      note: autres > 0 ? `Et ${formatCompte(autres, "autre chiffre", "autres chiffres")}, dans le tableur.` : null,
    },
  ];
}

function valeursOf({ alors, aujourdhui, ecart }: ChiffreChange): readonly (number | null)[] {
  return [alors, aujourdhui, ecart];
}

/** The same version as a workbook, one sheet a subject. */
export function renderBilanBailleurXlsx(fiche: FicheBilanBailleur): Promise<Uint8Array> {
  const { figures } = fiche.version;
  return renderClasseur(fiche.titre, [
    ["Version", feuilleVersion(fiche)],
    ["Contingents", feuilleCroisements(figures.contingents)],
    ["Origine", feuilleOrigines(fiche)],
    ["Précisions", feuillePrecisions(fiche)],
    ["Secteurs", feuilleCroisements(figures.secteurs)],
    ["Communes", feuilleCroisements(figures.communes)],
    ["Écarts", feuilleEcarts(fiche)],
    ["Méthode", feuilleMethode(figures)],
    ["Sources", feuilleSources(figures)],
  ]);
}

function feuilleVersion(fiche: FicheBilanBailleur): Feuille {
  const { version, phrases } = fiche;
  const { mesures, cumul, seuilPremierQuartile } = version.figures;
  const counts: readonly (readonly [string, number | null])[] = [
    ["Baux signés", mesures.total],
    ["Hors QPV, attributions comptées", mesures.horsQpv.assiette],
    ["Hors QPV, 1er quartile ou relogés", mesures.horsQpv.realise],
    ["En QPV, attributions comptées", mesures.qpv.assiette],
    ["En QPV, quartiles 2 à 4", mesures.qpv.realise],
    ["Non localisées", mesures.nonLocalisees.total],
    ["Ressources inconnues", mesures.sansRessources],
    [`Baux signés, ${cumul.libelle}`, cumul.mesures.total],
    ["Seuil du 1er quartile, € par an et par unité de consommation", seuilPremierQuartile],
  ];
  const words: readonly (readonly [string, string])[] = [
    ["Bilan", fiche.titre],
    ["Version", fiche.mention],
    ["Empreinte", version.empreinte],
    ["Avertissement", fiche.avertissement],
    ...phrases.objectif.map((phrase): [string, string] => ["Objectif", phrase]),
    ...(version.commentaire === null ? [] : [["Commentaire", version.commentaire] as const]),
  ];
  return {
    colonnes: [
      ...textes(["Grandeur", 50]),
      { titre: "Valeur", format: "nombre", largeur: 14 },
      ...textes(["Texte", 90]),
    ],
    lignes: [...counts, ...words.map(([titre, phrase]) => [titre, null, phrase])],
  };
}

/** One row a cell of each table: what a pivot table asks for. */
function feuilleCroisements(croisements: readonly Croisement[]): Feuille {
  return {
    colonnes: [...textes(["Tableau", 52], ["Code", 14], ["Ligne", 30], ["Profil", 30]), ...nombres("Nombre")],
    lignes: croisements.flatMap(({ titre, modalites, lignes }) =>
      lignes.flatMap((ligne) =>
        modalites.map(({ libelle }, rang) => [titre, ligne.code, ligne.libelle, libelle, ligne.valeurs[rang] ?? 0]),
      ),
    ),
  };
}

function feuilleOrigines({ version: { figures } }: FicheBilanBailleur): Feuille {
  return {
    colonnes: [
      ...textes(["Code", 12], ["Contingent", 30], ["Origine", 30]),
      ...nombres("Reconnus DALO", "Non reconnus", "DALO inconnu", "Total"),
    ],
    lignes: figures.origines.map(({ contingent, libelleContingent, libelleOrigine, dalo, total }) => [
      contingent,
      libelleContingent,
      libelleOrigine,
      dalo.oui,
      dalo.non,
      dalo.inconnu,
      total,
    ]),
  };
}

function feuillePrecisions({ precisions }: FicheBilanBailleur): Feuille {
  return {
    colonnes: [...textes(["Contingent", 30], ["Partenaire", 40]), ...nombres("Demandeurs")],
    lignes: precisions.flatMap(({ libelle, partenaires, nonPrecise }) => [
      ...partenaires.map((row) => [libelle, row.nom, row.nombre]),
      [libelle, "Non précisé", nonPrecise],
    ]),
  };
}

function feuilleEcarts({ comparaison: { changements } }: FicheBilanBailleur): Feuille {
  return {
    colonnes: [...textes(["Chiffre", 70]), ...nombres("Alors", "Aujourd’hui", "Écart")],
    lignes: changements.map((row) => [row.nom, ...valeursOf(row)]),
  };
}
