import { MotManque } from "#socle/pages/design/manque.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatFraction, formatNombre, formatTaux, manqueMesure } from "#socle/regles/shared/format.ts";
import type { Constat, LigneVentilation, Mesures } from "../lectures/bilan.ts";

type Props = {
  readonly titre: string;
  readonly premiereColonne: string;
  readonly lignes: readonly LigneVentilation[];
  readonly href?: (code: string) => string;
};

export function TableVentilation({ titre, premiereColonne, lignes, href }: Props) {
  return (
    <CadreTable titre={titre} cartes={false}>
      <thead>
        <tr>
          <th scope="col" rowspan={2}>
            {premiereColonne}
          </th>
          <th scope="col" rowspan={2} class="n">
            Attributions
          </th>
          <th scope="colgroup" colspan={2} class="n">
            Hors QPV, 1<sup>er</sup> quartile ou relogés
          </th>
          <th scope="colgroup" colspan={2} class="n">
            En QPV, quartiles 2 à 4
          </th>
          <th scope="col" rowspan={2} class="n">
            Non localisées
          </th>
        </tr>
        <tr>
          <th scope="col" class="n">
            Nombre
          </th>
          <th scope="col" class="n">
            Part
          </th>
          <th scope="col" class="n">
            Nombre
          </th>
          <th scope="col" class="n">
            Part
          </th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((ligne) => (
          <tr>
            <th scope="row">{href ? <a href={href(ligne.code)}>{ligne.libelle}</a> : ligne.libelle}</th>
            <CellulesMesures mesures={ligne} />
          </tr>
        ))}
      </tbody>
    </CadreTable>
  );
}

function CellulesMesures({ mesures }: { mesures: Mesures }) {
  return (
    <>
      <td class="n">{formatNombre(mesures.total)}</td>
      <CellulesConstat constat={mesures.horsQpv} />
      <CellulesConstat constat={mesures.qpv} />
      <td class="n">{formatNombre(mesures.nonLocalisees.total)}</td>
    </>
  );
}

function CellulesConstat({ constat }: { constat: Constat }) {
  const manque = manqueMesure(constat);
  if (manque !== null || constat.taux === null) {
    return (
      <>
        <td class="n">0 sur 0</td>
        <td class="n">
          <MotManque manque={manque ?? "inconnu"} />
        </td>
      </>
    );
  }
  return (
    <>
      <td class="n">{formatFraction(constat.realise, constat.assiette)}</td>
      <td class={constat.petitEffectif ? "n discret" : "n"}>
        {constat.petitEffectif ? "moins de 20" : formatTaux(constat.taux)}
      </td>
    </>
  );
}
