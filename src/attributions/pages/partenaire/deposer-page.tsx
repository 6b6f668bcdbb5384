import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ColonneModele, MotsFichier } from "./mots-fichier.ts";

type DeposerProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly mots: MotsFichier;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** Upload of a partner's list; nothing is written before its preview is confirmed. */
export function renderDeposerFichierPage({ cadre, epci, mots, annonce, erreur }: DeposerProps): string {
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${mots.titre.toLowerCase()}` : mots.titre,
    islands: ["depot"],
    children: (
      <>
        <h1>{mots.titre}</h1>
        <p class="chapo">{mots.chapo}</p>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Fichier refusé" />
        <form method="post" enctype="multipart/form-data" action={hrefTerritoire(epci, mots.racine)}>
          <blaise-depot class="depot">
            <label for="fichiers">
              Fichier
              <span class="aide" id="fichiers-aide">
                CSV, Excel ou OpenDocument ; 20 Mo et 5 000 lignes au plus. Rien n’est écrit avant que vous n’ayez lu
                l’aperçu.
              </span>
            </label>
            <p>
              <input
                id="fichiers"
                name="fichiers"
                type="file"
                required
                aria-describedby="fichiers-aide"
                accept=".csv,.txt,.xlsx,.xlsm,.xls,.ods"
              />
            </p>
            <p class="discret" role="status" data-choisis />
          </blaise-depot>
          <p>
            <button class="bouton" type="submit">
              Voir ce qui changerait
            </button>
          </p>
        </form>
        <section aria-labelledby="regles">
          <h2 id="regles">Ce que fait l’import</h2>
          <ul class="texte">
            {mots.regles.map((regle) => (
              <li>{regle}</li>
            ))}
            <li>
              Les lignes justes entrent ; les autres reviennent dans un fichier, chacune avec sa raison, à corriger et à
              déposer tel quel. Le fichier est gardé chiffré un jour au plus, puis effacé.
            </li>
          </ul>
        </section>
        <Colonnes mots={mots} epci={epci} />
        <Correspondance epci={epci} mots={mots} />
      </>
    ),
  });
}

const COLONNES = defineTable<ColonneModele>({
  code: "modele",
  titre: "Colonnes du modèle",
  colonnes: [
    { code: "colonne", titre: "Colonne", valeur: ({ nom }) => nom },
    { code: "sens", titre: "Ce qu’elle dit", valeur: ({ dit }) => dit },
    { code: "requise", titre: "Indispensable", valeur: ({ requise }) => (requise ? "oui" : "non") },
  ],
});

function Colonnes({ mots, epci }: Pick<DeposerProps, "mots" | "epci">) {
  return (
    <section aria-labelledby="modele">
      <h2 id="modele">Modèle</h2>
      <p>
        Aucun tracé national n’est publié pour ces fichiers : les colonnes sont les nôtres. Un autre tracé se fait
        correspondre une fois, colonne par colonne.{" "}
        <a href={hrefTerritoire(epci, `${mots.racine}/modele.csv`)}>Modèle (CSV)</a>
      </p>
      <details>
        <summary>Les {mots.colonnes.length} colonnes</summary>
        <Table table={COLONNES} lignes={mots.colonnes} nom="Colonnes du modèle" lu />
      </details>
    </section>
  );
}

function Correspondance({ epci, mots }: Pick<DeposerProps, "mots" | "epci">) {
  return (
    <details>
      <summary>Reprendre ou partager une correspondance de colonnes</summary>
      <p>
        La correspondance dite une fois est gardée pour votre organisation.{" "}
        <a href={hrefTerritoire(epci, `${mots.racine}/correspondance.json`)}>La télécharger</a> pour la donner à un
        autre territoire ou à un autre service qui reçoit le même tracé. Elle ne contient que des noms de colonnes.
      </p>
      <form method="post" enctype="multipart/form-data" action={hrefTerritoire(epci, `${mots.racine}/correspondance`)}>
        <p>
          <label for="correspondance">Correspondance reçue</label>
          <input id="correspondance" name="correspondance" type="file" accept=".json" required />
        </p>
        <p>
          <button class="bouton second" type="submit">
            Reprendre cette correspondance
          </button>
        </p>
      </form>
    </details>
  );
}
