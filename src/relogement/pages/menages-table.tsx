import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatEuros } from "#socle/regles/shared/format.ts";
import type { LigneMenage } from "../lectures/fiche-liste.ts";
import { LIBELLE_ETAT_RELOGEMENT } from "../regles/etat.ts";
import { TON_ETAT } from "./libelles.ts";

export type MenagesTableProps = {
  readonly epci: string;
  readonly titre: string;
  readonly lignes: readonly LigneMenage[];
  /** Several buildings are mixed. */
  readonly immeuble: boolean;
};

const COLONNES = [
  { titre: "Souhait" },
  { titre: "Offres" },
  { titre: "Reste à charge avant", nombre: true },
  { titre: "Reste à charge après", nombre: true },
  { titre: "État" },
  { titre: "Prochaine étape" },
] as const;

/** One row a household, one card a household on a phone. */
export function MenagesTable({ epci, titre, lignes, immeuble }: MenagesTableProps) {
  const avant = immeuble ? [{ titre: "Ménage" }, { titre: "Immeuble" }] : [{ titre: "Ménage" }];
  return (
    <TableFiches
      titre={titre}
      colonnes={[...avant, ...COLONNES]}
      lignes={lignes.map((ligne) => [
        <Menage epci={epci} ligne={ligne} />,
        ...(immeuble ? [ligne.operation.nom] : []),
        ligne.souhait,
        ligne.offres,
        <Euros valeur={ligne.avant} />,
        ligne.compare ? <Euros valeur={ligne.apres} /> : "–",
        <Tag ton={TON_ETAT[ligne.etat]}>{LIBELLE_ETAT_RELOGEMENT[ligne.etat]}</Tag>,
        <Etape ligne={ligne} />,
      ])}
    />
  );
}

function Menage({ epci, ligne }: { epci: string; ligne: LigneMenage }) {
  return (
    <>
      <a class="cible" href={hrefTerritoire(epci, cheminMenage(ligne.id))}>
        {ligne.reference}
      </a>
      {ligne.nom ? <span class="nom">{ligne.nom}</span> : null}
    </>
  );
}

function Etape({ ligne: { etape, alertes } }: { ligne: LigneMenage }) {
  return (
    <span>
      {etape}
      {alertes.map(({ mot }) => (
        <>
          {" "}
          <Tag ton="alerte">{mot}</Tag>
        </>
      ))}
    </span>
  );
}

function Euros({ valeur }: { valeur: number | null }) {
  return valeur === null ? <MotManque manque="inconnu" /> : <span>{formatEuros(valeur)}</span>;
}
