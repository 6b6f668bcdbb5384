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
  /** Shows the building of each household. */
  readonly immeuble: boolean;
  /** Rows are ticked, in a form around. */
  readonly choix?: boolean;
  /** What all the rows share, which none of them repeats. */
  readonly commun?: { readonly etat: string | null; readonly alerte: string | null };
};

/** One row a household. The page gives its own order: the most urgent are on its first page. */
export function MenagesTable({ epci, titre, lignes, immeuble, choix = false, commun }: MenagesTableProps) {
  const table = defineTable<LigneMenage, Child>({
    code: "menages",
    titre,
    colonnes: [
      {
        code: "menage",
        titre: "Ménage",
        valeur: ({ reference }) => reference,
        rendu: (ligne) => <Menage epci={epci} ligne={ligne} choix={choix} />,
      },
      ...(immeuble ? [IMMEUBLE] : []),
      ...COLONNES,
      ...(commun?.etat ? [] : [ETAT]),
      etapeOf(commun?.alerte ?? null),
    ],
  });
  return <Table table={table} lignes={lignes} lu={choix} />;
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
];

const ETAT: Colonne<LigneMenage, Child> = {
  code: "etat",
  titre: "État",
  valeur: ({ etat }) => LIBELLE_ETAT_RELOGEMENT[etat],
  rendu: ({ etat }) => <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT_RELOGEMENT[etat]}</Tag>,
};

/** `commune`: the alert that the whole list is about. */
function etapeOf(commune: string | null): Colonne<LigneMenage, Child> {
  return {
    code: "etape",
    titre: "Prochaine étape",
    valeur: ({ etape }) => etape,
    rendu: ({ etape, alertes }) => (
      <span>
        {etape}
        {alertes
          .filter(({ code }) => code !== commune)
          .map(({ mot }) => (
            <>
              {" "}
              <Tag ton="alerte">{mot}</Tag>
            </>
          ))}
      </span>
    ),
  };
}

function Menage({ epci, ligne, choix }: Pick<MenagesTableProps, "epci" | "choix"> & { readonly ligne: LigneMenage }) {
  const lien = (
    <a class="cible" href={hrefTerritoire(epci, cheminMenage(ligne.id))}>
      {ligne.reference}
    </a>
  );
  return (
    <>
      {choix ? (
        <span class="choix-ligne">
          <input type="checkbox" name="menage" value={String(ligne.id)} aria-label={`Choisir ${ligne.reference}`} />
          {lien}
        </span>
      ) : (
        lien
      )}
      {ligne.nom ? <span class="nom">{ligne.nom}</span> : null}
    </>
  );
}
