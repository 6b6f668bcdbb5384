import { raw } from "hono/html";
import { Defile } from "#socle/pages/design/parts.tsx";
import { formatTaux, MOIS } from "#socle/regles/shared/format.ts";
import { type Eventail, LARGEUR_PAGE, renderEventail } from "../../images/eventail.ts";

type Props = Omit<Eventail, "largeur"> & { readonly legende: string };

/** Month by month: the drawing (the telephone has its own, and the style sheet shows one of the two), and the same figures as a table. Nothing when no month has a lease. */
export function DessinEventail({ legende, ...eventail }: Props) {
  const points = eventail.points.filter(({ quantiles }) => quantiles !== null);
  if (points.length === 0) return null;
  return (
    <>
      <figure class="eventail">
        {raw(renderEventail({ ...eventail, largeur: LARGEUR_PAGE }))}
        {raw(renderEventail(eventail))}
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
  return (
    <Defile nom={titre}>
      <table>
        <caption>{titre}</caption>
        <thead>
          <tr>
            <th scope="col">Fin du mois</th>
            {["5 %", "25 %", "Médiane", "75 %", "95 %"].map((nom) => (
              <th scope="col" class="n">
                {nom}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ mois, quantiles, projete }) => (
            <tr>
              <th scope="row">
                {MOIS[(mois - 1) % 12]}
                {projete ? " (projeté)" : ""}
              </th>
              {(quantiles ?? []).map((quantile) => (
                <td class="n">{formatTaux(quantile)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}
