import { fenetreOf } from "#donnees/regles/convention/duree-objectif.ts";
import { LegendeManques } from "#socle/pages/design/manque.tsx";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { EFFORT_TERRITORIALISES } from "../../images/effort-territorialises-table.ts";
import { LEGENDE_EVENTAIL_PERIODE } from "../../images/eventail-legende.ts";
import type { LigneTerritorialisee } from "../../lectures/effort/effort.ts";
import { DessinEventail } from "./eventail-figure.tsx";

type Props = { readonly lignes: readonly LigneTerritorialisee[] };

export function SectionTerritorialises({ lignes }: Props) {
  return (
    <>
      {[...new Set(lignes.map(({ titre }) => titre))].map((titre) => (
        <TableParTitre titre={titre} lignes={lignes.filter((ligne) => ligne.titre === titre)} />
      ))}
      {lignes
        .filter(({ acheve }) => !acheve)
        .map((ligne) => (
          <Eventail ligne={ligne} />
        ))}
    </>
  );
}

/** Several drawings follow one table: each has its own title. */
function Eventail({ ligne }: { readonly ligne: LigneTerritorialisee }) {
  const { premierMois: premier, dernierMois: dernier } = fenetreOf(ligne);
  if (ligne.eventail.every(({ quantiles }) => quantiles === null)) return null;
  const qui = `${ligne.nom}, ${ligne.nomLieu}, ${ligne.libelleDuree}`;
  return (
    <>
      <h2>{qui}</h2>
      <DessinEventail
        points={ligne.eventail}
        cible={ligne.ecrit?.taux ?? null}
        plancher={null}
        axe={{ premier, dernier }}
        titre={`${ligne.titre} : ${qui}`}
        legende={LEGENDE_EVENTAIL_PERIODE}
      />
    </>
  );
}

function TableParTitre({ titre, lignes }: Props & { readonly titre: string }) {
  return (
    <>
      <Table
        table={{ ...EFFORT_TERRITORIALISES, titre }}
        nom={`${titre}, par lieu et par période`}
        lignes={lignes}
        rendu={{ situation: (ligne) => <Situation ligne={ligne} /> }}
      />
      <LegendeManques
        manques={lignes.map(({ cible, acheve }) => (cible === null || acheve ? ("sans-objet" as const) : null))}
      />
    </>
  );
}

function Situation({ ligne: { cible, lecture } }: { readonly ligne: LigneTerritorialisee }) {
  const { total } = lecture.inconnus;
  return (
    <>
      <TagVerdict constat={{ verdict: cible?.verdict ?? "sans-objet", manque: 0 }} />
      {total > 0 ? (
        <>
          <br />
          <small>{formatCompte(total, "inconnue")}</small>
        </>
      ) : null}
    </>
  );
}
