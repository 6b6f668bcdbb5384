import {
  DEFINITION_MOTIF_VEILLE,
  LIBELLE_ISSUE_VEILLE,
  LIBELLE_MOTIF_VEILLE,
} from "#observatoire/regles/veille/veille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { LigneVeille, Veille } from "../lectures/veille/veille.ts";

const CHAMPS: readonly Colonne<LigneVeille>[] = [
  { code: "reference", titre: "Référence", largeur: 22, valeur: ({ reference }) => reference },
  { code: "commune", titre: "Commune souhaitée", largeur: 22, valeur: ({ commune }) => commune },
  { code: "typologie", titre: "Type", largeur: 22, valeur: ({ typologie }) => typologie },
  { code: "anciennete", titre: "Ancienneté", largeur: 22, valeur: ({ anciennete }) => anciennete },
  { code: "creee_le", titre: "Créée le", largeur: 22, valeur: ({ creeLe }) => creeLe },
  {
    code: "dernier_evenement",
    titre: "Dernier évènement",
    largeur: 22,
    valeur: ({ dernierEvenement }) => dernierEvenement,
  },
  { code: "propositions", titre: "Propositions", largeur: 22, valeur: ({ propositions }) => propositions },
  { code: "motif", titre: "Motif de la demande", largeur: 22, valeur: ({ motif }) => motif },
  { code: "organisme", titre: "Suivie par", largeur: 22, valeur: ({ prise }) => prise?.nomOrganisation ?? null },
  { code: "prise_le", titre: "Confiée le", largeur: 22, valeur: ({ prise }) => prise?.priseLe ?? null },
  { code: "close_le", titre: "Close le", largeur: 22, valeur: ({ prise }) => prise?.closeLe ?? null },
  {
    code: "issue",
    titre: "Issue",
    largeur: 22,
    valeur: ({ prise }) => (prise?.issue ? LIBELLE_ISSUE_VEILLE[prise.issue] : null),
  },
];

function lignesOf({ comptes, lignes, confiees }: Veille): readonly LigneVeille[] {
  return comptes === null ? confiees : lignes;
}

export function renderVeilleCsv(veille: Veille): string {
  return csvOf({ colonnes: CHAMPS }, lignesOf(veille), "tableur");
}

export function renderVeilleXlsx(veille: Veille): Promise<Uint8Array> {
  const { motif } = veille.filtre;
  const avant = veille.comptes === null ? [] : [`${LIBELLE_MOTIF_VEILLE[motif]} : ${DEFINITION_MOTIF_VEILLE[motif]}`];
  const demandes = { ...feuilleOf({ colonnes: CHAMPS }, lignesOf(veille)), avant };
  return renderClasseur("Veille sur les demandes", [["Demandes", demandes]]);
}
