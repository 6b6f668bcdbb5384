import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { type ComptesFichier, EFFETS, type LigneRefusee, type LigneUtile } from "../../regles/partenaire/ligne.ts";
import { cheminDepot } from "./chemins.ts";
import type { MotsFichier } from "./mots-fichier.ts";

type ApercuProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly mots: MotsFichier;
  readonly depot: string;
  readonly nom: string;
  readonly apercu: {
    readonly empreinte: string;
    readonly comptes: ComptesFichier;
    readonly utiles: readonly LigneUtile[];
    readonly refus: readonly LigneRefusee[];
    readonly avertissements: readonly string[];
    readonly inconnues: readonly { readonly entete: string }[];
  };
  readonly erreur: string | null;
};

/** Rows shown of each table: the file of lines to correct holds all of them. */
const LIGNES_MAX = 60;

/** What the file would write and leave out, then the choice to confirm or to drop it. */
export function renderApercuFichierPage(props: ApercuProps): string {
  const { cadre, nom, apercu, erreur, mots } = props;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : aperçu du fichier" : "Aperçu du fichier",
    children: (
      <>
        <h1>Aperçu du fichier</h1>
        <p class="chapo">{nom}. Rien n’est encore écrit.</p>
        <ResultatActe erreur={erreur} titreErreur="Rien n’a été écrit" />
        <Chiffres mots={mots} comptes={apercu.comptes} />
        <Confirmer {...props} />
        <Avertissements {...props} />
        <Refusees {...props} />
        <Utiles {...props} />
      </>
    ),
  });
}

function Chiffres({ mots, comptes }: { mots: MotsFichier; comptes: ComptesFichier }) {
  return (
    <div class="chiffres quatre">
      {EFFETS.map((effet) => (
        <div>
          <strong>{formatNombre(comptes[effet])}</strong>
          <p>{comptes[effet] < 2 ? mots.effets[effet].un : mots.effets[effet].plusieurs}</p>
        </div>
      ))}
      <div>
        <strong>{formatNombre(comptes.refuse)}</strong>
        <p>{comptes.refuse < 2 ? "ligne à corriger" : "lignes à corriger"}</p>
      </div>
    </div>
  );
}

function Confirmer({ epci, mots, depot, apercu }: ApercuProps) {
  const rien = apercu.comptes.ouvre + apercu.comptes.complete === 0 && mots.complete === null;
  return (
    <>
      {rien ? (
        <p>Ce fichier ne change rien : ce qu’il dit est déjà connu, ou est à corriger.</p>
      ) : (
        <form method="post" action={hrefTerritoire(epci, cheminDepot(mots.racine, depot))}>
          <input type="hidden" name="empreinte" value={apercu.empreinte} />
          {mots.complete === null ? null : (
            <label class="case">
              <input type="checkbox" name="complete" value="oui" />
              {mots.complete}
            </label>
          )}
          <p>Les lignes justes sont écrites en une fois. Celles à corriger restent à télécharger pendant un jour.</p>
          <p>
            <button class="bouton" type="submit">
              Importer les lignes justes
            </button>
          </p>
        </form>
      )}
      <form method="post" action={hrefTerritoire(epci, cheminDepot(mots.racine, depot, "abandonner"))}>
        <p>
          <button class="bouton second" type="submit">
            Ne rien importer, effacer le fichier
          </button>
        </p>
      </form>
    </>
  );
}

function Avertissements({ epci, mots, depot, apercu: { avertissements, inconnues } }: ApercuProps) {
  if (avertissements.length + inconnues.length === 0) return null;
  return (
    <Message ton="neutre" titre="À savoir">
      <ul>
        {avertissements.slice(0, 20).map((phrase) => (
          <li>{phrase}</li>
        ))}
        {inconnues.length > 0 ? (
          <li>
            Non reconnu, laissé de côté :{" "}
            {inconnues
              .slice(0, 12)
              .map(({ entete }) => entete)
              .join(", ")}
            .{" "}
            <a href={hrefTerritoire(epci, cheminDepot(mots.racine, depot, "colonnes"))}>
              Dire à quoi correspond une colonne
            </a>
          </li>
        ) : null}
      </ul>
    </Message>
  );
}

const REFUSEES = defineTable<LigneRefusee>({
  code: "refusees",
  titre: "Lignes à corriger, avec leur raison",
  colonnes: [
    { code: "ligne", titre: "Ligne", genre: "entier", valeur: ({ ligne }) => ligne, tri: true },
    { code: "colonne", titre: "Colonne", valeur: ({ colonne }) => colonne ?? "toute la ligne", tri: true },
    { code: "raison", titre: "Pourquoi, et que faire", valeur: ({ message }) => message },
  ],
});

function Refusees({ epci, mots, depot, apercu: { refus } }: ApercuProps) {
  if (refus.length === 0) return null;
  return (
    <section aria-labelledby="a-corriger">
      <h2 id="a-corriger">Lignes à corriger</h2>
      <p>
        <a href={hrefTerritoire(epci, cheminDepot(mots.racine, depot, "a-corriger.csv"))}>
          Télécharger ces lignes, chacune avec sa raison (CSV)
        </a>
        , puis les corriger et déposer ce fichier tel quel.
      </p>
      <Table table={REFUSEES} lignes={refus} max={LIGNES_MAX} nom="Tableau des lignes à corriger" lu />
      <Reste nombre={refus.length} />
    </section>
  );
}

function Reste({ nombre }: { nombre: number }) {
  if (nombre <= LIGNES_MAX) return null;
  return (
    <p class="discret">Et {formatCompte(nombre - LIGNES_MAX, "autre ligne", "autres lignes")}, non montrées ici.</p>
  );
}

function Utiles({ mots, apercu: { utiles } }: ApercuProps) {
  if (utiles.length === 0) return null;
  const table = defineTable<LigneUtile>({
    code: "utiles",
    titre: "Ce que fait chaque ligne juste",
    colonnes: [
      { code: "ligne", titre: "Ligne", genre: "entier", valeur: ({ ligne }) => ligne, tri: true },
      { code: "quoi", titre: mots.quoi, valeur: ({ quoi }) => quoi, tri: true },
      { code: "effet", titre: "Effet", valeur: ({ effet }) => mots.effets[effet].titre, tri: true },
      { code: "detail", titre: "Détail", valeur: ({ detail }) => detail },
    ],
  });
  return (
    <section aria-labelledby="justes">
      <h2 id="justes">Lignes justes</h2>
      <Table table={table} lignes={utiles} max={LIGNES_MAX} nom="Tableau des lignes justes" lu />
      <Reste nombre={utiles.length} />
    </section>
  );
}

type EcritProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly mots: MotsFichier;
  readonly depot: string;
  readonly ecrit: ComptesFichier;
};

export function renderFichierEcritPage({ cadre, epci, mots, depot, ecrit }: EcritProps): string {
  const dits = EFFETS.map((effet) => formatCompte(ecrit[effet], mots.effets[effet].un, mots.effets[effet].plusieurs));
  return renderPage({
    cadre,
    titre: "Import terminé",
    children: (
      <>
        <h1>Import terminé</h1>
        <Message ton="ok" role="status">
          <p>{dits.join(", ")}. Le fichier est effacé.</p>
        </Message>
        {ecrit.refuse > 0 ? (
          <p>
            {formatCompte(ecrit.refuse, "ligne n’est pas entrée", "lignes ne sont pas entrées")}.{" "}
            <a href={hrefTerritoire(epci, cheminDepot(mots.racine, depot, "a-corriger.csv"))}>
              Télécharger ces lignes, chacune avec sa raison (CSV)
            </a>
            , pendant un jour.
          </p>
        ) : null}
        <ul>
          <li>
            <a href={hrefTerritoire(epci, mots.retour.chemin)}>{mots.retour.libelle}</a>
          </li>
          <li>
            <a href={hrefTerritoire(epci, mots.racine)}>Importer un autre fichier</a>
          </li>
        </ul>
      </>
    ),
  });
}
