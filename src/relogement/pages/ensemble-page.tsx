import type { Child } from "hono/jsx";
import { CHEMIN_MENAGES, cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { IssueMenage, MenageChoisi } from "../lectures/ensemble.ts";

export const CHEMIN_RELANCER = `${CHEMIN_MENAGES}/relancer`;
export const CHEMIN_PORTER = `${CHEMIN_MENAGES}/porter-au-comite`;
export const CHEMIN_CONFIER = `${CHEMIN_MENAGES}/confier`;

/** An act that is done on several households at once, in the words of its page. */
export type Geste = { readonly chemin: string; readonly titre: string; readonly sens: string; readonly jour: string };

export const RELANCER: Geste = {
  chemin: CHEMIN_RELANCER,
  titre: "Relancer des ménages",
  sens: "La prochaine étape de chacun devient « Rappeler le ménage ». Passée la date, le dossier remonte dans « À faire ».",
  jour: "Rappeler le",
};

export const PORTER: Geste = {
  chemin: CHEMIN_PORTER,
  titre: "Porter des ménages au comité de suivi",
  sens: "La prochaine étape de chacun devient « Comité de suivi ». Rien n’est décidé : la décision s’écrit dans le dossier.",
  jour: "Comité du",
};

export const CONFIER: Geste = {
  chemin: CHEMIN_CONFIER,
  titre: "Confier des immeubles",
  sens: "Un ménage se confie avec son immeuble entier : la personne choisie en lira et en tiendra tous les dossiers.",
  jour: "À partir du",
};

type EnsemblePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly geste: Geste;
  readonly choisis: readonly MenageChoisi[];
  /** Officers to whom a building may be given; null: nobody is chosen here. */
  readonly agents: readonly OptionListe[] | null;
  readonly etat: EtatFormulaire;
};

/** Which households, where each stands, and what would be written. */
export function renderEnsemblePage(props: EnsemblePageProps): string {
  const { cadre, epci, geste, choisis, agents, etat } = props;
  if (choisis.length === 0) return renderSansChoix(props);
  const nombre = formatCompte(choisis.length, "ménage choisi", "ménages choisis");
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    titre: geste.titre,
    chemin: geste.chemin,
    retour: { chemin: CHEMIN_MENAGES, libelle: "Ménages à reloger" },
    bouton: `Enregistrer pour ${nombre}`,
    sous: (
      <>
        <p>{geste.sens}</p>
        <p>Chaque dossier est écrit à part : ce qui ne peut pas l’être est dit, ménage par ménage.</p>
      </>
    ),
    apres: (
      <Table
        table={tableOf(epci, nombre, {
          code: "etape",
          titre: "Prochaine étape aujourd’hui",
          valeur: ({ etape }) => etape,
        })}
        lignes={choisis}
      />
    ),
    children: (
      <>
        {choisis.map(({ id }) => (
          <input type="hidden" name="menage" value={String(id)} />
        ))}
        {agents === null ? null : (
          <Liste etat={etat} nom="compte" libelle="Chargé de relogement" options={agents} vide="Choisir…" requis />
        )}
        <Champ etat={etat} nom="le" libelle={geste.jour} type="date" requis />
      </>
    ),
  });
}

function renderSansChoix({ cadre, epci, geste }: EnsemblePageProps): string {
  return renderPage({
    cadre,
    titre: geste.titre,
    children: (
      <>
        <h1>{geste.titre}</h1>
        <EtatVide titre="Aucun ménage n’est coché">
          <p>
            <a href={hrefTerritoire(epci, CHEMIN_MENAGES)}>Cochez des ménages dans la liste</a>
          </p>
        </EtatVide>
      </>
    ),
  });
}

type IssuesPageProps = Pick<EnsemblePageProps, "cadre" | "epci" | "geste"> & {
  readonly issues: readonly IssueMenage[];
};

/** Answer to the form itself: what was written, and for whom nothing was. */
export function renderIssuesPage({ cadre, epci, geste, issues }: IssuesPageProps): string {
  const refuses = issues.filter(({ refus }) => refus !== null).length;
  const faits = issues.length - refuses;
  return renderPage({
    cadre,
    titre: refuses > 0 ? `Erreur : ${geste.titre}` : geste.titre,
    children: (
      <>
        <h1>{geste.titre}</h1>
        <Message ton={refuses > 0 ? "alerte" : "ok"} role={refuses > 0 ? "alert" : "status"}>
          <p>
            Enregistré pour {formatCompte(faits, "ménage")}.
            {refuses > 0 ? ` Rien d’écrit pour ${formatCompte(refuses, "ménage")} : voyez pourquoi ci-dessous.` : ""}
          </p>
        </Message>
        <Table
          table={tableOf<IssueMenage>(epci, "Ménage par ménage", {
            code: "issue",
            titre: "Résultat",
            valeur: ({ refus }) => refus ?? "Enregistré",
          })}
          lignes={issues}
        />
        <p>
          <a class="bouton second" href={hrefTerritoire(epci, CHEMIN_MENAGES)}>
            Revenir aux ménages
          </a>
        </p>
      </>
    ),
  });
}

function tableOf<Ligne extends MenageChoisi>(epci: string, titre: string, derniere: Colonne<Ligne, Child>) {
  return defineTable<Ligne, Child>({
    code: "ensemble",
    titre,
    colonnes: [
      {
        code: "menage",
        titre: "Ménage",
        valeur: ({ reference }) => reference,
        rendu: ({ id, reference }) => <a href={hrefTerritoire(epci, cheminMenage(id))}>{reference}</a>,
      },
      { code: "immeuble", titre: "Immeuble", valeur: ({ immeuble }) => immeuble },
      derniere,
    ],
  });
}
