import { Table } from "#socle/pages/design/table.tsx";
import { EVENEMENTS } from "../images/evenements-table.ts";
import type { EvenementDit } from "../lectures/lire-suivi.ts";

export function EvenementsDossier({
  evenements,
  limite = evenements.length,
}: {
  readonly evenements: readonly EvenementDit[];
  readonly limite?: number;
}) {
  if (evenements.length === 0) return <p>Aucun évènement n’est encore écrit sur cette demande.</p>;
  const table = { ...EVENEMENTS, titre: "Évènements, du plus récent au plus ancien" };
  return <Table table={table} lignes={evenements.slice(0, limite)} nom="Évènements de la demande" />;
}
