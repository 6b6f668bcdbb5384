import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, Cote, type EtatFormulaire } from "#socle/pages/design/formulaire.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import {
  LIBELLE_COLLEGE,
  LIBELLE_FONCTION_MEMBRE,
  LIBELLE_GENRE_INSTANCE,
} from "#socle/regles/gouvernance/instance.ts";
import { LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { InstanceLue, MembreLu } from "../lectures/instance-lire.ts";
import { CHEMIN_INSTANCES, CHEMIN_REUNIONS, cheminInstance, cheminMembre, cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { TagEtatReunion } from "./reunion-mots.tsx";

export type InstancePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly lue: InstanceLue;
  readonly ecrire: boolean;
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** Refused input of a contact, and its member. */
  readonly contact: (EtatFormulaire & { readonly membre: number }) | null;
};

export function renderInstancePage(props: InstancePageProps): string {
  const { cadre, epci, lue, ecrire, annonce, erreur } = props;
  const { instance, membres } = lue;
  return renderPageCommission({
    cadre,
    titre: instance.nom,
    retour: { href: hrefTerritoire(epci, CHEMIN_INSTANCES), libelle: "Toutes les instances" },
    annonce,
    erreur,
    children: (
      <>
        <Regles lue={lue} />
        {ecrire && instance.closeLe === null ? <Actes epci={epci} lue={lue} /> : null}
        <section aria-labelledby="membres">
          <h2 id="membres">Membres</h2>
          {membres.length === 0 ? (
            <EtatVide titre="Aucun membre écrit">
              <p>Ajoutez les organismes qui siègent : ce sont eux que l’on convoque.</p>
            </EtatVide>
          ) : (
            <Table table={tableMembres(props)} lignes={membres} />
          )}
        </section>
        <section aria-labelledby="reunions">
          <h2 id="reunions">Réunions</h2>
          <TableReunions epci={epci} lue={lue} />
        </section>
        {ecrire && instance.closeLe === null ? <Clore epci={epci} lue={lue} /> : null}
      </>
    ),
  });
}

type LueProps = { readonly epci: string; readonly lue: InstanceLue };

function Regles({ lue: { instance, rythme, phraseFrequence, phraseQuorum, phraseRythme } }: Pick<LueProps, "lue">) {
  return (
    <dl>
      <dt>Genre</dt>
      <dd>{LIBELLE_GENRE_INSTANCE[instance.genre]}</dd>
      {instance.objet ? (
        <>
          <dt>Objet</dt>
          <dd>{instance.objet}</dd>
        </>
      ) : null}
      <dt>Fréquence</dt>
      <dd>
        {phraseFrequence}
        {rythme.etat === "en-retard" ? (
          <>
            {" "}
            <Tag ton="alerte">En retard</Tag>
          </>
        ) : null}
        <br />
        {phraseRythme}
      </dd>
      <dt>Quorum</dt>
      <dd>{phraseQuorum}</dd>
      <dt>Texte qui la crée</dt>
      <dd>{instance.source ?? "aucun texte écrit"}</dd>
      {instance.creeeLe ? (
        <>
          <dt>Créée le</dt>
          <dd>{formatJour(instance.creeeLe)}</dd>
        </>
      ) : null}
      {instance.closeLe ? (
        <>
          <dt>Close le</dt>
          <dd>{formatJour(instance.closeLe)}</dd>
        </>
      ) : null}
    </dl>
  );
}

function Actes({ epci, lue: { instance } }: LueProps) {
  return (
    <p class="ligne">
      <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_REUNIONS}/nouvelle`, { instance: instance.id })}>
        Préparer une réunion
      </a>
      <a class="bouton second" href={hrefTerritoire(epci, cheminInstance(instance.id, "/membres/nouveau"))}>
        Ajouter un membre
      </a>
      <a class="bouton second" href={hrefTerritoire(epci, cheminInstance(instance.id, "/modifier"))}>
        Modifier l’instance
      </a>
    </p>
  );
}

function tableMembres(props: InstancePageProps) {
  const { lue, epci, ecrire } = props;
  const { membres, instance } = lue;
  const ouverte = ecrire && instance.closeLe === null;
  const contacts: Colonne<MembreLu, Child> = {
    code: "contacts",
    titre: "À convoquer",
    valeur: (membre) => membre.contacts?.length ?? null,
    rendu: (membre) => <Contacts {...props} membre={membre} />,
  };
  return defineTable<MembreLu, Child>({
    code: "membres",
    titre: "Membres de l’instance",
    colonnes: [
      {
        code: "membre",
        titre: "Membre",
        valeur: ({ nom }) => nom,
        tri: true,
        rendu: ({ id, nom }) =>
          ouverte ? <a href={hrefTerritoire(epci, cheminMembre(instance.id, id))}>{nom}</a> : nom,
      },
      { code: "college", titre: "Collège", valeur: ({ college }) => LIBELLE_COLLEGE[college], tri: true },
      { code: "fonction", titre: "Fonction", valeur: ({ fonction }) => LIBELLE_FONCTION_MEMBRE[fonction], tri: true },
      { code: "voix", titre: "Voix", valeur: ({ voix }) => (voix ? "oui" : "non") },
      { code: "mandat", titre: "Mandat", valeur: sayMandat },
      ...(membres.some((membre) => membre.contacts !== null) ? [contacts] : []),
    ],
  });
}

function sayMandat({ depuis, jusqua, actuel }: MembreLu): string {
  const debut = depuis === null ? null : `depuis le ${formatJourCourt(depuis)}`;
  const fin = jusqua === null ? null : `jusqu’au ${formatJourCourt(jusqua)}`;
  const dates = [debut, fin].filter((one) => one !== null).join(", ");
  if (dates === "") return "dates non écrites";
  return actuel ? dates : `${dates} (ne siège pas aujourd’hui)`;
}

function Contacts(props: InstancePageProps & { readonly membre: MembreLu }) {
  const { epci, lue, membre, contact } = props;
  const chemin = (suite: string) => hrefTerritoire(epci, cheminMembre(lue.instance.id, membre.id, suite));
  const refused = contact?.membre === membre.id ? contact : null;
  return (
    <>
      {membre.contacts?.length === 0 && membre.actuel ? <p>Personne à convoquer</p> : null}
      {membre.contacts?.map(({ id, nom, courriel }) => (
        <form method="post" action={chemin(`/contacts/${id}/retirer`)}>
          {nom}, <span class="brut">{courriel}</span>{" "}
          <button class="lien" type="submit">
            Retirer<span class="lu"> {nom}</span>
          </button>
        </form>
      ))}
      {lue.instance.closeLe === null ? (
        <details open={refused !== null}>
          <summary>
            Ajouter un contact<span class="lu"> pour {membre.nom}</span>
          </summary>
          <FormulaireContact membre={membre} action={chemin("/contacts")} etat={refused} />
        </details>
      ) : null}
    </>
  );
}

type FormulaireContactProps = {
  readonly membre: MembreLu;
  readonly action: string;
  readonly etat: EtatFormulaire | null;
};

/** One form a member: the fields share their names, not their ids. */
function FormulaireContact({ membre, action, etat }: FormulaireContactProps) {
  const valeur = (nom: string) => etat?.saisie[nom]?.[0] ?? "";
  return (
    <form class="saisie" method="post" action={action}>
      <div class="champ">
        <label for={`nom-${membre.id}`}>Nom du contact</label>
        <input id={`nom-${membre.id}`} name="nom" value={valeur("nom")} maxlength={120} required autocomplete="off" />
      </div>
      <div class="champ">
        <label for={`courriel-${membre.id}`}>Adresse électronique</label>
        <input
          id={`courriel-${membre.id}`}
          name="courriel"
          type="email"
          value={valeur("courriel")}
          maxlength={254}
          required
          autocomplete="off"
        />
      </div>
      <button class="bouton second" type="submit">
        Ajouter
      </button>
    </form>
  );
}

function TableReunions({ epci, lue: { reunions, instance } }: LueProps) {
  if (reunions.length === 0) return <p>Aucune réunion n’est écrite.</p>;
  return (
    <>
      <Table table={tableReunions(epci)} lignes={reunions} />
      <p class="telechargements">
        <a href={hrefTerritoire(epci, `${CHEMIN_REUNIONS}.ics`, { instance: instance.id })}>
          Ces réunions dans un agenda (ICS)
        </a>
      </p>
    </>
  );
}

function tableReunions(epci: string) {
  return defineTable<InstanceLue["reunions"][number], Child>({
    code: "reunions",
    titre: "Réunions de l’instance",
    colonnes: [
      {
        code: "reunion",
        titre: "Réunion",
        valeur: ({ numero }) => numero,
        rendu: ({ id, titre, numero }) => (
          <a href={hrefTerritoire(epci, cheminReunion(id))}>
            {titre}, n° {numero}
          </a>
        ),
      },
      { code: "jour", titre: "Jour", valeur: ({ jour }) => formatJour(jour) },
      {
        code: "etat",
        titre: "État",
        valeur: ({ etat }) => LIBELLE_ETAT_REUNION[etat],
        rendu: ({ etat }) => <TagEtatReunion etat={etat} />,
      },
    ],
  });
}

function Clore({ epci, lue: { instance } }: LueProps) {
  const etat: EtatFormulaire = { saisie: {}, refus: { message: null, erreurs: [] } };
  return (
    <details>
      <summary>Clore cette instance</summary>
      <form class="saisie" method="post" action={hrefTerritoire(epci, cheminInstance(instance.id, "/clore"))}>
        <p>Elle ne se réunira plus. Ses membres, ses réunions et ses décisions restent à lire.</p>
        <Cote>
          <Champ etat={etat} nom="le" libelle="Dernier jour" type="date" court requis />
        </Cote>
        <button class="bouton second" type="submit">
          Clore l’instance
        </button>
      </form>
    </details>
  );
}
