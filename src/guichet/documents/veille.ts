import {
  DEFINITION_MOTIF_VEILLE,
  LIBELLE_ISSUE_VEILLE,
  LIBELLE_MOTIF_VEILLE,
} from "#observatoire/regles/veille/veille.ts";
import { textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import type { LigneVeille, Veille } from "../lectures/veille/veille.ts";

type Champ = readonly [cle: string, titre: string, read: (ligne: LigneVeille) => Valeur];

const CHAMPS: readonly Champ[] = [
  ["reference", "Référence", ({ reference }) => reference],
  ["commune", "Commune souhaitée", ({ commune }) => commune],
  ["typologie", "Type", ({ typologie }) => typologie],
  ["anciennete", "Ancienneté", ({ anciennete }) => anciennete],
  ["creee_le", "Créée le", ({ creeLe }) => creeLe],
  ["dernier_evenement", "Dernier évènement", ({ dernierEvenement }) => dernierEvenement],
  ["propositions", "Propositions", ({ propositions }) => propositions],
  ["motif", "Motif de la demande", ({ motif }) => motif],
  ["organisme", "Suivie par", ({ prise }) => prise?.nomOrganisation ?? null],
  ["prise_le", "Confiée le", ({ prise }) => prise?.priseLe ?? null],
  ["close_le", "Close le", ({ prise }) => prise?.closeLe ?? null],
  ["issue", "Issue", ({ prise }) => (prise?.issue ? LIBELLE_ISSUE_VEILLE[prise.issue] : null)],
];

function lignesOf({ comptes, lignes, confiees }: Veille): readonly LigneVeille[] {
  return comptes === null ? confiees : lignes;
}

export function renderVeilleCsv(veille: Veille): string {
  const rows = lignesOf(veille).map((ligne) => CHAMPS.map(([, , read]) => read(ligne)));
  return renderTableCsv([CHAMPS.map(([cle]) => cle), ...rows], "tableur");
}

export function renderVeilleXlsx(veille: Veille): Promise<Uint8Array> {
  const { motif } = veille.filtre;
  const avant = veille.comptes === null ? [] : [`${LIBELLE_MOTIF_VEILLE[motif]} : ${DEFINITION_MOTIF_VEILLE[motif]}`];
  const lignes = lignesOf(veille).map((ligne) => CHAMPS.map(([, , read]) => read(ligne)));
  const demandes = { avant, colonnes: textes(...CHAMPS.map(([, titre]) => [titre, 22] as const)), lignes };
  return renderClasseur("Veille sur les demandes", [["Demandes", demandes]]);
}
