import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { LIBELLE_MOTIF_EXPORT, LIGNES_EXPORT_MAX, type MotifExport } from "#observatoire/regles/registre/registre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import { type ALister, type LigneLue, questionOf, toLue } from "./lister.ts";

export type ExportRegistre = {
  readonly epci: string;
  readonly lignes: readonly LigneLue[];
  readonly nominatif: boolean;
  /** Who exported, when and why; printed on each sheet. */
  readonly filigrane: string;
};

export type AExporter = ALister & {
  readonly motif: MotifExport;
  readonly nominatif: boolean;
  /** ISO instant. */
  readonly maintenant: string;
};

/** Exports all lines that match the filters; names for a desk only. Refuses `export-trop-grand`, `droit-absent`. */
export async function exporterRegistre(base: Base, demande: AExporter): Promise<ExportRegistre> {
  const { epci, motif, nominatif, aujourdhui } = demande;
  const guichets = guichetsOf(base, epci) ?? [];
  if (nominatif && guichets.length === 0) {
    throw interdit("droit-absent", "Seul un guichet exporte les noms de ses demandes. Exportez la liste sans noms.");
  }
  const rows = await base.registres.list(questionOf(base, demande, LIGNES_EXPORT_MAX + 1));
  if (rows.length > LIGNES_EXPORT_MAX) {
    throw new Refus(
      "export-trop-grand",
      `Cette liste a plus de ${LIGNES_EXPORT_MAX} lignes. Filtrez-la, par commune ou par typologie, puis exportez-la de nouveau.`,
    );
  }
  const [communes, desks] = await Promise.all([base.territoires.perimetre(epci), base.registres.guichets(epci)]);
  return base.transaction(async (tx) => {
    const keys = nominatif ? rows.map(({ demandeur }) => demandeur) : [];
    const noms = await tx.registres.noms(epci, keys);
    const sens = nominatif ? "nominatif" : "sans noms";
    await tx.journal.ecrire({
      acte: "demandes-exportees",
      ressource: "demande-menage",
      epci,
      motif: LIBELLE_MOTIF_EXPORT[motif],
      objet: `demandes:${rows.length}:${sens}`,
    });
    const annuaire = {
      noms,
      communes: new Map(communes.map((one) => [one.commune, one.nom])),
      guichets: desks,
      aujourdhui,
    };
    return {
      epci,
      nominatif,
      lignes: rows.map((row) => toLue(row, annuaire)),
      filigrane: `Export ${sens} de ${base.acteur.nom}, ${demande.maintenant.slice(0, 16).replace("T", " à ")} UTC. Motif : ${LIBELLE_MOTIF_EXPORT[motif]}. Ne pas transmettre.`,
    };
  });
}
