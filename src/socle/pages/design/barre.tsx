import { type Cadre, hrefTerritoire } from "./cadre.ts";
import { ChampRecherche } from "./champ-recherche.tsx";
import { Icone } from "./icone.tsx";

/** The bar at the top of each page: where one is, what the data are, one's account, and on a phone the menu. */
export function Barre({ cadre }: { cadre: Cadre }) {
  const { territoire, salles } = cadre;
  return (
    <header class="cadre-haut">
      <a class="logo" href="/">
        <Logo />
        <span>Blaise</span>
      </a>
      <p class="lieu">
        {territoire ? territoire.nom : "Attributions de logements sociaux"}
        {territoire && cadre.plusieursTerritoires ? <a href="/territoires">Changer de territoire</a> : null}
      </p>
      <Chercher cadre={cadre} />
      {territoire?.demonstration ? <p class="pastille">Démonstration</p> : null}
      <Compte connecte={cadre.connecte} demonstration={territoire?.demonstration ?? false} />
      {salles.length > 0 ? (
        <button class="outil ouvre-menu" type="button" popovertarget="menu">
          <Icone nom="menu" />
          <span>Menu</span>
        </button>
      ) : null}
    </header>
  );
}

/** A field, on a phone a link to its page, where the field is in the page. */
function Chercher({ cadre: { territoire, salles, chemin } }: { cadre: Cadre }) {
  if (!territoire || salles.length === 0 || chemin === "recherche") return null;
  return (
    <>
      <ChampRecherche epci={territoire.epci} />
      <a class="outil vers-recherche" href={hrefTerritoire(territoire.epci, "recherche")}>
        <Icone nom="chercher" />
        <span>Chercher</span>
      </a>
    </>
  );
}

/** The rule, from 0 to 100, and what was promised: the product's mark. */
function Logo() {
  return (
    <svg width="30" height="20" viewBox="0 0 30 20" aria-hidden="true">
      <rect x="0" y="6" width="30" height="8" fill="#3c86a6" />
      <rect x="0" y="6" width="14" height="8" fill="#bcd7e3" />
      <rect x="17" y="0" width="3" height="20" fill="#f5b83d" />
    </svg>
  );
}

/** The same for all who are logged in: answers are shared between people of the same rights. */
function Compte({ connecte, demonstration }: { connecte: boolean; demonstration: boolean }) {
  if (!connecte) {
    return (
      <p class="mon-compte">
        <a href="/connexion">Se connecter</a>
      </p>
    );
  }
  return (
    <>
      <button class="outil mon-compte" type="button" popovertarget="menu-compte">
        <Icone nom="personne" />
        <span>Compte</span>
      </button>
      <div id="menu-compte" class="depliant" popover="auto">
        <a href="/mon-compte">Mon compte</a>
        <form method="post" action="/deconnexion">
          {demonstration ? <BoutonChanger /> : null}
          <button class="lien" type="submit">
            Se déconnecter
          </button>
        </form>
      </div>
    </>
  );
}

/** Out, and back on the login page, where the demonstration's accounts are. */
export function ChangerCompte() {
  return (
    <form method="post" action="/deconnexion">
      <BoutonChanger />
    </form>
  );
}

function BoutonChanger() {
  return (
    <button class="lien" type="submit" name="ensuite" value="connexion">
      Changer de compte
    </button>
  );
}
