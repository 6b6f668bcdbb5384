import type { Child } from "hono/jsx";
import {
  CHEMIN_CHERCHER,
  CHEMIN_DEMANDES,
  CHEMIN_EXPORTER,
  CHEMIN_NOUVELLE,
  cheminDemande,
} from "#dossier/pages/registre/chemins.ts";
import { TYPOLOGIES } from "#dossier/regles/reponses.ts";
import {
  LIBELLE_NATURE_DEMANDE,
  LIBELLE_ONGLET,
  NATURES_DEMANDE,
  ONGLETS,
} from "#observatoire/regles/registre/registre.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { opensPage } from "#socle/regles/plan/ouvert.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { LigneLue, ListeRegistre } from "../../actes/registre/lister.ts";
import { REGISTRE } from "../../images/registre-table.ts";
import { sayJourCourt, sayPersonnes, TagEtatDemande, TagRetard } from "./mots.tsx";

export type ListePageProps = {
  readonly cadre: Cadre;
  readonly liste: ListeRegistre;
  readonly creer: boolean;
  /** Searched text, posted and never in a URL; null: a list is shown. */
  readonly cherche: string | null;
  readonly refus: string | null;
  readonly annonce: string | null;
};

export function renderListePage(props: ListePageProps): string {
  const { cadre, liste, creer, cherche, refus, annonce } = props;
  const { epci } = liste;
  return renderPage({
    cadre,
    titre:
      cherche === null ? `Demandes : ${LIBELLE_ONGLET[liste.filtre.onglet].toLowerCase()}` : "Demandes : recherche",
    children: (
      <>
        <h1>Demandes de logement</h1>
        <ResultatActe annonce={annonce} erreur={refus} titreErreur="Recherche impossible" />
        <div class="cote-a-cote">
          <Recherche liste={liste} cherche={cherche} />
          <p class="ligne ecran">
            {creer ? (
              <a class="bouton" href={hrefTerritoire(epci, CHEMIN_NOUVELLE)}>
                Ouvrir une demande au guichet
              </a>
            ) : null}
            <a class="cible" href={hrefTerritoire(epci, CHEMIN_DEMANDES, { vue: "delais" })}>
              Délais d’enregistrement
            </a>
          </p>
        </div>
        <Onglets liste={liste} actif={cherche === null} />
        {cherche === null ? <Filtres liste={liste} /> : null}
        <Contenu liste={liste} cherche={cherche} />
        {liste.nominatif ? null : <SansNom {...props} />}
      </>
    ),
  });
}

function Recherche({ liste, cherche }: { liste: ListeRegistre; cherche: string | null }) {
  const quoi = liste.nominatif ? "Nom, référence ou numéro unique" : "Référence ou numéro unique";
  return (
    <form
      class="ligne"
      method="post"
      action={hrefTerritoire(liste.epci, CHEMIN_CHERCHER)}
      aria-label="Chercher une demande"
    >
      <div>
        <label for="cherche">{quoi}</label>
        <input
          id="cherche"
          name="cherche"
          type="search"
          value={cherche ?? ""}
          maxlength={80}
          autocomplete="off"
          required
        />
      </div>
      <button class="bouton second" type="submit">
        Chercher
      </button>
    </form>
  );
}

function Onglets({ liste: { epci, filtre, comptes }, actif }: { liste: ListeRegistre; actif: boolean }) {
  const vues = ONGLETS.map((onglet) => ({
    libelle: LIBELLE_ONGLET[onglet],
    href: hrefTerritoire(epci, CHEMIN_DEMANDES, { liste: onglet }),
    ici: actif && onglet === filtre.onglet,
    ...(comptes === null ? {} : { compte: comptes.get(onglet) ?? 0 }),
  }));
  return <VuesListe nom="Listes des demandes" vues={vues} />;
}

const ANCIENNETES = [6, 12, 18, 24, 36, 60].map((mois) => ({
  code: String(mois),
  libelle: `${formatCompte(mois, "mois", "mois")} ou plus`,
}));

function Filtres({ liste: { epci, filtre, communes } }: { liste: ListeRegistre }) {
  return (
    <BarreFiltres
      action={hrefTerritoire(epci, CHEMIN_DEMANDES)}
      titre="Choisir les demandes"
      garde={{ liste: filtre.onglet }}
    >
      <Choisir nom="commune" libelle="Commune souhaitée" tous="Toutes" options={communes} valeur={filtre.commune} />
      <Choisir
        nom="typologie"
        libelle="Typologie"
        tous="Toutes"
        options={optionsDe(TYPOLOGIES)}
        valeur={filtre.typologie}
      />
      <Choisir
        nom="nature"
        libelle="Nature"
        tous="Toutes"
        options={optionsOf(NATURES_DEMANDE, LIBELLE_NATURE_DEMANDE)}
        valeur={filtre.nature}
      />
      <Choisir
        nom="mois"
        libelle="Ancienneté"
        tous="Toutes"
        options={ANCIENNETES}
        valeur={filtre.mois === null ? null : String(filtre.mois)}
      />
    </BarreFiltres>
  );
}

function Contenu({ liste, cherche }: { liste: ListeRegistre; cherche: string | null }) {
  const { epci, filtre, lignes, suite } = liste;
  if (lignes.length === 0) return <Vide liste={liste} cherche={cherche} />;
  const params = { commune: filtre.commune, typologie: filtre.typologie, nature: filtre.nature, mois: filtre.mois };
  return (
    <>
      {liste.coupee ? (
        <Message ton="alerte">
          <p>Seules les premières demandes sont affichées : écrivez le prénom après le nom, ou le nom entier.</p>
        </Message>
      ) : null}
      <Table
        table={tableOf(epci, cherche === null ? LIBELLE_ONGLET[filtre.onglet] : "Demandes trouvées")}
        lignes={lignes}
        rendu={RENDU}
        coupe="requete"
      />
      <p class="ligne ecran">
        {filtre.apres === null || cherche !== null ? null : (
          <a class="cible" href={hrefTerritoire(epci, CHEMIN_DEMANDES, { liste: filtre.onglet, ...params })}>
            Revenir au début
          </a>
        )}
        {suite === null ? null : (
          <a
            class="bouton second"
            href={hrefTerritoire(epci, CHEMIN_DEMANDES, {
              liste: filtre.onglet,
              ...params,
              apres: `${suite.ordre}~${suite.demandeur}`,
            })}
          >
            Demandes suivantes
          </a>
        )}
        {cherche === null ? (
          <a class="cible" href={hrefTerritoire(epci, CHEMIN_EXPORTER, { liste: filtre.onglet, ...params })}>
            Exporter cette liste
          </a>
        ) : null}
      </p>
    </>
  );
}

function Vide({ liste, cherche }: { liste: ListeRegistre; cherche: string | null }) {
  if (cherche !== null) {
    return (
      <EtatVide titre="Aucune demande trouvée">
        <p>
          Aucune demande qui vous est ouverte ne répond à cette recherche. Vérifiez l’orthographe ; un numéro unique
          s’écrit en entier.
        </p>
      </EtatVide>
    );
  }
  return (
    <EtatVide titre="Aucune demande dans cette liste">
      <p>
        {liste.nominatif
          ? "Aucune demande de votre guichet n’est dans cette liste, avec ces filtres."
          : "Aucune demande qui vous est ouverte n’est dans cette liste, avec ces filtres."}
      </p>
    </EtatVide>
  );
}

/** What is done about demandes without reading a household's file. */
const AILLEURS = [
  [
    "observatoire/demandes",
    "Lire la demande du territoire",
    "Combien, où, depuis quand, pour quels logements : sans aucun nom.",
  ],
  ["demandes/veille", "Veiller aux délais anormalement longs", "Les demandes anciennes, et ce qui leur a été proposé."],
  ["demandes/fiches-contact", "Suivre les fiches contact", "Les personnes reçues avant une demande."],
  ["demandes/accueil", "Tenir à jour l’information du public", "Les guichets, leurs horaires et les textes."],
  ["demandes/cotation", "Lire et préparer la cotation", "Les critères, leurs points et leur simulation."],
  ["commission/cas", "Suivre les cas bloqués", "Ceux que les partenaires portent à la commission."],
] as const;

function SansNom({ cadre, liste: { epci } }: ListePageProps) {
  const ouvertes = AILLEURS.filter(([chemin]) => opensPage(cadre.salles, chemin));
  return (
    <section>
      <h2>Ce que vous pouvez faire</h2>
      <p>
        Vous lisez les demandes qui vous sont confiées, ou dont les souhaits vous concernent. Une autre s’ouvre par sa
        référence ou son numéro unique, si elle vous est ouverte.
      </p>
      <dl>
        {ouvertes.map(([chemin, titre, sens]) => (
          <>
            <dt>
              <a href={hrefTerritoire(epci, chemin)}>{titre}</a>
            </dt>
            <dd>{sens}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function tableOf(epci: string, titre: string) {
  const dossier: Colonne<LigneLue, Child> = {
    code: "dossier",
    titre: "Dossier",
    valeur: sayQui,
    rendu: (ligne) => <Dossier ligne={ligne} epci={epci} />,
  };
  return defineTable({ code: "demandes", titre, colonnes: [dossier, ...REGISTRE.colonnes] });
}

const RENDU: Readonly<Record<string, (ligne: LigneLue) => Child>> = {
  etat: (ligne) => <Etat ligne={ligne} />,
  personnes: ({ personnes }) => sayPersonnes(personnes),
  communes: ({ communesNoms }) => communesNoms.join(", ") || "aucune commune",
};

function Dossier({ ligne, epci }: { ligne: LigneLue; epci: string }) {
  return (
    <span>
      <a href={hrefTerritoire(epci, cheminDemande(ligne.demandeur))}>{sayQui(ligne)}</a>
      {ligne.nom === null || ligne.reference === null ? null : (
        <>
          <br />
          <small>{ligne.reference}</small>
        </>
      )}
      {ligne.synthetique ? (
        <>
          <br />
          <Tag ton="neutre">démonstration</Tag>
        </>
      ) : null}
    </span>
  );
}

function sayQui({ nom, reference }: LigneLue): string {
  const dit = nom === null ? "" : [nom.nom, nom.prenom].filter((one) => one !== null).join(" ");
  return dit === "" ? (reference ?? "Dossier sans référence") : dit;
}

function Etat({ ligne }: { ligne: LigneLue }) {
  const quand = sayQuand(ligne);
  return (
    <span>
      <TagEtatDemande etat={ligne.etat} />
      {quand === null ? null : (
        <>
          <br />
          <small>{quand}</small>
        </>
      )}
      {ligne.retard === "aucun" ? null : (
        <>
          <br />
          <TagRetard retard={ligne.retard} />
        </>
      )}
    </span>
  );
}

function sayQuand({ etat, attente, echeanceLe, radieLe }: LigneLue): string | null {
  switch (etat) {
    case "a-enregistrer":
    case "a-completer":
      return attente === null ? "dépôt à une date inconnue" : `depuis ${formatCompte(attente, "jour")}`;
    case "a-renouveler":
      return `avant le ${sayJourCourt(echeanceLe)}`;
    case "radiee":
      return `le ${sayJourCourt(radieLe)}`;
    default:
      return null;
  }
}
