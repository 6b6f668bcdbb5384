import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { ETATS_REUNION, LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { MOIS } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ReunionListee, Reunions } from "../lectures/reunion-lire.ts";
import { CHEMIN_REUNIONS, cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { TagEtatReunion } from "./reunion-mots.tsx";

export type ReunionsPageProps = { readonly cadre: Cadre; readonly lues: Reunions };

export function renderReunionsPage({ cadre, lues }: ReunionsPageProps): string {
  const { territoire: epci, ecrire, partenaire, mois, filtre, total } = lues;
  return renderPageCommission({
    cadre,
    titre: "Réunions",
    children: (
      <>
        {ecrire ? (
          <p>
            <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_REUNIONS}/nouvelle`, { instance: filtre.instance })}>
              Préparer une réunion
            </a>
          </p>
        ) : null}
        {partenaire ? <Filtres {...lues} /> : null}
        {mois.length === 0 ? <Vide total={total} partenaire={partenaire} epci={epci} /> : null}
        {mois.map(({ mois: code, reunions }) => (
          <section>
            <h2>{sayMois(code)}</h2>
            <Table table={tableMois(epci, code)} lignes={reunions} />
          </section>
        ))}
        {mois.length > 0 ? (
          <p class="telechargements">
            <a href={hrefTerritoire(epci, `${CHEMIN_REUNIONS}.ics`, { instance: filtre.instance })}>
              Toutes ces réunions dans un agenda (ICS)
            </a>
          </p>
        ) : null}
      </>
    ),
  });
}

/** « 2018-10 » → « octobre 2018 ». */
function sayMois(code: string): string {
  const [annee = "", mois = ""] = code.split("-");
  return `${MOIS[Number(mois) - 1] ?? mois} ${annee}`;
}

function Filtres({ territoire, filtre, instances, annees }: Reunions) {
  return (
    <BarreFiltres action={hrefTerritoire(territoire, CHEMIN_REUNIONS)} titre="Filtrer les réunions">
      <Choisir
        nom="instance"
        libelle="Instance"
        tous="Toutes"
        options={instances.map(({ id, nom }) => ({ code: id, nom }))}
        valeur={filtre.instance}
      />
      <Choisir
        nom="etat"
        libelle="État"
        tous="Tous"
        options={optionsOf(ETATS_REUNION, LIBELLE_ETAT_REUNION)}
        valeur={filtre.etat}
      />
      <Choisir nom="annee" libelle="Année" tous="Toutes" options={optionsDe(annees)} valeur={filtre.annee} />
    </BarreFiltres>
  );
}

function Vide({ total, partenaire, epci }: { total: number; partenaire: boolean; epci: string }) {
  if (!partenaire) {
    return (
      <EtatVide titre="Aucune réunion à montrer">
        <p>Les réunions sont ouvertes aux organismes membres de la conférence.</p>
      </EtatVide>
    );
  }
  return (
    <EtatVide titre={total === 0 ? "Aucune réunion" : "Aucune réunion ne répond à ces filtres"}>
      <p>
        {total === 0 ? (
          "Aucune n’est encore prévue."
        ) : (
          <a href={hrefTerritoire(epci, CHEMIN_REUNIONS)}>Revoir toutes les réunions</a>
        )}
      </p>
    </EtatVide>
  );
}

function tableMois(epci: string, mois: string) {
  return defineTable<ReunionListee, Child>({
    code: `reunions-${mois}`,
    titre: `Réunions, ${sayMois(mois)}`,
    colonnes: [
      {
        code: "reunion",
        titre: "Réunion",
        valeur: ({ reunion }) => reunion.titre,
        rendu: ({ reunion }) => <a href={hrefTerritoire(epci, cheminReunion(reunion.id))}>{reunion.titre}</a>,
      },
      { code: "quand", titre: "Quand", valeur: ({ quand }) => quand },
      { code: "ou", titre: "Où", valeur: ({ ou }) => ou },
      { code: "instance", titre: "Instance", valeur: ({ instance }) => instance },
      {
        code: "etat",
        titre: "État",
        valeur: ({ reunion }) => LIBELLE_ETAT_REUNION[reunion.etat],
        rendu: ({ reunion }) => <TagEtatReunion etat={reunion.etat} />,
      },
    ],
  });
}
