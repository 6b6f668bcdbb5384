import { DEFINITION_MOTIF_VEILLE, LIBELLE_MOTIF_VEILLE } from "#observatoire/regles/veille/veille.ts";
import { type LieuClasseur, SAISI } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { VEILLE } from "../images/veille-table.ts";
import type { LigneVeille, Veille } from "../lectures/veille/veille.ts";

function lignesOf({ comptes, lignes, confiees }: Veille): readonly LigneVeille[] {
  return comptes === null ? confiees : lignes;
}

export function renderVeilleCsv(veille: Veille): string {
  return csvOf(VEILLE, lignesOf(veille), "tableur");
}

export function renderVeilleXlsx(veille: Veille, lieu: LieuClasseur): Promise<Uint8Array> {
  const { motif } = veille.filtre;
  const avant = veille.comptes === null ? [] : [`${LIBELLE_MOTIF_VEILLE[motif]} : ${DEFINITION_MOTIF_VEILLE[motif]}`];
  const demandes = { ...feuilleOf(VEILLE, lignesOf(veille)), avant };
  const { stock } = veille;
  const sources = stock ? [`Stock du SNE, ${stock.periode}, ${stock.reference}.`, ...SAISI] : SAISI;
  return renderClasseur({ ...lieu, titre: "Veille sur les demandes", sources }, [["Demandes", demandes]]);
}
