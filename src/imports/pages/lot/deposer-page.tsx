import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { LIBELLE_SOURCE, SOURCES } from "#socle/regles/shared/source.ts";
import type { SourcePremierBilan } from "../../regles/lot/premier-bilan.ts";
import { CHEMIN_CORRESPONDANCES } from "../correspondance/correspondances-page.tsx";
import { Manques } from "./manques.tsx";

type DeposerProps = {
  readonly cadre: Cadre;
  readonly manques: readonly SourcePremierBilan[];
  readonly erreur: string | null;
  /** The current one, of the examples. */
  readonly annee: number;
  /** Whether the reader may take in the layouts of another territory. */
  readonly correspondances: boolean;
};

/** One field, several files; source and period are read in the files and may be corrected. */
export function renderDeposerPage({ cadre, manques, erreur, annee, correspondances }: DeposerProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : déposer des fichiers" : "Déposer des fichiers",
    islands: ["depot"],
    children: (
      <>
        <h1>Déposer des fichiers</h1>
        <p class="chapo">Rien n’entre dans un bilan avant que vous ne l’ayez vérifié et publié.</p>
        <ResultatActe erreur={erreur} titreErreur="Dépôt refusé" />
        <form method="post" enctype="multipart/form-data" action={hrefTerritoire(epci, "donnees/deposer")}>
          <ChampFichiers />
          <Corrections annee={annee} />
          <button class="bouton" type="submit">
            Déposer
          </button>
        </form>
        {correspondances ? (
          <p>
            <a href={hrefTerritoire(epci, CHEMIN_CORRESPONDANCES)}>Correspondances de colonnes</a> : celles que Blaise a
            retenues, à donner ou à reprendre d’un autre territoire.
          </p>
        ) : null}
        <Manques epci={epci} manques={manques} />
        <CeQuiEstGarde />
      </>
    ),
  });
}

function ChampFichiers() {
  return (
    <blaise-depot class="depot">
      <label for="fichiers">
        Fichiers à déposer
        <span class="aide" id="fichiers-aide">
          Tous à la fois, ou dans une archive (.zip) : CSV, Excel (.xlsx, .xls), OpenDocument (.ods) ou GeoJSON ;
          jusqu’à 20 fichiers d’un gigaoctet. Choisissez-les, ou faites-les glisser ici.
        </span>
      </label>
      <p>
        <input
          id="fichiers"
          name="fichiers"
          type="file"
          multiple
          required
          aria-describedby="fichiers-aide"
          accept=".csv,.txt,.xlsx,.xls,.ods,.geojson,.json,.zip"
        />
      </p>
      <p class="discret" role="status" data-choisis />
    </blaise-depot>
  );
}

/** Fields left empty to read the value in the file. */
function Corrections({ annee }: { annee: number }) {
  return (
    <fieldset>
      <legend>Si Blaise se trompe</legend>
      <p class="aide">La source et la période se lisent dans le fichier. Ne les indiquez que pour les corriger.</p>
      <div class="ligne">
        <div>
          <label for="source">Source</label>
          <select id="source" name="source">
            <option value="">Reconnaître</option>
            {SOURCES.map((source) => (
              <option value={source}>{LIBELLE_SOURCE[source]}</option>
            ))}
          </select>
        </div>
        <div>
          <label for="periode">Période</label>
          <input
            id="periode"
            name="periode"
            size={12}
            pattern="[0-9]{4}(-T[1-4])?"
            aria-describedby="periode-aide"
            autocomplete="off"
          />
        </div>
        <p id="periode-aide" class="aide">
          {annee}, ou {annee}-T3
        </p>
      </div>
    </fieldset>
  );
}

function CeQuiEstGarde() {
  return (
    <section aria-labelledby="garde">
      <h2 id="garde">Ce que Blaise garde</h2>
      <ul class="texte">
        <li>
          Des lignes acceptées, les colonnes utilisées. Le numéro unique des demandes y est remplacé par une empreinte à
          clé : il n’est pas écrit.
        </li>
        <li>
          Les lignes rejetées, telles que reçues, pour être corrigées : un numéro unique s’y lit en clair. Elles sont
          effacées dès que le lot est abandonné ou remplacé par sa correction (à sa publication s’il est publié), et en
          tout cas à la purge, trois mois après le dépôt sauf autre durée de votre installation. Seuls les téléchargent
          les agents de l’EPCI et, pour ses propres dépôts, le responsable d’un bailleur ; le journal dit qui, et quand.
          Aucune page ne montre un numéro unique.
        </li>
        <li>Un fichier qui contient un numéro de sécurité sociale est refusé.</li>
        <li>
          Le fichier lui-même est effacé après lecture. Son empreinte (SHA-256) reconnaît un fichier déjà importé.
        </li>
      </ul>
    </section>
  );
}
