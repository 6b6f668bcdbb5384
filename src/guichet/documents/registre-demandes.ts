import { type LieuClasseur, SAISI } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Colonne, Secret } from "#socle/regles/table/table.ts";
import type { ExportRegistre } from "../actes/registre/exporter.ts";
import type { LigneLue } from "../actes/registre/lister.ts";
import { DELAIS } from "../images/delais-table.ts";
import { REGISTRE } from "../images/registre-table.ts";
import type { DelaisLus } from "../lectures/registre/delais.ts";

function ouvertsOf({ nominatif }: ExportRegistre): readonly Secret[] {
  return nominatif ? ["nominatif"] : [];
}

/** The watermark is a last column, so that a single line copied out of the file still tells who exported it. */
export function renderRegistreCsv(liste: ExportRegistre): string {
  const filigrane: Colonne<LigneLue> = {
    code: "filigrane",
    titre: "Filigrane",
    secret: "nominatif",
    valeur: () => liste.filigrane,
  };
  return csvOf({ colonnes: [...REGISTRE.colonnes, filigrane] }, liste.lignes, "tableur", ouvertsOf(liste));
}

export function renderRegistreXlsx(liste: ExportRegistre, lieu: LieuClasseur): Promise<Uint8Array> {
  const feuille = { ...feuilleOf(REGISTRE, liste.lignes, ouvertsOf(liste)), avant: [liste.filigrane] };
  const autres = [["Export", liste.filigrane]] as const;
  return renderClasseur({ ...lieu, titre: "Demandes de logement", sources: SAISI, autres }, [["Demandes", feuille]]);
}

export function renderDelaisCsv({ guichets }: DelaisLus): string {
  return csvOf(DELAIS, guichets, "tableur");
}

export function renderDelaisXlsx({ guichets, du, au }: DelaisLus, lieu: LieuClasseur): Promise<Uint8Array> {
  const periode = `Du ${formatJour(du)} au ${formatJour(au)}`;
  const aPropos = { ...lieu, titre: "Délais d’enregistrement", periode, sources: SAISI };
  return renderClasseur(aPropos, [["Délais", feuilleOf(DELAIS, guichets)]]);
}
