import { paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { DocumentMisEnPage } from "#socle/documents/document.ts";
import { textes } from "#socle/documents/feuille.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { EvenementDit } from "../lectures/lire-suivi.ts";

/** The trail of one demande, by its reference: no name goes out with it. */
export type SuiviAExporter = {
  readonly territoire: string;
  readonly demonstration: boolean;
  readonly reference: string;
  readonly jour: string;
  readonly evenements: readonly EvenementDit[];
};

const TITRE = "Suivi partagé de la demande";

function ligne({ le, par, phrase }: EvenementDit): readonly [string, string, string] {
  return [`${formatJourCourt(le)} ${le.slice(11, 16)}`, par, phrase];
}

export function renderEvenementsCsv({ evenements }: SuiviAExporter): string {
  return renderTableCsv([["quand", "de_qui", "genre", "quoi"], ...evenements.map(codee)], "tableur");
}

function codee(evenement: EvenementDit): readonly string[] {
  const { le, par, genre, phrase } = evenement;
  return [le, par, genre, phrase];
}

export function renderEvenementsXlsx(suivi: SuiviAExporter): Promise<Uint8Array> {
  return renderClasseur(`${TITRE} ${suivi.reference}`, [
    ["Suivi", { colonnes: textes(["Quand", 20], ["De qui", 30], ["Quoi", 70]), lignes: suivi.evenements.map(ligne) }],
  ]);
}

export function renderEvenementsPdf(suivi: SuiviAExporter): Promise<Uint8Array> {
  return renderDocumentPdf(compose(suivi));
}

function compose({ territoire, demonstration, reference, jour, evenements }: SuiviAExporter): DocumentMisEnPage {
  const texte = (value: string) => ({ kind: "texte", texte: value }) as const;
  return {
    titre: `${TITRE} ${reference}`,
    territoire,
    entete: `${TITRE} ${reference} · ${territoire}`,
    pied: "gestion partagée, CCH, art. R. 441-2-15",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: territoire },
      { terme: "Référence", valeur: reference },
      { terme: "Édité le", valeur: formatJour(jour) },
    ],
    sections: [
      {
        titre: "Évènements",
        blocs:
          evenements.length === 0
            ? [paragraphe("Aucun évènement n’est écrit.")]
            : [
                {
                  kind: "tableau",
                  titre: "Du plus récent au plus ancien",
                  total: null,
                  note: null,
                  colonnes: [
                    { titre: "Quand", part: 1.3, droite: false },
                    { titre: "De qui", part: 2, droite: false },
                    { titre: "Quoi", part: 4, droite: false },
                  ],
                  lignes: evenements.map((evenement) => ligne(evenement).map(texte)),
                },
              ],
      },
    ],
    fiches: [],
    date: null,
  };
}
