import type { Child } from "hono/jsx";
import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { LigneMenage } from "../lectures/fiche-liste.ts";
import { LIBELLE_ETAT_RELOGEMENT } from "../regles/etat.ts";
import { TON_ETAT } from "./libelles.ts";

export type MenagesTableProps = {
  readonly epci: string;
  readonly titre: string;
  readonly lignes: readonly LigneMenage[];
  /** true: shows the building of each household. */
  readonly immeuble: boolean;
};

/** One row a household. No sort by column: the page is already sorted by urgency. */
export function MenagesTable({ epci, titre, lignes, immeuble }: MenagesTableProps) {
  const table = defineTable<LigneMenage, Child>({
    code: "menages",
    titre,
    colonnes: [
      {
        code: "menage",
        titre: "Ménage",
        valeur: ({ reference }) => reference,
        rendu: (ligne) => <Menage epci={epci} ligne={ligne} />,
      },
      ...(immeuble ? [IMMEUBLE] : []),
      ...COLONNES,
    ],
  });
  return <Table table={table} lignes={lignes} />;
}

const IMMEUBLE: Colonne<LigneMenage, Child> = {
  code: "immeuble",
  titre: "Immeuble",
  valeur: ({ operation }) => operation.nom,
};

const COLONNES: readonly Colonne<LigneMenage, Child>[] = [
  { code: "souhait", titre: "Souhait", valeur: ({ souhait }) => souhait },
  { code: "offres", titre: "Offres", valeur: ({ offres }) => offres },
  { code: "avant", titre: "Reste à charge avant", genre: "euros", valeur: ({ avant }) => avant },
  {
    code: "apres",
    titre: "Reste à charge après",
    genre: "euros",
    valeur: ({ compare, apres }) => (compare ? apres : "–"),
  },
  {
    code: "etat",
    titre: "État",
    valeur: ({ etat }) => LIBELLE_ETAT_RELOGEMENT[etat],
    rendu: ({ etat }) => <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT_RELOGEMENT[etat]}</Tag>,
  },
  {
    code: "etape",
    titre: "Prochaine étape",
    valeur: ({ etape }) => etape,
    rendu: ({ etape, alertes }) => (
      <span>
        {etape}
        {alertes.map(({ mot }) => (
          <>
            {" "}
            <Tag ton="alerte">{mot}</Tag>
          </>
        ))}
      </span>
    ),
  },
];

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
