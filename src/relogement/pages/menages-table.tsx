import type { Child } from "hono/jsx";
import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import type { LigneMenage, ListeMenages } from "../lectures/fiche-liste.ts";
import { LIBELLE_ETAT_RELOGEMENT } from "../regles/etat.ts";
import { tableMenages } from "../regles/menages.ts";
import { TON_ETAT } from "./libelles.ts";

export type MenagesTableProps = {
  readonly epci: string;
  readonly titre: string;
  readonly liste: Pick<ListeMenages, "lignes" | "feuille">;
  /** true: shows the building of each household. */
  readonly immeuble: boolean;
  /** Rows are ticked, in a form around. */
  readonly choix?: boolean;
  /** What all the rows share, which none of them repeats. */
  readonly commun?: { readonly etat: string | null; readonly alerte: string | null };
};

/** One row a household; its rows are cut and named by what read them. */
export function MenagesTable({ epci, titre, liste, immeuble, choix = false, commun }: MenagesTableProps) {
  const rendu = {
    menage: (ligne: LigneMenage) => <Menage epci={epci} ligne={ligne} choix={choix} />,
    etat: renderEtat(commun),
    etape: renderEtape,
  };
  const table = { ...tableMenages(immeuble), titre };
  return <Table<LigneMenage> table={table} lignes={liste.lignes} coupe={liste} rendu={rendu} lu={choix} />;
}

/** What is wrong says more than the state, which it implies: the one stands for the other, unless all the rows share it. */
function renderEtat(commun: MenagesTableProps["commun"]): (ligne: LigneMenage) => Child {
  return ({ etat, alertes }) => {
    const dites = alertes.filter(({ code }) => code !== DE_ETAPE && code !== commun?.alerte);
    if (dites.length === 0) {
      return commun?.etat ? "" : <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT_RELOGEMENT[etat]}</Tag>;
    }
    return <Alertes mots={dites.map(({ mot }) => mot)} />;
  };
}

/** Said beside the step that it is about. */
const DE_ETAPE = "etape-depassee";

function renderEtape({ etape, alertes }: LigneMenage): Child {
  return (
    <span>
      {etape} <Alertes mots={alertes.filter(({ code }) => code === DE_ETAPE).map(({ mot }) => mot)} />
    </span>
  );
}

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
