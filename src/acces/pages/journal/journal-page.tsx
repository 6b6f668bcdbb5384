import type { Child } from "hono/jsx";
import type { EntreeLue, FiltreJournal } from "#socle/lectures/journal/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir, Saisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_ACTE } from "#socle/regles/journal/acte.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { ACTES_TRIES, formatInstant, formatMotif, formatObjet, libelleActe, libelleRessource } from "./libelles.ts";

export type Personne = { readonly compte: number; readonly nom: string };

type JournalProps = {
  readonly cadre: Cadre;
  readonly filtre: FiltreJournal;
  readonly entrees: readonly EntreeLue[];
  /** Cursor of the next page; null on the last one. */
  readonly suite: string | null;
  /** Persons of the filter; others can be filtered from their lines. */
  readonly personnes: readonly Personne[];
  /** True for the whole territory, false for what concerns the reader. */
  readonly partout: boolean;
  readonly exporter: boolean;
  /** Why the filter was refused. */
  readonly erreur: string | null;
};

/** Shows no total: it would count what the reader may not see. */
export function renderJournalPage(props: JournalProps): string {
  const { cadre, filtre, entrees, partout, erreur } = props;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : journal" : "Journal",
    children: (
      <>
        <h1>Journal</h1>
        <p class="chapo">
          {partout
            ? "Chaque lecture d’un dossier et chaque acte fait sur le territoire."
            : "Les actes de votre organisation, et les lectures de votre dossier si vous en avez un."}{" "}
          Rien ne s’y modifie ni ne s’y efface.
        </p>
        <ResultatActe erreur={erreur} titreErreur="Filtre non appliqué" />
        <Filtres {...props} />
        {entrees.length === 0 ? <SansEntree filtre={filtre} /> : <TableEntrees {...props} />}
        <Suite {...props} />
      </>
    ),
  });
}

/** Parameters of the address, under the form's names; a page starts at its own cursor. */
function hrefJournal(filtre: FiltreJournal, autres: Readonly<Record<string, string | number | null>> = {}): string {
  const { du, au, compte, acte, demandeur } = filtre;
  return hrefTerritoire(filtre.epci, "journal", { du, au, compte, acte, demandeur, ...autres });
}

function Filtres({ filtre, personnes, exporter }: JournalProps) {
  const telecharger = (
    <a class="bouton second" href={hrefJournal(filtre).replace(/\/journal/, "/journal.csv")} download>
      Télécharger (CSV)
    </a>
  );
  return (
    <BarreFiltres
      action={hrefTerritoire(filtre.epci, "journal")}
      titre="Filtrer le journal"
      bouton="Filtrer"
      apres={exporter ? telecharger : null}
    >
      <Saisir nom="du" libelle="Du" type="date" valeur={filtre.du} />
      <Saisir nom="au" libelle="Au" type="date" valeur={filtre.au} />
      <ChoixPersonne filtre={filtre} personnes={personnes} />
      <Choisir
        nom="acte"
        libelle="Acte"
        tous="Tous"
        options={optionsOf(ACTES_TRIES, LIBELLE_ACTE)}
        valeur={filtre.acte}
      />
      <Saisir nom="demandeur" libelle="Identifiant du dossier" valeur={filtre.demandeur} taille={36} />
    </BarreFiltres>
  );
}

/** The filtered person stays in the choices, even when absent from the list. */
function ChoixPersonne({ filtre: { compte }, personnes }: Pick<JournalProps, "filtre" | "personnes">) {
  if (personnes.length === 0 && compte === undefined) return null;
  const missing = compte !== undefined && !personnes.some((personne) => personne.compte === compte);
  const options = personnes.map(({ compte: code, nom }) => ({ code, nom }));
  return (
    <Choisir
      nom="compte"
      libelle="Personne"
      tous="Toutes"
      options={missing ? [{ code: compte, nom: `Compte n°\u00A0${compte}` }, ...options] : options}
      valeur={compte}
    />
  );
}

function SansEntree({ filtre }: { filtre: FiltreJournal }) {
  const filtered = [filtre.du, filtre.au, filtre.compte, filtre.acte, filtre.demandeur].some(
    (value) => value !== undefined,
  );
  if (!filtered && filtre.apres === undefined) {
    return (
      <EtatVide titre="Rien pour l’instant">
        <p>Le premier fichier déposé, le premier dossier ouvert s’écriront ici.</p>
      </EtatVide>
    );
  }
  return (
    <EtatVide titre="Aucune ligne">
      <p>
        Rien ne répond à ce filtre parmi ce que vous pouvez lire.{" "}
        <a href={hrefTerritoire(filtre.epci, "journal")}>Voir tout le journal</a>
      </p>
    </EtatVide>
  );
}

function TableEntrees({ filtre, entrees, personnes }: Pick<JournalProps, "filtre" | "entrees" | "personnes">) {
  const table = defineTable<EntreeLue, Child>({
    code: "journal",
    titre: "Lignes du journal, les plus récentes d’abord (heure de Paris)",
    colonnes: [
      {
        code: "le",
        titre: "Date et heure",
        valeur: ({ le }) => le,
        rendu: ({ le }) => <time datetime={le}>{formatInstant(le)}</time>,
      },
      { code: "acte", titre: "Acte", valeur: ({ acte }) => libelleActe(acte) },
      {
        code: "auteur",
        titre: "Qui",
        valeur: ({ auteur }) => auteur,
        rendu: (entree) => <Auteur filtre={filtre} entree={entree} />,
      },
      {
        code: "organisation",
        titre: "Organisation, n°",
        valeur: ({ nomOrganisation, numero }) => `${nomOrganisation}, ${numero}`,
      },
      {
        code: "objet",
        titre: "Sur quoi",
        valeur: ({ objet }) => objet,
        rendu: (entree) => <SurQuoi filtre={filtre} entree={entree} personnes={personnes} />,
      },
      { code: "motif", titre: "Motif", valeur: ({ motif }) => motif, rendu: formatMotif },
    ],
  });
  return <Table table={table} lignes={entrees} nom="Lignes du journal" coupe="requete" />;
}

function Auteur({ filtre, entree: { compte, auteur } }: { filtre: FiltreJournal; entree: EntreeLue }) {
  if (auteur === null) return <span class="discret">un agent</span>;
  // Before the login the person is unknown: the login page acts on their account.
  if (compte === null && auteur === "connexion") return <span>page de connexion</span>;
  if (compte === null || compte === filtre.compte) return <span>{auteur}</span>;
  return (
    <a href={hrefJournal(filtre, { compte })}>
      {auteur}
      <span class="lu">&nbsp;: ne voir que cette personne</span>
    </a>
  );
}

type SurQuoiProps = Pick<JournalProps, "filtre" | "personnes"> & { readonly entree: EntreeLue };

function SurQuoi({ filtre, entree, personnes }: SurQuoiProps) {
  const { objet, demandeur, ressource } = entree;
  return (
    <>
      {objet === null ? libelleRessource(ressource) : formatObjet(objet, personnes)}
      {demandeur === null ? null : (
        <>
          <br />
          <small class="discret">
            dossier{" "}
            {demandeur === filtre.demandeur ? (
              demandeur
            ) : (
              <a href={hrefJournal(filtre, { demandeur })}>
                {demandeur}
                <span class="lu">&nbsp;: ne voir que ce dossier</span>
              </a>
            )}
          </small>
        </>
      )}
    </>
  );
}

function Suite({ filtre, suite }: JournalProps) {
  if (suite === null && filtre.apres === undefined) return null;
  return (
    <nav class="ligne" aria-label="Pages du journal">
      {filtre.apres === undefined ? null : <a href={hrefJournal(filtre)}>Revenir aux plus récentes</a>}
      {suite === null ? null : (
        <a class="bouton second" href={hrefJournal(filtre, { apres: suite })}>
          Lignes plus anciennes
        </a>
      )}
    </nav>
  );
}
