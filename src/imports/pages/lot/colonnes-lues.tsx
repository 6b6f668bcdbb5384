import type { Child } from "hono/jsx";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import { libelleChamp } from "./libelles.ts";

export function ColonnesLues({ colonnes }: { colonnes: Lot["colonnes"] }) {
  if (colonnes.length === 0) return null;
  return (
    <details>
      <summary>Les {colonnes.length} colonnes du fichier</summary>
      <Table table={COLONNES_LUES} lignes={colonnes} nom="Colonnes du fichier" lu />
    </details>
  );
}

const COLONNES_LUES = defineTable<Lot["colonnes"][number], Child>({
  code: "colonnes",
  titre: "Colonnes du fichier et leur lecture",
  colonnes: [
    { code: "entete", titre: "Colonne du fichier", valeur: ({ entete }) => entete, tri: true },
    {
      code: "lue",
      titre: "Lue comme",
      valeur: ({ colonne }) => (colonne === null ? null : libelleChamp(colonne)),
      tri: true,
      rendu: ({ colonne }) => (colonne === null ? <span class="discret">non utilisée</span> : libelleChamp(colonne)),
    },
    {
      code: "exemples",
      titre: "Exemples",
      valeur: ({ exemples }) => exemples.join(" · "),
      rendu: ({ exemples }) => <span class="brut">{exemples.join(" · ")}</span>,
    },
  ],
});
