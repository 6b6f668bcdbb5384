import { raw } from "hono/html";
import { drawTwice } from "#socle/images/axe.ts";
import { Table } from "#socle/pages/design/table.tsx";
import { MOIS } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { type Eventail, renderEventail } from "../../images/eventail.ts";

type Props = Omit<Eventail, "largeur"> & { readonly legende: string };

/**
 * The drawing, month by month (telephones have their own, which the style sheet selects), and a table of the same figures. Empty when no month has a
 * lease.
 */
export function DessinEventail({ legende, ...eventail }: Props) {
  const points = eventail.points.filter(({ quantiles }) => quantiles !== null);
  if (points.length === 0) return null;
  return (
    <>
      <figure class="eventail">
        {raw(drawTwice((largeur) => renderEventail({ ...eventail, largeur })))}
        <figcaption>{legende}</figcaption>
      </figure>
      <details>
        <summary>
          Les valeurs du graphique<span class="lu"> : {eventail.titre}</span>
        </summary>
        <TableMois titre={eventail.titre} points={points} />
      </details>
    </>
  );
}

function TableMois({ titre, points }: { titre: string; points: Eventail["points"] }) {
  const table = defineTable<Eventail["points"][number]>({
    code: "mois",
    titre,
    colonnes: [
      {
        code: "mois",
        titre: "Fin du mois",
        valeur: ({ mois, projete }) => `${MOIS[(mois - 1) % 12]}${projete ? " (projeté)" : ""}`,
      },
      ...["5 %", "25 %", "Médiane", "75 %", "95 %"].map((nom, rang) => ({
        code: `quantile-${rang}`,
        titre: nom,
        genre: "taux" as const,
        valeur: ({ quantiles }: Eventail["points"][number]) => quantiles?.[rang] ?? null,
      })),
    ],
  });
  return <Table table={table} lignes={points} cartes={false} />;
}
