import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf, tableauOf } from "#socle/documents/table.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { MIXITE, MIXITE_BRUTE } from "../images/mixite-table.ts";
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

/** The annex: kept résidences, by bailleur. Removed ones are only on the project. */
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
        blocs: [
          tableauOf(
            ANNEXE,
            retenues.filter(({ bailleurNom }) => (bailleurNom ?? SANS_BAILLEUR) === bailleur),
          ),
        ],
      }),
    ),
    date: liste.arreteeLe === null ? null : `${liste.arreteeLe}T00:00:00.000Z`,
  };
}

/** Without the bailleur's column: each section is one bailleur's. */
const ANNEXE = { code: "annexe", titre: "", colonnes: MIXITE.filter(({ code }) => code !== "bailleur") };
const SANS_BAILLEUR = "Bailleur inconnu";

function sayEtat({ etat, etablieLe, arreteeLe, acte }: ListeMixite): string {
  return etat === "projet" || arreteeLe === null
    ? `${LIBELLE_ETAT_LISTE.projet} du ${formatJour(etablieLe)}`
    : `Arrêtée le ${formatJour(arreteeLe)}, ${acte ?? ""}`;
}

/** Kept résidences, one per row. */
export function renderListeCsv({ liste }: VueListe): string {
  return csvOf({ colonnes: MIXITE_BRUTE }, keptOf(liste), "tableur");
}

export function renderListeXlsx({ territoire, liste }: VueListe): Promise<Uint8Array> {
  const aPropos: APropos = {
    titre: TITRE,
    territoire,
    jour: liste.arreteeLe ?? liste.etablieLe,
    pour: PARTENAIRES,
    sources: [
      liste.enquete === null ? "Aucune enquête OPS." : `Enquête OPS ${liste.enquete}.`,
      `RPLS ${liste.millesime}.`,
    ],
    methode: [`Version ${liste.methode} de la méthode.`],
    autres: [
      ["État", sayEtat(liste)],
      ["Texte", `${ARTICLE_MIXITE}\u00A0; critères du décret à confirmer`],
    ],
  };
  return renderClasseur(aPropos, [["Liste", feuilleOf({ colonnes: MIXITE_BRUTE }, keptOf(liste))]]);
}

function keptOf({ lignes }: ListeMixite): readonly LigneMixite[] {
  return lignes.filter(({ retenue }) => retenue);
}
