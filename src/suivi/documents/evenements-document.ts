import { type APropos, SAISI, SERVICES } from "#socle/documents/a-propos.ts";
import { paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { DocumentMisEnPage } from "#socle/documents/document.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf, tableauOf } from "#socle/documents/table.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { EVENEMENTS, EVENEMENTS_BRUTS } from "../images/evenements-table.ts";
import type { EvenementDit } from "../lectures/lire-suivi.ts";

/** The file is identified by its reference, without a name. */
export type SuiviAExporter = {
  readonly territoire: string;
  readonly demonstration: boolean;
  readonly reference: string;
  readonly jour: string;
  readonly evenements: readonly EvenementDit[];
};

const TITRE = "Suivi partagé de la demande";

export function renderEvenementsCsv({ evenements }: SuiviAExporter): string {
  return csvOf({ colonnes: EVENEMENTS_BRUTS }, evenements, "tableur");
}

export function renderEvenementsXlsx(suivi: SuiviAExporter): Promise<Uint8Array> {
  const { territoire: nom, demonstration, reference, jour, evenements } = suivi;
  const aPropos: APropos = {
    titre: `${TITRE} ${reference}`,
    territoire: { nom, demonstration },
    jour,
    pour: SERVICES,
    sources: SAISI,
  };
  return renderClasseur(aPropos, [["Suivi", feuilleOf(EVENEMENTS, evenements)]]);
}

export function renderEvenementsPdf(suivi: SuiviAExporter): Promise<Uint8Array> {
  return renderDocumentPdf(compose(suivi));
}

function compose({ territoire, demonstration, reference, jour, evenements }: SuiviAExporter): DocumentMisEnPage {
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
          evenements.length === 0 ? [paragraphe("Aucun évènement n’est écrit.")] : [tableauOf(EVENEMENTS, evenements)],
      },
    ],
    date: null,
  };
}
