import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { EvenementsComptes, LigneEvenements } from "../../lectures/evenement/compter-evenements.ts";
import { GENRES_EVENEMENT, LIBELLE_GENRE_EVENEMENT } from "../../regles/evenement.ts";

export const CHEMIN_EVENEMENTS = "demandes/evenements";

export type ComptesEvenementsPageProps = {
  readonly cadre: Cadre;
  readonly comptes: EvenementsComptes;
  /** Month shown; null: no event for a year. */
  readonly mois: string | null;
};

/** Counts of events by author and kind: one month on the page, a year in the files. */
export function renderComptesEvenementsPage({ cadre, comptes, mois }: ComptesEvenementsPageProps): string {
  return renderPage({
    cadre,
    titre: "Évènements, comptes",
    children: (
      <>
        <h1>Évènements, comptes</h1>
        <p>
          Ce que les organismes, les demandeurs et les délais ont écrit sur les demandes du territoire. Sans aucun nom,
          et sans ouvrir de dossier.
        </p>
        {mois === null ? (
          <EtatVide titre="Aucun évènement à compter">
            <p>Rien n’a été écrit sur une demande de ce territoire depuis un an.</p>
          </EtatVide>
        ) : (
          <Contenu comptes={comptes} mois={mois} />
        )}
      </>
    ),
  });
}

function Contenu({ comptes, mois }: { comptes: EvenementsComptes; mois: string }) {
  const { epci } = comptes;
  const lignes = comptes.lignes.filter((ligne) => ligne.mois === mois);
  const auteurs = [...new Set(lignes.map(({ par }) => par))].toSorted((a, b) => a.localeCompare(b, "fr"));
  return (
    <>
      <nav aria-label="Mois">
        <ul class="ligne">
          {comptes.mois.map((one) => (
            <li>
              <a
                href={hrefTerritoire(epci, CHEMIN_EVENEMENTS, { mois: one })}
                aria-current={one === mois ? "page" : undefined}
              >
                {sayMois(one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p>{formatCompte(sum(lignes), "évènement", "évènements")} dans le mois.</p>
      <Table
        table={tableOf(mois, lignes)}
        lignes={auteurs.map((par) => ({ par, lignes: lignes.filter((ligne) => ligne.par === par) }))}
        totaux={[{ par: "Ensemble", lignes }]}
      />
      <p class="ligne telechargements">
        Douze mois :<a href={hrefTerritoire(epci, `${CHEMIN_EVENEMENTS}.xlsx`)}>tableur (XLSX)</a>
        <a href={hrefTerritoire(epci, `${CHEMIN_EVENEMENTS}.csv`)}>CSV pour tableur</a>
      </p>
    </>
  );
}

type Auteur = { readonly par: string; readonly lignes: readonly LigneEvenements[] };

/** One column for each kind written in the month. */
function tableOf(mois: string, lignes: readonly LigneEvenements[]) {
  const genres = GENRES_EVENEMENT.filter((genre) => lignes.some((ligne) => ligne.genre === genre));
  const nombre = (code: string, titre: string, valeur: (auteur: Auteur) => number) =>
    ({ code, titre, genre: "nombre", tri: true, valeur }) as const;
  return defineTable<Auteur>({
    code: "evenements",
    titre: `Évènements de ${sayMois(mois)} par organisme et nature`,
    colonnes: [
      { code: "de_qui", titre: "De qui", tri: true, valeur: ({ par }) => par },
      ...genres.map((genre) =>
        nombre(genre, LIBELLE_GENRE_EVENEMENT[genre], (auteur) =>
          sum(auteur.lignes.filter((ligne) => ligne.genre === genre)),
        ),
      ),
      nombre("ensemble", "Ensemble", (auteur) => sum(auteur.lignes)),
    ],
  });
}

function sum(lignes: readonly LigneEvenements[]): number {
  return lignes.reduce((total, { nombre }) => total + nombre, 0);
}

const MOIS = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" });

function sayMois(mois: string): string {
  return MOIS.format(new Date(`${mois}-01T00:00:00Z`));
}
