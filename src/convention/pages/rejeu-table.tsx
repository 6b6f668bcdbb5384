import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatFraction, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import type { CibleRejouee, LigneRejeu, Rejeu } from "../lectures/rejouer-avenant.ts";

/** « With these targets, 2017 and 2018 would have been… »; the EPCI alone where the bailleurs are a page further. */
export function TableRejeu({ rejeu: whole, ensembleSeul = false }: { rejeu: Rejeu; ensembleSeul?: boolean }) {
  const lignes = ensembleSeul ? whole.lignes.filter(({ porteur }) => porteur.type === "epci") : whole.lignes;
  const rejeu = { ...whole, lignes };
  if (lignes.length === 0) {
    return (
      <>
        <p>Aucune année publiée ne peut être mesurée avec ces objectifs.</p>
        <Remarques rejeu={rejeu} />
      </>
    );
  }
  return (
    <>
      {rejeu.annees.map((annee) => (
        <TableAnnee rejeu={rejeu} annee={annee} />
      ))}
      <Remarques rejeu={rejeu} />
    </>
  );
}

function Remarques({ rejeu }: { rejeu: Rejeu }) {
  return (
    <>
      {rejeu.remarques.map((phrase) => (
        <p class="aide">{phrase}</p>
      ))}
    </>
  );
}

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function TableAnnee({ rejeu, annee }: { rejeu: Rejeu; annee: number }) {
  const lignes = rejeu.lignes.filter((ligne) => ligne.annee === annee);
  if (lignes.length === 0) return null;
  return (
    <CadreTable
      titre={`Avec ces objectifs, ${annee} aurait été`}
      nom={`${annee} avec les objectifs de ${rejeu.titre}`}
      pareils
    >
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">Porteur et objectif</th>
          <th scope="col" class="n">
            Réalisé
          </th>
          <th scope="col">Objectif en vigueur</th>
          <th scope="col">Avec cette version</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lignes.map((ligne) => (
          <Ligne ligne={ligne} />
        ))}
      </tbody>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </CadreTable>
  );
}

function Ligne({ ligne }: { ligne: LigneRejeu }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {ligne.nom}
        <br />
        <small>{LIBELLE_OBJET[ligne.objet]}</small>
      </th>
      <td class="n" role="cell" data-titre="Réalisé">
        <span>
          {formatFraction(ligne.realise, ligne.assiette)}
          {ligne.taux === null ? null : (
            <>
              <br />
              <small>{formatTaux(ligne.taux)}</small>
            </>
          )}
        </span>
      </td>
      <td role="cell" data-titre="Objectif en vigueur">
        <Cible cible={ligne.actuel} annee={ligne.annee} />
      </td>
      <td role="cell" data-titre="Avec cette version">
        <Cible cible={ligne.projet} annee={ligne.annee} />
      </td>
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

function Cible({ cible, annee }: { cible: CibleRejouee | null; annee: number }) {
  if (cible === null) return <>aucun objectif</>;
  return (
    <span>
      <TagVerdict constat={cible} />
      <br />
      <small>
        {formatObjectif({ ...cible, tauxDuNombre: null })} : {formatNombre(cible.attendu)} à atteindre
        {cible.annee === annee ? "" : `, objectif de ${cible.annee}`}
      </small>
    </span>
  );
}
