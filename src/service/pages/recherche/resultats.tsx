import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { lockSpaces } from "#socle/pages/design/typographie.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Recherche } from "../../lectures/recherche/rechercher.ts";
import { type Cherchable, LIBELLE_GENRE_CHERCHE } from "../../regles/recherche/genre.ts";
import { motsCherches, plier } from "../../regles/recherche/mots.ts";
import type { Groupe } from "../../regles/recherche/ranger.ts";

type Props = { readonly epci: string; readonly recherche: Recherche; readonly lieu: "page" | "palette" };

/** The part that the palette shows, as the page shows it: both may be there together. */
export function renderResultats(props: Omit<Props, "lieu">): string {
  return lockSpaces((<Resultats {...props} lieu="palette" />).toString());
}

export function Resultats({ epci, recherche, lieu }: Props) {
  const { texte, nombre, groupes, numeroTu } = recherche;
  const mots = motsCherches(texte);
  return (
    <div class="trouves" data-compte={sayNombre(nombre)}>
      {numeroTu ? <ChercherNumero epci={epci} numero={texte} /> : null}
      {nombre === 0 && !numeroTu ? <Rien texte={texte} /> : null}
      {groupes.map((groupe) => (
        <GroupeTrouve epci={epci} recherche={recherche} lieu={lieu} groupe={groupe} mots={mots} />
      ))}
    </div>
  );
}

export function sayNombre(nombre: number): string {
  return nombre === 0 ? "Aucune réponse" : `${formatCompte(nombre, "réponse")}, dans vos droits`;
}

type GroupeProps = Props & { readonly groupe: Groupe; readonly mots: readonly string[] };

function GroupeTrouve({ epci, recherche, lieu, groupe, mots }: GroupeProps) {
  const { genre, premiers } = groupe;
  const titre = `${lieu}-${genre}`;
  return (
    <section aria-labelledby={titre}>
      <h2 id={titre}>{LIBELLE_GENRE_CHERCHE[genre]}</h2>
      <ul class="trouves-liste">
        {premiers.map((cherchable) => (
          <li>
            <a href={hrefOf(epci, cherchable)}>
              <Surligne texte={cherchable.titre} mots={mots} />
              <small>{cherchable.contexte}</small>
            </a>
          </li>
        ))}
      </ul>
      <Suite epci={epci} recherche={recherche} groupe={groupe} />
    </section>
  );
}

function Suite({ epci, recherche, groupe: { genre, nombre, premiers } }: Omit<GroupeProps, "lieu" | "mots">) {
  const reste = nombre - premiers.length;
  if (reste === 0) return null;
  if (recherche.genre !== null) {
    return <p>{formatCompte(reste, "autre réponse", "autres réponses")} : ajoutez un mot pour choisir.</p>;
  }
  return (
    <p>
      <a href={hrefTerritoire(epci, "recherche", { q: recherche.texte, dans: genre })}>
        Tous les résultats : {LIBELLE_GENRE_CHERCHE[genre].toLowerCase()} ({nombre})
      </a>
    </p>
  );
}

function hrefOf(epci: string, { chemin }: Cherchable): string {
  return chemin.startsWith("/") ? chemin : hrefTerritoire(epci, chemin);
}

/** The words that begin as one of those that were typed. */
function Surligne({ texte, mots }: { readonly texte: string; readonly mots: readonly string[] }) {
  const morceaux = texte.split(/([\p{L}\p{N}]+)/u);
  return (
    <span>
      {morceaux.map((morceau) => {
        const mot = mots.find((one) => plier(morceau).startsWith(one));
        // An undone ligature is longer than what is written: the whole word then.
        const fin = mot && plier(morceau).length === morceau.length ? mot.length : morceau.length;
        return mot ? [<mark>{morceau.slice(0, fin)}</mark>, morceau.slice(fin)] : morceau;
      })}
    </span>
  );
}

function Rien({ texte }: { readonly texte: string }) {
  return (
    <>
      <p>
        Rien ne correspond à « <span class="brut">{texte}</span> » parmi ce que vos droits ouvrent.
      </p>
      <p>
        Essayez un mot seul, le début d’un mot, le nom d’une commune ou une référence. Le nom d’un ménage ne se cherche
        pas ici : cherchez-le dans la page Demandes, si votre habilitation la donne.
      </p>
    </>
  );
}

/** It is in the address already, where it should not stay: nobody is shown by it until it is sent otherwise. */
function ChercherNumero({ epci, numero }: { readonly epci: string; readonly numero: string }) {
  return (
    <form method="post" action={hrefTerritoire(epci, "recherche")}>
      <p>Un numéro unique ne se cherche pas par une adresse, que le navigateur garde.</p>
      <input type="hidden" name="q" value={numero} />
      <button class="bouton" type="submit">
        Chercher ce numéro
      </button>
    </form>
  );
}
