import { CHEMIN_IMMEUBLES, CHEMIN_MENAGES } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import type { DemolitionConfiee } from "../lectures/rime/ports.ts";
import { CHEMIN_IMPORTER } from "./rime-chemins.ts";

type ImporterProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly demolitions: readonly DemolitionConfiee[];
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** Upload of one file or two; nothing is written before the preview is confirmed. */
export function renderRimeImporterPage(props: ImporterProps): string {
  const { cadre, epci, demolitions, annonce, erreur } = props;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : importer des ménages à reloger" : "Importer des ménages à reloger",
    islands: ["depot"],
    children: (
      <>
        <h1>Importer des ménages à reloger</h1>
        <p class="chapo">
          Un classeur de suivi, ou ses feuilles en CSV. Rien n’est écrit avant que vous n’ayez lu et confirmé l’aperçu.
        </p>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Fichier refusé" />
        {demolitions.length === 0 ? <SansImmeuble epci={epci} /> : <Formulaire {...props} />}
        <Regles epci={epci} />
      </>
    ),
  });
}

function SansImmeuble({ epci }: { epci: string }) {
  return (
    <EtatVide titre="Aucun immeuble ne vous est confié">
      <p>
        Les ménages s’importent dans les immeubles à démolir qui vous sont confiés. Demandez à l’EPCI de vous en confier
        un. <a href={hrefTerritoire(epci, CHEMIN_IMMEUBLES)}>Voir les immeubles</a>
      </p>
    </EtatVide>
  );
}

function Formulaire({ epci, demolitions }: ImporterProps) {
  return (
    <form method="post" enctype="multipart/form-data" action={hrefTerritoire(epci, CHEMIN_IMPORTER)}>
      <p>Immeubles qui vous sont confiés : {demolitions.map(({ nom }) => nom).join(" ; ")}.</p>
      <blaise-depot class="depot">
        <label for="fichiers">
          Fichier de suivi
          <span class="aide" id="fichiers-aide">
            Un classeur Excel ou OpenDocument avec les feuilles « Ménages » et « Offres », ou une ou deux de ces
            feuilles en CSV ; 20 Mo au plus.
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
  );
}

function Regles({ epci }: { epci: string }) {
  return (
    <section aria-labelledby="regles">
      <h2 id="regles">Ce que fait l’import</h2>
      <ul class="texte">
        <li>Un ménage est reconnu par sa référence : connue, son dossier est complété ; nouvelle, il est ouvert.</li>
        <li>Une cellule vide ne change rien : un fichier n’efface jamais ce qui est déjà connu.</li>
        <li>
          Un ménage entre avec toutes ses offres ou pas du tout. Trois offres, leurs dates et leurs réponses suivent les
          mêmes règles que dans les formulaires ; une offre enregistrée ne se réécrit pas.
        </li>
        <li>
          Un fichier qui contient un numéro de sécurité sociale est refusé. Le vôtre est gardé chiffré jusqu’à votre
          confirmation, un jour au plus, puis effacé.
        </li>
      </ul>
      <p>
        Les colonnes sont les nôtres : celles du classeur RIME ne sont pas publiées, les vôtres se font correspondre une
        fois. <a href={hrefTerritoire(epci, `${CHEMIN_IMPORTER}/modele.xlsx`)}>Modèle et mode d’emploi (Excel)</a>
      </p>
    </section>
  );
}

type ExporterProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly finalite: string;
  readonly noms: boolean;
  /** Those ticked in the list; empty: all. */
  readonly menages: readonly string[];
  readonly erreur: string | null;
};

/** Why, and with names or not: the journal keeps the answer, and the file says it. */
export function renderRimeExporterPage({ cadre, epci, finalite, noms, menages, erreur }: ExporterProps): string {
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : télécharger les ménages à reloger" : "Télécharger les ménages à reloger",
    children: (
      <>
        <h1>Télécharger les ménages à reloger</h1>
        <p class="chapo">
          Un classeur : {menages.length === 0 ? "les ménages que vous suivez" : "les ménages cochés"}, leurs offres, et
          le sens de chaque colonne. Il se dépose de nouveau tel quel.
        </p>
        <ResultatActe erreur={erreur} titreErreur="Fichier non préparé" />
        <form method="post" action={hrefTerritoire(epci, "relogement/rime.xlsx")}>
          {menages.map((menage) => (
            <input type="hidden" name="menage" value={menage} />
          ))}
          <p>
            <label for="finalite">
              Pourquoi ce fichier
              <span class="aide" id="finalite-aide">
                Une phrase, sans parler d’un ménage : le journal la garde, le fichier la porte.
              </span>
            </label>
            <input
              id="finalite"
              name="finalite"
              value={finalite}
              required
              minlength={10}
              maxlength={200}
              size={60}
              aria-describedby="finalite-aide"
              autocomplete="off"
            />
          </p>
          <fieldset class="grand">
            <legend>Ce qu’il contient</legend>
            <label class="case">
              <input type="radio" name="noms" value="non" checked={!noms} />
              Sans noms : ni naissance, ni porte, ni composition, ni revenu
            </label>
            <label class="case">
              <input type="radio" name="noms" value="oui" checked={noms} />
              Avec les noms de ceux que vous lisez : un fichier nominatif se protège, puis s’efface
            </label>
          </fieldset>
          <p>
            <button class="bouton" type="submit">
              Télécharger (Excel)
            </button>
          </p>
        </form>
        <p>
          <a href={hrefTerritoire(epci, CHEMIN_MENAGES)}>Ménages à reloger</a>
        </p>
      </>
    ),
  });
}
