import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { sayInconnues, TERRITORIALISES } from "../images/territorialises-table.ts";
import type { ConstatTerritorialise } from "../lectures/bilan.ts";

type Props = { readonly lignes: readonly ConstatTerritorialise[] };

export function SectionTerritorialises({ lignes }: Props) {
  return (
    <>
      <p>
        Chacun est jugé sur les baux de son lieu et de sa période. Un bail dont le lieu, ou le réservataire, n’est pas
        connu n’est dans aucun compte : il est dans les bornes.
      </p>
      {[...new Set(lignes.map(({ titre }) => titre))].map((titre) => (
        <Table
          table={{ ...TERRITORIALISES, titre }}
          nom={`${titre}, par lieu et par période`}
          lignes={lignes.filter((ligne) => ligne.titre === titre)}
          rendu={{
            ecrit: (ligne) => <Ecrit ligne={ligne} />,
            situation: (ligne) => <Situation ligne={ligne} />,
          }}
        />
      ))}
    </>
  );
}

type LigneProps = { readonly ligne: ConstatTerritorialise };

function Ecrit({ ligne: { ecrit, acte } }: LigneProps) {
  return (
    <>
      {formatObjectif({ ...ecrit, tauxDuNombre: null })}
      <br />
      <small>{acte}</small>
    </>
  );
}

function Situation({ ligne }: LigneProps) {
  const inconnues = sayInconnues(ligne);
  return (
    <>
      <TagVerdict constat={ligne} />
      {inconnues === null ? null : (
        <>
          <br />
          <small>{inconnues}</small>
        </>
      )}
    </>
  );
}
