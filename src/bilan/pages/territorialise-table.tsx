import type { Child } from "hono/jsx";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { TauxOuManque } from "#socle/pages/design/manque.tsx";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { capitalize, formatBornes, formatCompte, formatRealise } from "#socle/regles/shared/format.ts";
import type { ConstatTerritorialise } from "../lectures/bilan.ts";

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
        <TableFiches
          titre={titre}
          nom={`${titre}, par lieu et par période`}
          colonnes={COLONNES}
          lignes={lignes.filter((ligne) => ligne.titre === titre).map(cellsOf)}
        />
      ))}
    </section>
  );
}

const COLONNES = [
  { titre: "Lieu et période" },
  { titre: "Porteur" },
  { titre: "Objectif écrit" },
  { titre: "Compté", nombre: true },
  { titre: "Part", nombre: true },
  { titre: "Situation" },
];

function cellsOf(ligne: ConstatTerritorialise): readonly Child[] {
  const { nomLieu, libelleDuree, nom, ecrit, acte } = ligne;
  return [
    `${capitalize(nomLieu)}, ${libelleDuree}`,
    nom,
    <div>
      {formatObjectif({ ...ecrit, tauxDuNombre: null })}
      <br />
      <small>{acte}</small>
    </div>,
    formatRealise(ligne),
    <TauxOuManque mesure={ligne} />,
    <Situation ligne={ligne} />,
  ];
}

function Situation({ ligne }: { readonly ligne: ConstatTerritorialise }) {
  const { inconnus, bornes } = ligne;
  return (
    <div>
      <TagVerdict constat={ligne} />
      {inconnus > 0 ? (
        <Precision
          texte={`${formatCompte(inconnus, "inconnue")}${bornes === null ? "" : `, taux ${formatBornes(bornes)}`}`}
        />
      ) : null}
    </div>
  );
}

function Precision({ texte }: { texte: string }) {
  return (
    <>
      <br />
      <small>{texte}</small>
    </>
  );
}
