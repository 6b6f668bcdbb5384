import type { ConstatTerritorialise } from "#application/bilan/bilan.ts";
import { formatObjectif } from "#domain/convention/format-objectif.ts";
import { capitalize, formatBornes, formatCompte, formatRealise } from "#domain/shared/format.ts";
import { TauxOuManque } from "../design/manque.tsx";
import { Defile, TagVerdict } from "../design/parts.tsx";

type Props = { readonly lignes: readonly ConstatTerritorialise[] };

/** What the convention writes for parts of the territory or of the year, each judged on its own leases. */
export function SectionTerritorialises({ lignes }: Props) {
  return (
    <section aria-labelledby="territorialises">
      <h2 id="territorialises">Objectifs territorialisés</h2>
      <p>
        Chacun est jugé sur les baux de son lieu et de sa période. Un bail dont le lieu, ou le réservataire, n’est pas
        connu n’est dans aucun compte : il est dans les bornes.
      </p>
      {[...new Set(lignes.map(({ titre }) => titre))].map((titre) => (
        <Table titre={titre} lignes={lignes.filter((ligne) => ligne.titre === titre)} />
      ))}
    </section>
  );
}

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function Table({ titre, lignes }: Props & { readonly titre: string }) {
  return (
    <Defile nom={`${titre}, par lieu et par période`} fiches>
      <table role="table">
        <caption>{titre}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">Lieu et période</th>
            <th scope="col">Porteur</th>
            <th scope="col">Objectif écrit</th>
            <th scope="col" class="n">
              Compté
            </th>
            <th scope="col" class="n">
              Part
            </th>
            <th scope="col">Situation</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignes.map((ligne) => (
            <Ligne ligne={ligne} />
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

function Ligne({ ligne }: { readonly ligne: ConstatTerritorialise }) {
  const { nomLieu, libelleDuree, nom, ecrit, acte, bornes, inconnus } = ligne;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {capitalize(nomLieu)}, {libelleDuree}
      </th>
      <td role="cell" data-nom="Porteur">
        {nom}
      </td>
      <td role="cell" data-nom="Objectif écrit">
        <div>
          {formatObjectif({ ...ecrit, tauxDuNombre: null })}
          <br />
          <small>{acte}</small>
        </div>
      </td>
      <td class="n" role="cell" data-nom="Compté">
        {formatRealise(ligne)}
      </td>
      <td class="n" role="cell" data-nom="Part">
        <TauxOuManque mesure={ligne} />
      </td>
      <td role="cell" data-nom="Situation">
        <div>
          <TagVerdict constat={ligne} />
          {inconnus > 0 ? (
            <Precision
              texte={`${formatCompte(inconnus, "inconnue")}${bornes === null ? "" : `, taux ${formatBornes(bornes)}`}`}
            />
          ) : null}
        </div>
      </td>
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

function Precision({ texte }: { texte: string }) {
  return (
    <>
      <br />
      <small>{texte}</small>
    </>
  );
}
