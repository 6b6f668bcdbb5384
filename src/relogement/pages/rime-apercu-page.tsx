import { CHEMIN_MENAGES } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ApercuRime, LigneApercu, ProblemeRime } from "../lectures/rime/ports.ts";
import { LIBELLE_FEUILLE_RIME } from "../regles/rime-colonnes.ts";
import { CHEMIN_IMPORTER, cheminDepotRime } from "./rime-chemins.ts";

type ApercuProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly depot: string;
  readonly noms: readonly string[];
  readonly apercu: ApercuRime;
  readonly lu: { readonly inconnues: readonly { readonly entete: string }[] };
  readonly erreur: string | null;
};

/** Maximum rows of each table. refus.csv holds all the rejected ones; the files, once confirmed, the others. */
const LIGNES_MAX = 200;

/** What the import would write and leave out, then the choice to confirm or to drop the file. */
export function renderRimeApercuPage(props: ApercuProps): string {
  const { cadre, noms, apercu, erreur } = props;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : aperçu de l’import" : "Aperçu de l’import",
    children: (
      <>
        <h1>Aperçu de l’import</h1>
        <p class="chapo">{noms.join(" et ")}. Rien n’est encore écrit.</p>
        <ResultatActe erreur={erreur} titreErreur="Rien n’a été écrit" />
        <Chiffres apercu={apercu} />
        <Avertissements {...props} />
        <Ecartees {...props} />
        <Modifies lignes={apercu.modifies} />
        <Crees lignes={apercu.crees} />
        <Confirmer {...props} />
      </>
    ),
  });
}

function Chiffres({ apercu }: { apercu: ApercuRime }) {
  const chiffres: readonly (readonly [nombre: number, un: string, plusieurs: string, precision?: string])[] = [
    [apercu.crees.length, "dossier ouvert", "dossiers ouverts"],
    [apercu.modifies.length, "dossier complété", "dossiers complétés", formatCompte(apercu.inchanges, "inchangé")],
    [apercu.offresAjoutees, "offre ajoutée", "offres ajoutées", formatCompte(apercu.offresModifiees, "complétée")],
    [apercu.lignesEcartees, "ligne écartée", "lignes écartées"],
  ];
  return (
    <div class="chiffres quatre">
      {chiffres.map(([nombre, un, plusieurs, precision]) => (
        <div>
          <strong>{formatNombre(nombre)}</strong>
          <p>{nombre < 2 ? un : plusieurs}</p>
          {precision ? <p class="discret">{precision}</p> : null}
        </div>
      ))}
    </div>
  );
}

function Avertissements({ epci, depot, apercu, lu }: ApercuProps) {
  const inconnues = lu.inconnues.map(({ entete }) => entete);
  if (apercu.avertissements.length + inconnues.length === 0) return null;
  return (
    <Message ton="neutre" titre="À savoir">
      <ul>
        {apercu.avertissements.slice(0, 20).map((phrase) => (
          <li>{phrase}</li>
        ))}
        {apercu.avertissements.length > 20 ? <li>Et {apercu.avertissements.length - 20} autres remarques.</li> : null}
        {inconnues.length > 0 ? (
          <li>
            Non reconnu, laissé de côté : {inconnues.slice(0, 12).join(", ")}
            {inconnues.length > 12 ? ` et ${inconnues.length - 12} autres colonnes` : ""}.{" "}
            <a href={hrefTerritoire(epci, cheminDepotRime(depot, "colonnes"))}>Dire à quoi correspond une colonne</a>
          </li>
        ) : null}
      </ul>
    </Message>
  );
}

function Ecartees({ epci, depot, apercu: { problemes, lignesEcartees } }: ApercuProps) {
  if (problemes.length === 0) return null;
  return (
    <section aria-labelledby="ecartees">
      <h2 id="ecartees">Lignes écartées</h2>
      <p>
        {formatCompte(lignesEcartees, "ligne", "lignes")} : le dossier de ces ménages reste tel quel. Corrigez-les dans
        votre fichier, puis déposez-le de nouveau.{" "}
        <a href={hrefTerritoire(epci, cheminDepotRime(depot, "refus.csv"))}>Télécharger ces lignes (CSV)</a>
      </p>
      <Table table={ECARTEES} lignes={problemes} max={LIGNES_MAX} nom="Tableau des lignes écartées" lu />
      <Reste nombre={problemes.length} />
    </section>
  );
}

const ECARTEES = defineTable<ProblemeRime>({
  code: "ecartees",
  titre: "Lignes écartées, avec leur raison",
  colonnes: [
    { code: "menage", titre: "Ménage", valeur: ({ reference }) => reference ?? "illisible", tri: true },
    { code: "feuille", titre: "Feuille", valeur: ({ feuille }) => LIBELLE_FEUILLE_RIME[feuille], tri: true },
    { code: "ligne", titre: "Ligne", genre: "entier", valeur: ({ ligne }) => ligne, tri: true },
    { code: "colonne", titre: "Colonne", valeur: ({ colonne }) => colonne ?? "toute la ligne", tri: true },
    { code: "message", titre: "Pourquoi, et que faire", valeur: ({ message }) => message },
  ],
});

function Reste({ nombre }: { nombre: number }) {
  if (nombre <= LIGNES_MAX) return null;
  return <p class="discret">Et {formatNombre(nombre - LIGNES_MAX)} autres, non montrées ici.</p>;
}

type Changement = LigneApercu["differences"][number] & Pick<LigneApercu, "reference">;

const CHANGEMENTS = defineTable<Changement>({
  code: "changements",
  titre: "Ce qui change dans chaque dossier",
  colonnes: [
    { code: "menage", titre: "Ménage", valeur: ({ reference }) => reference, tri: true },
    { code: "colonne", titre: "Colonne", valeur: ({ colonne }) => colonne, tri: true },
    { code: "avant", titre: "Avant", valeur: ({ avant }) => avant },
    { code: "apres", titre: "Après", valeur: ({ apres }) => apres },
  ],
});

function Modifies({ lignes }: { lignes: readonly LigneApercu[] }) {
  const rows = lignes.flatMap(({ reference, differences }) => differences.map((one) => ({ reference, ...one })));
  const ajouts = lignes.filter(({ offresAjoutees }) => offresAjoutees > 0);
  if (lignes.length === 0) return null;
  return (
    <section aria-labelledby="modifies">
      <h2 id="modifies">Dossiers complétés</h2>
      {ajouts.length > 0 ? (
        <p>
          Offres ajoutées :{" "}
          {ajouts.map(({ reference, offresAjoutees }) => `${reference} (${offresAjoutees})`).join(", ")}.
        </p>
      ) : null}
      {rows.length > 0 ? (
        <Table table={CHANGEMENTS} lignes={rows} max={LIGNES_MAX} nom="Tableau des changements" lu />
      ) : null}
      <Reste nombre={rows.length} />
    </section>
  );
}

const OUVERTS = defineTable<LigneApercu>({
  code: "ouverts",
  titre: "Ménages dont le dossier serait ouvert",
  colonnes: [
    { code: "menage", titre: "Ménage", valeur: ({ reference }) => reference, tri: true },
    { code: "operation", titre: "Opération", valeur: ({ operation }) => operation, tri: true },
    { code: "offres", titre: "Offres", genre: "nombre", valeur: ({ offresAjoutees }) => offresAjoutees, tri: true },
  ],
});

function Crees({ lignes }: { lignes: readonly LigneApercu[] }) {
  if (lignes.length === 0) return null;
  return (
    <section aria-labelledby="crees">
      <h2 id="crees">Dossiers ouverts</h2>
      <Table table={OUVERTS} lignes={lignes} max={LIGNES_MAX} nom="Tableau des dossiers ouverts" lu />
      <Reste nombre={lignes.length} />
    </section>
  );
}

function Confirmer({ epci, depot, apercu }: ApercuProps) {
  const rien = apercu.crees.length + apercu.modifies.length === 0;
  return (
    <section aria-labelledby="confirmer">
      <h2 id="confirmer">Confirmer</h2>
      {rien ? (
        <p>Ce fichier ne change rien : tout ce qu’il dit est déjà dans les dossiers, ou est écarté.</p>
      ) : (
        <form method="post" action={hrefTerritoire(epci, cheminDepotRime(depot))}>
          <input type="hidden" name="empreinte" value={apercu.empreinte} />
          <p>
            Tout ce qui précède est écrit en une fois, sauf les lignes écartées. Le journal dit qui l’a fait, et le
            fichier est effacé.
          </p>
          <p>
            <button class="bouton" type="submit">
              Importer
            </button>
          </p>
        </form>
      )}
      <form method="post" action={hrefTerritoire(epci, cheminDepotRime(depot, "abandonner"))}>
        <p>
          <button class="bouton second" type="submit">
            Ne rien importer, effacer le fichier
          </button>
        </p>
      </form>
    </section>
  );
}

type EcritProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly ecrit: {
    readonly crees: number;
    readonly modifies: number;
    readonly offres: number;
    readonly ecartees: number;
  };
};

export function renderRimeEcritPage({ cadre, epci, ecrit }: EcritProps): string {
  const { crees, modifies, offres, ecartees } = ecrit;
  return renderPage({
    cadre,
    titre: "Import terminé",
    children: (
      <>
        <h1>Import terminé</h1>
        <Message ton="ok" role="status">
          <p>
            {formatCompte(crees, "dossier ouvert", "dossiers ouverts")},{" "}
            {formatCompte(modifies, "dossier complété", "dossiers complétés")},{" "}
            {formatCompte(offres, "offre écrite", "offres écrites")},{" "}
            {formatCompte(ecartees, "ligne écartée", "lignes écartées")}. Le fichier est effacé.
          </p>
        </Message>
        <ul>
          <li>
            <a href={hrefTerritoire(epci, CHEMIN_MENAGES)}>Voir les ménages</a>
          </li>
          <li>
            <a href={hrefTerritoire(epci, CHEMIN_IMPORTER)}>Importer un autre fichier</a>
          </li>
        </ul>
      </>
    ),
  });
}
