import type { Child } from "hono/jsx";
import { MotManque, TauxOuManque } from "#socle/pages/design/manque.tsx";
import { CadreTable, Table } from "#socle/pages/design/table.tsx";
import { formatFraction, formatNombre, formatTaux, manqueMesure } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Bilan, Constat, LigneTrimestre, LigneVentilation, Mesures } from "../lectures/bilan.ts";
import { RegleConstat } from "./design/regle-constat.tsx";
import { hrefBilan, questionOf } from "./questions.ts";

/** The quarters on the rule, hors QPV. */
export function TableTrimestres({ bilan }: { bilan: Bilan }) {
  if (bilan.trimestres.length === 0) return <p>Aucun trimestre de {bilan.annee} ne compte d’attribution.</p>;
  const table = defineTable<LigneTrimestre, Child>({
    code: "trimestres",
    titre: `Trimestres de ${bilan.annee}, hors quartier prioritaire`,
    colonnes: [
      {
        code: "trimestre",
        titre: "Trimestre",
        valeur: ({ libelle }) => libelle,
        rendu: ({ code, libelle }) => (
          <a href={hrefBilan(bilan.territoire, { ...questionOf(bilan), periode: code })}>{libelle}</a>
        ),
      },
      {
        code: "part",
        titre: "Part",
        genre: "taux",
        valeur: ({ horsQpv }) => horsQpv.taux,
        rendu: ({ horsQpv }) => (
          <>
            <b>
              <TauxOuManque mesure={horsQpv} />
            </b>
            {horsQpv.petitEffectif ? null : <small> {formatFraction(horsQpv.realise, horsQpv.assiette)}</small>}
          </>
        ),
      },
      {
        code: "regle",
        titre: "0 à 100 %",
        valeur: ({ horsQpv }) => horsQpv.taux,
        rendu: ({ horsQpv }) => <RegleConstat constat={horsQpv} />,
      },
    ],
  });
  return <Table table={table} lignes={bilan.trimestres} lu />;
}

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
