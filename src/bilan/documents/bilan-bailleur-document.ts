import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, Signature, TableauBloc } from "#socle/documents/document.ts";
import { type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { feuilleOf, tableauOf } from "#socle/documents/table.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { keepColonnes } from "#socle/regles/table/table.ts";
import {
  ECARTS,
  ensembleOf,
  listPrecisions,
  ORIGINES,
  PRECISIONS,
  tableCroisement,
} from "../images/bilan-bailleur-table.ts";
import type { Croisement } from "../lectures/bilan-bailleur/bilan-bailleur.ts";
import type { FicheBilanBailleur } from "../lectures/bilan-bailleur/fiche.ts";
import { feuilleMethode, feuilleSources, sayMethodes, saySources } from "./feuille-methode.ts";
import { composeMethode } from "./methode.ts";

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
    date: version.signeLe,
  };
}

function chiffres({ phrases, avertissement }: FicheBilanBailleur): Bloc[] {
  return [
    { kind: "alerte", titre: "Petits effectifs.", texte: avertissement },
    ...phrases.periode.map(paragraphe),
    { kind: "sous-titre", texte: "Rappel de l’objectif" },
    ...phrases.objectif.map(paragraphe),
  ];
}

function tableauCroisement(croisement: Croisement): TableauBloc {
  return tableauOf(tableCroisement(croisement), croisement.lignes, { total: ensembleOf(croisement) });
}

function origine({ version: { figures }, precisions }: FicheBilanBailleur): Bloc[] {
  const colonnes = keepColonnes(ORIGINES, "contingent", "origine", "dalo", "non_dalo", "dalo_inconnu", "total");
  const table = tableauOf({ ...colonnes, titre: "Contingent, ancien logement et DALO" }, figures.origines);
  return [
    table,
    precisions.length === 0
      ? paragraphe("Le bailleur n’a pas précisé quels partenaires ont orienté les demandeurs.")
      : tableauOf(PRECISIONS, listPrecisions(precisions)),
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

/** The document shows no more; the workbook has them all. */
const ECARTS_MAX = 60;

function ecarts({ comparaison: { changements, phrase } }: FicheBilanBailleur): Bloc[] {
  if (changements.length === 0) return [paragraphe(phrase)];
  const autres = changements.length - ECARTS_MAX;
  return [
    paragraphe(phrase),
    tableauOf(ECARTS, changements.slice(0, ECARTS_MAX), {
      note: autres > 0 ? `Et ${formatCompte(autres, "autre chiffre", "autres chiffres")}, dans le tableur.` : null,
    }),
  ];
}

export function renderBilanBailleurXlsx(fiche: FicheBilanBailleur): Promise<Uint8Array> {
  const { figures } = fiche.version;
  return renderClasseur(aProposOf(fiche), [
    ["Version", feuilleVersion(fiche)],
    ["Contingents", feuilleCroisements(figures.contingents)],
    ["Origine", feuilleOf(ORIGINES, figures.origines)],
    ["Précisions", feuilleOf(PRECISIONS, listPrecisions(fiche.precisions))],
    ["Secteurs", feuilleCroisements(figures.secteurs)],
    ["Communes", feuilleCroisements(figures.communes)],
    ["Écarts", feuilleOf(ECARTS, fiche.comparaison.changements)],
    ["Méthode", feuilleMethode(figures)],
    ["Sources", feuilleSources(figures)],
  ]);
}

function aProposOf({ titre, mention, version, avertissement }: FicheBilanBailleur): APropos {
  const { figures, signeLe, empreinte } = version;
  return {
    titre,
    territoire: figures,
    jour: signeLe,
    periode: figures.libellePeriode,
    pour: PARTENAIRES,
    sources: saySources(figures),
    methode: [avertissement, ...sayMethodes(figures)],
    autres: [
      ["Bailleur", `${figures.bailleur} (SIREN ${figures.siren})`],
      ["Version", mention],
      ["Empreinte", empreinte],
    ],
  };
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

/** One row per cell of each table, for pivot tables. */
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
