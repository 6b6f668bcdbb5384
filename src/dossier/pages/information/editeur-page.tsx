import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { Defile, EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
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
  /** Texts, and the cards of all: an officer of the EPCI. */
  readonly ecrire: boolean;
  readonly publier: boolean;
  readonly supprimer: boolean;
};

type Props = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly contenus: readonly ContenuEcrit[];
  /** Those that the person may change, the others being the public's. */
  readonly guichets: readonly (GuichetEcrit & { readonly modifiable: boolean })[];
  readonly communes: ReadonlyMap<string, string>;
  readonly droits: DroitsEditeur;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** What the public reads, and who keeps it: desks first, since everyone who comes here has one. */
export function renderEditeurPage(props: Props): string {
  const { cadre, epci, contenus, droits, annonce, erreur } = props;
  return renderPage({
    cadre,
    titre: "Information du public",
    rubrique: "demandes",
    children: (
      <>
        <SousNavigation cadre={cadre} page="demandes/accueil" />
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
        <Defile nom="Tableau des guichets" fiches>
          <table>
            <caption>Fiches des guichets</caption>
            <thead>
              <tr>
                <th scope="col">Guichet</th>
                <th scope="col">Commune</th>
                <th scope="col">Ce qu’on y fait</th>
                <th scope="col">Public</th>
                <th scope="col">Actions</th>
              </tr>
            </thead>
            <tbody>
              {guichets.map((guichet) => (
                <tr>
                  <th scope="row">{guichet.nom}</th>
                  <td data-nom="Commune">{communes.get(guichet.commune) ?? guichet.commune}</td>
                  <td data-nom="Ce qu’on y fait">{sayNiveau(guichet)}</td>
                  <td data-nom="Public">
                    <EtatPublication publieLe={guichet.publieLe} />
                  </td>
                  <td>
                    {guichet.modifiable ? (
                      <a class="cible" href={hrefTerritoire(epci, cheminGuichet(guichet.id))}>
                        Modifier <span class="lu">{guichet.nom}</span>
                      </a>
                    ) : null}
                    <Publier
                      href={hrefTerritoire(epci, cheminGuichet(guichet.id, guichet.publieLe ? "retirer" : "publier"))}
                      publie={guichet.publieLe !== null}
                      nom={guichet.nom}
                      permis={droits.publier}
                    />
                    {droits.supprimer && guichet.publieLe === null ? (
                      <Bouton
                        href={hrefTerritoire(epci, cheminGuichet(guichet.id, "supprimer"))}
                        libelle="Supprimer"
                        nom={guichet.nom}
                      />
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Defile>
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

/** What is read until the EPCI publishes its own. */
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
  return (
    <Defile nom={`Vos textes : ${LIBELLE_RUBRIQUE_INFORMATION[rubrique]}`} fiches>
      <table>
        <caption>Vos textes, dans l’ordre où ils sont lus</caption>
        <thead>
          <tr>
            <th scope="col">Titre</th>
            <th scope="col">Public</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {contenus.map((contenu) => (
            <tr>
              <th scope="row">
                {contenu.titre} {contenu.falc ? <Tag ton="neutre">facile à lire</Tag> : null}
              </th>
              <td data-nom="Public">
                <EtatPublication publieLe={contenu.publieLe} />
              </td>
              <td>
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
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
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

/** One act, one form: it works without a script. */
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
