import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { textes } from "#socle/documents/feuille.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import { citeIndicateurs, LIBELLE_OCCUPATION } from "../regles/desequilibre/libelles.ts";
import {
  ARTICLE_MIXITE,
  LIBELLE_ETAT_LISTE,
  type LigneMixite,
  type ListeMixite,
} from "../regles/desequilibre/mixite.ts";

export type VueListe = {
  readonly territoire: { readonly epci: string; readonly nom: string; readonly demonstration: boolean };
  readonly liste: ListeMixite;
};

const TITRE = "Résidences à enjeu prioritaire de mixité sociale";

export function renderListePdf(vue: VueListe): Promise<Uint8Array> {
  return renderDocumentPdf(composeListe(vue));
}

/** The annex: what is kept, bailleur by bailleur. What was taken out is on the project alone. */
function composeListe({ territoire, liste }: VueListe): DocumentMisEnPage {
  const { demonstration, nom, epci } = territoire;
  const retenues = keptOf(liste);
  const bailleurs = [...new Set(retenues.map(({ bailleurNom }) => bailleurNom ?? SANS_BAILLEUR))];
  return {
    titre: TITRE,
    territoire: nom,
    entete: [TITRE, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: liste.etat === "arretee" ? "annexe à la convention" : "projet, sans valeur de décision",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${nom} (SIREN ${epci})` },
      { terme: "État", valeur: sayEtat(liste) },
      { terme: "Texte", valeur: `${ARTICLE_MIXITE} ; critères du décret à confirmer` },
      {
        terme: "Sources",
        valeur: `${liste.enquete === null ? "aucune enquête OPS" : `enquête OPS ${liste.enquete}`}, RPLS ${liste.millesime}, méthode version ${liste.methode}`,
      },
      { terme: "Résidences", valeur: formatCompte(retenues.length, "résidence retenue", "résidences retenues") },
    ],
    sections: bailleurs.map(
      (bailleur): SectionDocument => ({
        titre: bailleur,
        blocs: [tableauOf(retenues.filter(({ bailleurNom }) => (bailleurNom ?? SANS_BAILLEUR) === bailleur))],
      }),
    ),
    fiches: [],
    date: liste.arreteeLe === null ? null : `${liste.arreteeLe}T00:00:00.000Z`,
  };
}

const SANS_BAILLEUR = "Bailleur inconnu";

function sayEtat({ etat, etablieLe, arreteeLe, acte }: ListeMixite): string {
  return etat === "projet" || arreteeLe === null
    ? `${LIBELLE_ETAT_LISTE.projet} du ${formatJour(etablieLe)}`
    : `Arrêtée le ${formatJour(arreteeLe)}, ${acte ?? ""}`;
}

function tableauOf(lignes: readonly LigneMixite[]): Bloc {
  const texte = (value: string) => ({ kind: "texte" as const, texte: value });
  return {
    kind: "tableau",
    titre: "",
    colonnes: [
      { titre: "Résidence", droite: false, part: 2.2 },
      { titre: "Commune", droite: false, part: 1.6 },
      { titre: "Sur-représentations établies", droite: false, part: 3.4 },
      { titre: "Origine et motif", droite: false, part: 2.6 },
    ],
    lignes: lignes.map((ligne) =>
      [ligne.nom, ligne.commune, citeIndicateurs(ligne.indicateurs), sayOrigine(ligne)].map(texte),
    ),
    total: null,
    note: null,
  };
}

function sayOrigine({ origine, motif }: LigneMixite): string {
  const said = origine === "methode" ? "Proposée par la méthode" : "Ajoutée";
  return motif === null ? said : `${said} : ${motif}`;
}

const LISTE: readonly Colonne<LigneMixite>[] = [
  { code: "residence", titre: "Clé", largeur: 40, valeur: ({ cle }) => cle },
  { code: "nom", titre: "Résidence", largeur: 30, valeur: ({ nom }) => nom },
  { code: "commune", titre: "Commune", largeur: 22, valeur: ({ commune }) => commune },
  { code: "bailleur", titre: "SIREN", largeur: 12, valeur: ({ bailleur }) => bailleur },
  { code: "bailleur_nom", titre: "Bailleur", largeur: 24, valeur: ({ bailleurNom }) => bailleurNom },
  {
    code: "indicateurs",
    titre: "Sur-représentations établies",
    largeur: 60,
    valeur: ({ indicateurs }) => indicateurs.map((code) => LIBELLE_OCCUPATION[code]).join(" ; "),
  },
  { code: "origine", titre: "Origine", largeur: 12, valeur: ({ origine }) => origine },
  { code: "motif", titre: "Motif", largeur: 60, valeur: ({ motif }) => motif },
];

/** Kept résidences, one a row. */
export function renderListeCsv({ liste }: VueListe): string {
  return csvOf({ colonnes: LISTE }, keptOf(liste), "tableur");
}

export function renderListeXlsx({ territoire, liste }: VueListe): Promise<Uint8Array> {
  return renderClasseur(`${TITRE}, ${territoire.nom}, ${sayEtat(liste)}`, [
    ["Liste", feuilleOf({ colonnes: LISTE }, keptOf(liste))],
    [
      "À propos",
      {
        colonnes: textes(["Sujet", 22], ["Texte", 90]),
        lignes: [
          ["État", sayEtat(liste)],
          ["Texte", ARTICLE_MIXITE],
          ["Enquête OPS", liste.enquete],
          ["RPLS", liste.millesime],
          ["Méthode", `version ${liste.methode}`],
          ...(territoire.demonstration ? [["Avertissement", BANDEAU_DEMONSTRATION]] : []),
        ],
      },
    ],
  ]);
}

function keptOf({ lignes }: ListeMixite): readonly LigneMixite[] {
  return lignes.filter(({ retenue }) => retenue);
}
