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
      etatOf(commun),
      ETAPE,
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

/** What is wrong says more than the state, which it implies: the one stands for the other, unless all the rows share it. */
function etatOf(commun: MenagesTableProps["commun"]): Colonne<LigneMenage, Child> {
  return {
    code: "etat",
    titre: "État",
    valeur: ({ etat }) => LIBELLE_ETAT_RELOGEMENT[etat],
    rendu: ({ etat, alertes }) => {
      const dites = alertes.filter(({ code }) => code !== DE_ETAPE && code !== commun?.alerte);
      if (dites.length === 0) {
        return commun?.etat ? "" : <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT_RELOGEMENT[etat]}</Tag>;
      }
      return <Alertes mots={dites.map(({ mot }) => mot)} />;
    },
  };
}

/** Said beside the step that it is about. */
const DE_ETAPE = "etape-depassee";

const ETAPE: Colonne<LigneMenage, Child> = {
  code: "etape",
  titre: "Prochaine étape",
  valeur: ({ etape }) => etape,
  rendu: ({ etape, alertes }) => (
    <span>
      {etape} <Alertes mots={alertes.filter(({ code }) => code === DE_ETAPE).map(({ mot }) => mot)} />
    </span>
  ),
};

function Alertes({ mots }: { mots: readonly string[] }) {
  return (
    <span>
      {mots.map((mot) => (
        <>
          <Tag ton="alerte">{mot}</Tag>{" "}
        </>
      ))}
    </span>
  );
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
