import { raw } from "hono/html";
import type { Accord } from "#acces/actes/habilitation/accorder.ts";
import { ChampsIdentite } from "#acces/pages/habilitation/champs-personne.tsx";
import { ChampsRemise, SuiteInvitation } from "#acces/pages/habilitation/remise.tsx";
import type { TitulaireTrouve } from "#donnees/actes/territoire/open-territoire.ts";
import type { ContoursOfficiels } from "#donnees/lectures/territoire/contours-officiels.ts";
import type { CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import { renderCartePerimetre } from "#socle/images/carte-perimetre.ts";
import { type Cadre, withQuery } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Saisir } from "#socle/pages/design/filtres.tsx";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, Phrases, ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";

const CHEMIN_OUVRIR = "/territoires/ouvrir";

/** One holder of the code book, as it would be opened. */
export type TitulairePropose = {
  readonly siren: string;
  readonly nom: string;
  readonly communes: readonly CommuneTerritoire[];
  readonly contours: ContoursOfficiels;
};

type OuvrirProps = {
  readonly cadre: Cadre;
  readonly recherche: string;
  readonly trouves: readonly TitulaireTrouve[];
  /** Territories of the platform. */
  readonly ouverts: ReadonlySet<string>;
  /** The one that was chosen; null: none yet. */
  readonly choisi: TitulairePropose | null;
  readonly saisie: SaisieFormulaire;
  readonly erreur: string | null;
};

export function renderOuvrirPage(props: OuvrirProps): string {
  const { cadre, recherche, choisi, ouverts, erreur } = props;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : ouvrir un territoire" : "Ouvrir un territoire",
    children: (
      <>
        <h1>Ouvrir un territoire</h1>
        <ResultatActe erreur={erreur} titreErreur="Le territoire n’est pas ouvert" />
        <BarreFiltres action={CHEMIN_OUVRIR} titre="Chercher un territoire" bouton="Chercher">
          <Saisir nom="recherche" libelle="Nom, commune ou SIREN" valeur={recherche} type="search" taille={32} />
        </BarreFiltres>
        {choisi === null ? (
          <Trouves {...props} />
        ) : (
          <Choisi {...props} choisi={choisi} ouvert={ouverts.has(choisi.siren)} />
        )}
      </>
    ),
  });
}

function Trouves({ recherche, trouves, ouverts }: OuvrirProps) {
  if (recherche === "") return null;
  if (trouves.length === 0) {
    return (
      <EtatVide titre="Aucun territoire ne porte ce nom">
        <p>Écrivez un mot de son nom, l’une de ses communes, ou les neuf chiffres de son SIREN.</p>
      </EtatVide>
    );
  }
  return (
    <ul>
      {trouves.map(({ siren, nom, communes, par }) => (
        <li>
          <a href={withQuery(CHEMIN_OUVRIR, { recherche, siren })}>{nom}</a>{" "}
          <span class="discret">
            SIREN {siren}, {formatCompte(communes, "commune")}
            {par === null ? "" : `, dont ${par}`}
            {ouverts.has(siren) ? ", déjà ouvert" : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}

type ChoisiProps = OuvrirProps & { readonly choisi: TitulairePropose; readonly ouvert: boolean };

function Choisi(props: ChoisiProps) {
  const { choisi, ouvert } = props;
  return (
    <section aria-labelledby="choisi">
      <h2 id="choisi">{choisi.nom}</h2>
      <div class="deux haut">
        <Perimetre {...choisi} />
        {ouvert ? <DejaOuvert siren={choisi.siren} /> : <Formulaire {...props} />}
      </div>
    </section>
  );
}

const LARGEUR = 460;
const ETIQUETTES = 7;

function Perimetre({ siren, communes, contours }: TitulairePropose) {
  const populations = new Map(communes.map(({ commune, population }) => [commune, population]));
  const titre = `Périmètre : ${formatCompte(communes.length, "commune")}`;
  const dessinees = contours.communes.map(({ code, nom, contour }) => {
    return { nom, contour, population: populations.get(code) ?? null };
  });
  return (
    <figure>
      {dessinees.length === 0
        ? null
        : raw(renderCartePerimetre({ titre, communes: dessinees, largeur: LARGEUR, etiquettes: ETIQUETTES }))}
      <figcaption>
        {titre}, SIREN {siren}. Contours de 2018 ; les communes fusionnées depuis sont réunies. {contours.source}.
        <Phrases phrases={contours.sans.map(saySansContour)} />
      </figcaption>
    </figure>
  );
}

function saySansContour({ nom, dans }: ContoursOfficiels["sans"][number]): string {
  if (dans === null) return `${nom} n’a pas de contour propre en 2018 : la commune n’est pas dessinée.`;
  return `${nom} n’a pas de contour propre en 2018 : la commune est dans celui de ${dans}, gardé entier.`;
}

function DejaOuvert({ siren }: { siren: string }) {
  return (
    <Message ton="neutre" titre="Ce territoire est déjà ouvert">
      <p>
        Il n’y a rien à ouvrir.{" "}
        <a href={withQuery("/plateforme/habilitations/accorder", { territoire: siren })}>En nommer un gestionnaire</a>
      </p>
    </Message>
  );
}

/** One act: the territory, and the person who invites all the others. */
function Formulaire({ choisi, recherche, saisie }: ChoisiProps) {
  return (
    <form class="saisie" method="post" action={CHEMIN_OUVRIR}>
      <input type="hidden" name="siren" value={choisi.siren} />
      <input type="hidden" name="recherche" value={recherche} />
      <fieldset class="grand">
        <legend>Son premier gestionnaire</legend>
        <ChampsIdentite saisie={saisie} aide="Cette personne invitera toutes les autres." />
      </fieldset>
      <ChampsRemise remise={valeurDe(saisie, "remise")} />
      <button class="bouton" type="submit">
        Ouvrir ce territoire
      </button>
    </form>
  );
}

type OuvertProps = Accord & {
  readonly cadre: Cadre;
  readonly territoire: Pick<Territoire, "epci" | "nom">;
};

/** Shown once: the link of a new account is kept nowhere. */
export function renderOuvertPage({ cadre, territoire, habilitation, lien, envoi }: OuvertProps): string {
  const { prenom, nom } = habilitation.compte;
  return renderPage({
    cadre,
    titre: "Territoire ouvert",
    children: (
      <>
        <h1>Territoire ouvert : {territoire.nom}</h1>
        <Message ton="ok" role="status">
          <p>
            {prenom} {nom} en est gestionnaire : à cette personne d’inviter les agents, qui déposeront les fichiers.
          </p>
        </Message>
        {lien === null && envoi === null ? (
          <p>Cette personne avait déjà un compte : le droit compte dès sa prochaine page.</p>
        ) : (
          <SuiteInvitation habilitation={habilitation} lien={lien} envoi={envoi} />
        )}
        <p class="ligne">
          <a class="bouton second" href={CHEMIN_OUVRIR}>
            Ouvrir un autre territoire
          </a>
          <a class="bouton second" href="/territoires">
            Voir les territoires
          </a>
        </p>
      </>
    ),
  });
}
