import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Croisement, LigneOrigine } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";

/** Counts crossed by two answers, the unknown among them, and their total. */
export function TableCroisement({ croisement }: { croisement: Croisement }) {
  const { titre, premiereColonne, modalites, lignes, totaux, total } = croisement;
  const table = defineTable<Croisement["lignes"][number]>({
    code: "croisement",
    titre,
    colonnes: [
      { code: "libelle", titre: premiereColonne, valeur: ({ libelle }) => libelle },
      ...modalites.map(({ libelle }, rang) => ({
        code: `modalite-${rang}`,
        titre: libelle,
        genre: "nombre" as const,
        valeur: ({ valeurs }: { readonly valeurs: readonly number[] }) => valeurs[rang] ?? null,
      })),
      { code: "total", titre: "Total", genre: "nombre", valeur: (ligne) => ligne.total },
    ],
  });
  const ensemble = { code: "ensemble", libelle: "Ensemble", valeurs: totaux, total };
  return <Table table={table} lignes={lignes} totaux={[ensemble]} cartes={false} pareils />;
}

const ORIGINES = defineTable<LigneOrigine>({
  code: "origines",
  titre: "Origine des demandeurs : contingent, ancien logement et DALO",
  colonnes: [
    { code: "contingent", titre: "Contingent", valeur: ({ libelleContingent }) => libelleContingent, tri: true },
    { code: "origine", titre: "Origine", valeur: ({ libelleOrigine }) => libelleOrigine, tri: true },
    { code: "dalo", titre: "Reconnus DALO", genre: "nombre", valeur: ({ dalo }) => dalo.oui, tri: true },
    { code: "non_dalo", titre: "Non reconnus", genre: "nombre", valeur: ({ dalo }) => dalo.non, tri: true },
    { code: "dalo_inconnu", titre: "DALO inconnu", genre: "nombre", valeur: ({ dalo }) => dalo.inconnu, tri: true },
    { code: "total", titre: "Total", genre: "nombre", valeur: ({ total }) => total, tri: true },
  ],
});

export function TableOrigines({ origines }: { origines: readonly LigneOrigine[] }) {
  return <Table table={ORIGINES} lignes={origines} />;
}
