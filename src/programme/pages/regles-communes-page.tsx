import type { CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, Cote, type EtatFormulaire, Liste, optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { ApercuCommunes } from "../actes/regles/ecrire-communes.ts";
import { COLONNES_COMMUNES } from "../images/communes-plh-table.ts";
import type { CommunePlh } from "../lectures/regles/ports.ts";
import { CONTRAINTES, type Contrainte } from "../regles/plh-tranche.ts";
import { CHEMIN_REGLES } from "./regles-page.tsx";

export const CHEMIN_COMMUNES_PLH = `${CHEMIN_REGLES}/communes`;

/** A file read and waiting to be confirmed: `texte` is posted back unchanged, and read again. */
export type ImportCommunes = { readonly apercu: ApercuCommunes; readonly texte: string; readonly source: string };

export type CommunesPlhPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly communes: readonly CommuneTerritoire[];
  readonly lignes: readonly CommunePlh[];
  readonly etat: EtatFormulaire;
  readonly importe: ImportCommunes | null;
  readonly annonce: string | null;
};

const TITRE = "Chiffres des communes";

const LIBELLE_CONTRAINTE: Readonly<Record<Contrainte, string>> = { oui: "oui", non: "non", inconnu: INCONNU };

/** Figures by commune and year, typed one by one or imported from a file. */
export function renderCommunesPlhPage(props: CommunesPlhPageProps): string {
  const { cadre, epci, etat, lignes } = props;
  const message = [etat.refus.message, ...etat.refus.erreurs.map((erreur) => erreur.message)].filter(Boolean).join(" ");
  return renderPage({
    cadre,
    titre: message ? `Erreur : ${TITRE}` : TITRE,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_REGLES)}>Règles PLH et PRU</a>
        </p>
        <h1>{TITRE}</h1>
        <ResultatActe annonce={props.annonce} erreur={message === "" ? null : message} />
        <p>
          Une ligne par commune et par année : l’année de référence du PLH, puis les années suivantes pour les
          résidences principales. Ce qui est laissé vide est inconnu, jamais zéro.
        </p>
        {props.importe ? <Apercu epci={epci} importe={props.importe} /> : null}
        <div class="parties">
          {props.importe ? null : <Importer epci={epci} />}
          <Formulaire {...props} />
        </div>
        {lignes.length === 0 ? (
          <EtatVide titre="Aucun chiffre n’est saisi">
            <p>Sans eux, la règle de chaque commune reste indécidable.</p>
          </EtatVide>
        ) : (
          <Lignes {...props} />
        )}
      </>
    ),
  });
}

function Importer({ epci }: { epci: string }) {
  return (
    <section aria-labelledby="importer">
      <h2 id="importer">Importer un fichier</h2>
      <form
        class="saisie"
        method="post"
        enctype="multipart/form-data"
        action={hrefTerritoire(epci, `${CHEMIN_COMMUNES_PLH}/importer`)}
      >
        <p>
          <label for="fichier">
            Fichier CSV ou Excel
            <span class="aide">
              Colonnes : commune (code INSEE), annee, population, residences_principales, logements_sociaux,
              construction_neuve, contrainte (oui, non). Les deux premières sont obligatoires.
            </span>
          </label>
          <input id="fichier" name="fichier" type="file" accept=".csv,.txt,.xlsx,.xls,.ods" required />
        </p>
        <p>
          <label for="source-fichier">D’où viennent ces chiffres</label>
          <input id="source-fichier" name="source" required maxlength={200} />
        </p>
        <p class="ligne">
          <button class="bouton" type="submit">
            Vérifier le fichier
          </button>
          <a href={hrefTerritoire(epci, `${CHEMIN_COMMUNES_PLH}/modele.csv`)}>
            Les chiffres saisis, dans cette forme (CSV)
          </a>
        </p>
      </form>
    </section>
  );
}

function Apercu({ epci, importe: { apercu, texte, source } }: { epci: string; importe: ImportCommunes }) {
  const { lignes, refus } = apercu;
  const remplacees = lignes.filter(({ remplace }) => remplace).length;
  return (
    <section aria-labelledby="apercu">
      <h2 id="apercu">Ce que le fichier ferait</h2>
      {refus.length > 0 ? (
        <Message ton="erreur" titre="Rien ne sera enregistré tant qu’une ligne est refusée" role="alert">
          <ul>
            {refus.map(({ ligne, message }) => (
              <li>
                Ligne {ligne} : {message}
              </li>
            ))}
          </ul>
        </Message>
      ) : (
        <>
          <Message ton="neutre">
            <p>
              {formatCompte(lignes.length, "ligne")}, dont {formatNombre(remplacees)} qui remplacent des chiffres déjà
              saisis.
            </p>
          </Message>
          <Table
            table={defineTable({ code: "lues", titre: "Lignes lues", colonnes: COLONNES })}
            lignes={lignes.map((ligne) => ({ ...ligne, source: ligne.remplace ? "remplace" : "nouvelle" }))}
            rendu={RENDU}
          />
          <form method="post" action={hrefTerritoire(epci, `${CHEMIN_COMMUNES_PLH}/confirmer`)}>
            <input type="hidden" name="texte" value={texte} />
            <input type="hidden" name="source" value={source} />
            <button class="bouton" type="submit">
              Enregistrer {formatCompte(lignes.length, "ligne")}
            </button>
          </form>
        </>
      )}
      <p>
        <a href={hrefTerritoire(epci, CHEMIN_COMMUNES_PLH)}>Choisir un autre fichier</a>
      </p>
    </section>
  );
}

function Formulaire({ epci, communes, etat }: CommunesPlhPageProps) {
  return (
    <section aria-labelledby="saisir">
      <h2 id="saisir">Saisir une ligne</h2>
      <form class="saisie" method="post" action={hrefTerritoire(epci, CHEMIN_COMMUNES_PLH)}>
        <Liste
          etat={etat}
          nom="commune"
          libelle="Commune"
          vide="Choisir…"
          options={communes.map(({ commune, nom }) => ({ code: commune, libelle: nom }))}
          requis
        />
        <Cote>
          <Champ etat={etat} nom="annee" libelle="Année" court requis />
          <Champ etat={etat} nom="population" libelle="Habitants" nombre />
          <Champ etat={etat} nom="residences_principales" libelle="Résidences principales" nombre />
          <Champ etat={etat} nom="logements_sociaux" libelle="Logements sociaux" nombre />
        </Cote>
        <Champ
          etat={etat}
          nom="construction_neuve"
          libelle="Construction neuve"
          aide="De tous les logements, sur la période du PLH qui commence avec cette année."
          nombre
        />
        <Cote>
          <Liste
            etat={etat}
            nom="contrainte"
            libelle="Contrainte d’urbanisme"
            options={optionsOf(CONTRAINTES.toReversed(), LIBELLE_CONTRAINTE)}
            requis
          />
          <Champ etat={etat} nom="source" libelle="D’où viennent ces chiffres" requis />
        </Cote>
        <button class="bouton" type="submit">
          Enregistrer la ligne
        </button>
      </form>
    </section>
  );
}

type Ligne = Omit<CommunePlh, "synthetique"> & { readonly nom: string };

const COLONNES: readonly Colonne<Ligne>[] = [
  ...COLONNES_COMMUNES,
  { code: "source", titre: "Source", valeur: ({ source }) => source },
];

const RENDU = {
  commune: ({ nom }: Ligne) => nom,
  contrainte: ({ contrainte }: Ligne) => LIBELLE_CONTRAINTE[contrainte],
};

function Lignes({ lignes, communes }: CommunesPlhPageProps) {
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const sorted = lignes
    .map((ligne) => ({ ...ligne, nom: noms.get(ligne.commune) ?? ligne.commune }))
    .toSorted((a, b) => a.nom.localeCompare(b.nom, "fr") || a.annee - b.annee);
  const [source, ...autres] = new Set(lignes.map((ligne) => ligne.source));
  const commune = autres.length === 0;
  return (
    <section aria-labelledby="lignes">
      <h2 id="lignes">Chiffres saisis</h2>
      {commune ? <p>Source de toutes les lignes : {source}.</p> : null}
      <Table
        table={defineTable({
          code: "communes",
          titre: "Par commune et par année",
          colonnes: commune ? COLONNES_COMMUNES : COLONNES,
        })}
        lignes={sorted}
        rendu={RENDU}
      />
    </section>
  );
}
