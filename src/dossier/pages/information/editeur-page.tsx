import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ContenuEcrit, GuichetEcrit } from "../../lectures/information/ports.ts";
import {
  CLES_PAGE,
  LIBELLE_CLE_PAGE,
  LIBELLE_RUBRIQUE_INFORMATION,
  RUBRIQUES_INFORMATION,
  type RubriqueInformation,
} from "../../regles/information/contenu.ts";
import { contenusFournis } from "../../regles/information/contenus-fournis.ts";
import { LIBELLE_NIVEAU_GUICHET } from "../../regles/information/guichet.ts";
import { CHEMIN_ACCUEIL, cheminContenu, cheminGuichet } from "./chemins.ts";

export type DroitsEditeur = {
  /** May write the texts and all the cards: an officer of the EPCI. */
  readonly ecrire: boolean;
  readonly publier: boolean;
  readonly supprimer: boolean;
};

type Props = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly contenus: readonly ContenuEcrit[];
  /** `modifiable`: the reader may change the card; the other cards are the published ones. */
  readonly guichets: readonly (GuichetEcrit & { readonly modifiable: boolean })[];
  readonly communes: ReadonlyMap<string, string>;
  readonly droits: DroitsEditeur;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** The desks come first, since every reader of this page has one. */
export function renderEditeurPage(props: Props): string {
  const { cadre, epci, contenus, droits, annonce, erreur } = props;
  return renderPage({
    cadre,
    titre: "Information du public",
    children: (
      <>
        <h1>Information du public</h1>
        <p class="chapo">
          Ce que lisent les habitants, sans compte : <a href={hrefPublic(epci)}>voir le site public</a>.
        </p>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <Guichets {...props} />
        {droits.ecrire
          ? RUBRIQUES_INFORMATION.map((rubrique) => (
              <Rubrique {...props} rubrique={rubrique} contenus={contenus.filter((one) => one.rubrique === rubrique)} />
            ))
          : null}
      </>
    ),
  });
}

function tableGuichets(epci: string, communes: Props["communes"], droits: Props["droits"]) {
  return defineTable<Props["guichets"][number], Child>({
    code: "guichets",
    titre: "Fiches des guichets",
    colonnes: [
      { code: "guichet", titre: "Guichet", valeur: ({ nom }) => nom, tri: true },
      { code: "commune", titre: "Commune", valeur: ({ commune }) => communes.get(commune) ?? commune, tri: true },
      { code: "niveau", titre: "Ce qu’on y fait", valeur: sayNiveau, tri: true },
      {
        code: "public",
        titre: "Public",
        valeur: ({ publieLe }) => publieLe,
        tri: true,
        rendu: ({ publieLe }) => <EtatPublication publieLe={publieLe} />,
      },
      {
        code: "actions",
        titre: "Actions",
        valeur: ({ id }) => id,
        rendu: (guichet) => <ActionsGuichet epci={epci} guichet={guichet} droits={droits} />,
      },
    ],
  });
}

type ActionsProps = {
  readonly epci: string;
  readonly guichet: Props["guichets"][number];
  readonly droits: Props["droits"];
};

function ActionsGuichet({ epci, guichet: { id, nom, modifiable, publieLe }, droits }: ActionsProps) {
  return (
    <>
      {modifiable ? (
        <a class="cible" href={hrefTerritoire(epci, cheminGuichet(id))}>
          Modifier <span class="lu">{nom}</span>
        </a>
      ) : null}
      <Publier
        href={hrefTerritoire(epci, cheminGuichet(id, publieLe ? "retirer" : "publier"))}
        publie={publieLe !== null}
        nom={nom}
        permis={droits.publier}
      />
      {droits.supprimer && publieLe === null ? (
        <Bouton href={hrefTerritoire(epci, cheminGuichet(id, "supprimer"))} libelle="Supprimer" nom={nom} />
      ) : null}
    </>
  );
}

function Guichets({ epci, guichets, communes, droits }: Props) {
  return (
    <section aria-labelledby="guichets">
      <h2 id="guichets">Guichets</h2>
      {guichets.length === 0 ? (
        <EtatVide titre="Aucun guichet">
          <p>
            {droits.ecrire
              ? "Ajoutez chaque lieu où l’on renseigne ou enregistre les demandeurs."
              : "L’intercommunalité n’a pas encore ouvert de fiche pour votre organisme. Demandez-la lui."}
          </p>
        </EtatVide>
      ) : (
        <Table table={tableGuichets(epci, communes, droits)} lignes={guichets} nom="Tableau des guichets" />
      )}
      {droits.ecrire ? (
        <p>
          <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_ACCUEIL}/guichets/nouveau`)}>
            Ajouter un guichet
          </a>
        </p>
      ) : null}
    </section>
  );
}

type RubriqueProps = Props & { readonly rubrique: RubriqueInformation };

function Rubrique(props: RubriqueProps) {
  const { epci, rubrique, contenus } = props;
  return (
    <section aria-labelledby={rubrique}>
      <h2 id={rubrique}>{LIBELLE_RUBRIQUE_INFORMATION[rubrique]}</h2>
      <Fournis {...props} />
      {contenus.length === 0 ? null : <Ecrits {...props} />}
      {rubrique === "page" ? null : (
        <p>
          <a class="bouton second" href={hrefTerritoire(epci, `${CHEMIN_ACCUEIL}/contenus/nouveau`, { rubrique })}>
            {rubrique === "question" ? "Écrire une question" : "Écrire un mot"}
          </a>
        </p>
      )}
    </section>
  );
}

/** Shipped texts, which the public reads until the EPCI publishes its own. */
function Fournis({ epci, rubrique, contenus }: RubriqueProps) {
  if (rubrique === "page") {
    const libres = CLES_PAGE.filter((cle) => !contenus.some((contenu) => contenu.cle === cle && !contenu.falc));
    if (libres.length === 0) return null;
    return (
      <>
        <p>Le public lit le texte fourni avec Blaise sur ces pages. Écrivez le vôtre pour le remplacer.</p>
        <ul class="texte">
          {libres.map((cle) => (
            <li>
              <a href={hrefTerritoire(epci, `${CHEMIN_ACCUEIL}/contenus/nouveau`, { rubrique, cle })}>
                {LIBELLE_CLE_PAGE[cle]}
              </a>
            </li>
          ))}
        </ul>
      </>
    );
  }
  if (contenus.some(({ publieLe, falc }) => publieLe !== null && !falc)) return null;
  return (
    <>
      <p>
        Vous n’avez rien publié ici : le public lit {formatCompte(contenusFournis(rubrique).length, "texte")} fournis
        avec Blaise. Dès que vous en publiez un, les vôtres seuls sont lus.
      </p>
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_ACCUEIL}/reprendre`)}>
        <button class="bouton second" type="submit" name="rubrique" value={rubrique}>
          Reprendre ces textes pour les modifier
        </button>
      </form>
    </>
  );
}

function Ecrits({ epci, rubrique, contenus, droits }: RubriqueProps) {
  const table = defineTable<RubriqueProps["contenus"][number], Child>({
    code: `textes-${rubrique}`,
    titre: "Vos textes, dans l’ordre où ils sont lus",
    colonnes: [
      {
        code: "titre",
        titre: "Titre",
        valeur: ({ titre }) => titre,
        rendu: ({ titre, falc }) => (
          <>
            {titre} {falc ? <Tag ton="neutre">facile à lire</Tag> : null}
          </>
        ),
      },
      {
        code: "public",
        titre: "Public",
        valeur: ({ publieLe }) => publieLe,
        rendu: ({ publieLe }) => <EtatPublication publieLe={publieLe} />,
      },
      {
        code: "actions",
        titre: "Actions",
        valeur: ({ id }) => id,
        rendu: (contenu) => (
          <>
            <a class="cible" href={hrefTerritoire(epci, cheminContenu(contenu.id))}>
              Modifier <span class="lu">{contenu.titre}</span>
            </a>
            <Publier
              href={hrefTerritoire(epci, cheminContenu(contenu.id, contenu.publieLe ? "retirer" : "publier"))}
              publie={contenu.publieLe !== null}
              nom={contenu.titre}
              permis={droits.publier}
            />
            {rubrique === "question" ? <Ordre epci={epci} contenu={contenu} /> : null}
            {droits.supprimer && contenu.publieLe === null ? (
              <Bouton
                href={hrefTerritoire(epci, cheminContenu(contenu.id, "supprimer"))}
                libelle="Supprimer"
                nom={contenu.titre}
              />
            ) : null}
          </>
        ),
      },
    ],
  });
  return <Table table={table} lignes={contenus} nom={`Vos textes : ${LIBELLE_RUBRIQUE_INFORMATION[rubrique]}`} />;
}

function Ordre({ epci, contenu: { id, titre } }: { epci: string; contenu: ContenuEcrit }) {
  const href = hrefTerritoire(epci, cheminContenu(id, "ordre"));
  return (
    <>
      <Bouton href={href} libelle="Monter" nom={titre} champ="haut" />
      <Bouton href={href} libelle="Descendre" nom={titre} champ="bas" />
    </>
  );
}

function EtatPublication({ publieLe }: { publieLe: string | null }) {
  if (publieLe === null) return <Tag ton="neutre">En projet</Tag>;
  return (
    <>
      <Tag ton="ok">Publié</Tag> <span class="discret">le {formatJour(publieLe)}</span>
    </>
  );
}

function Publier({ href, publie, nom, permis }: { href: string; publie: boolean; nom: string; permis: boolean }) {
  return permis ? <Bouton href={href} libelle={publie ? "Retirer du public" : "Publier"} nom={nom} /> : null;
}

/** A form for each button: it works without a script. */
function Bouton({ href, libelle, nom, champ }: { href: string; libelle: string; nom: string; champ?: string }) {
  return (
    <form method="post" action={href}>
      <button class="lien cible" type="submit" name={champ ? "sens" : undefined} value={champ}>
        {libelle} <span class="lu">{nom}</span>
      </button>
    </form>
  );
}

function sayNiveau({ niveau, repli }: GuichetEcrit): string {
  return repli ? `${LIBELLE_NIVEAU_GUICHET[niveau]} ; guichet de repli` : LIBELLE_NIVEAU_GUICHET[niveau];
}
