import { Defile } from "#socle/pages/design/parts.tsx";
import { formatJourCourt, formatNombre, formatTaux, INCONNU } from "#socle/regles/shared/format.ts";
import { share } from "#socle/regles/shared/taux.ts";
import type { ParcBilan } from "../lectures/bilan.ts";

/** The stock beside the attributions: where the dwellings of each bailleur stand. */
export function TableParc({ parc }: { parc: ParcBilan }) {
  const vacants = describeVacants(parc);
  return (
    <>
      <p>
        {formatNombre(parc.logements)} logements au RPLS {formatMillesime(parc.millesime)}. {vacants}
      </p>
      <Defile nom="Parc social par bailleur">
        <table>
          <caption>Parc social par bailleur</caption>
          <thead>
            <tr>
              <th scope="col">Bailleur</th>
              <th scope="col" class="n">
                Logements
              </th>
              <th scope="col" class="n">
                En QPV
              </th>
              <th scope="col" class="n">
                Hors QPV
              </th>
              <th scope="col" class="n">
                Localisation inconnue
              </th>
              <th scope="col" class="n">
                Part en QPV
              </th>
            </tr>
          </thead>
          <tbody>
            {parc.bailleurs.map((ligne) => (
              <tr>
                <th scope="row">{ligne.nom}</th>
                <CellulesParc ligne={ligne} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Ensemble</th>
              <CellulesParc ligne={parc} />
            </tr>
          </tfoot>
        </table>
      </Defile>
    </>
  );
}

type Comptes = Pick<ParcBilan, "logements" | "qpv" | "horsQpv" | "inconnue">;

function CellulesParc({ ligne }: { ligne: Comptes }) {
  const part = share(ligne.qpv, ligne.qpv + ligne.horsQpv);
  return (
    <>
      <td class="n">{formatNombre(ligne.logements)}</td>
      <td class="n">{formatNombre(ligne.qpv)}</td>
      <td class="n">{formatNombre(ligne.horsQpv)}</td>
      <td class="n">{formatNombre(ligne.inconnue)}</td>
      <td class="n">{part === null ? INCONNU : formatTaux(part)}</td>
    </>
  );
}

function describeVacants({ vacantsQpv, vacantsHorsQpv }: ParcBilan): string {
  if (vacantsQpv === null || vacantsHorsQpv === null) {
    return "Le fichier ne dit pas lesquels sont vacants : la vacance reste inconnue.";
  }
  return `Proposés à la location et vides : ${formatNombre(vacantsQpv)} en QPV, ${formatNombre(vacantsHorsQpv)} hors QPV.`;
}

/** A vintage is a year or a day. */
function formatMillesime(millesime: string): string {
  return millesime.length === 10 ? `au ${formatJourCourt(millesime)}` : millesime;
}
