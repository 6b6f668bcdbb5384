import { verifyTroisCandidats } from "#droit/regles/trois-candidats.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refuse, type RefusFormulaire, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { ETATS_PRESENCE, LIBELLE_ETAT_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import type { Convocations as Lues } from "../../actes/cal/convocations.ts";
import type { LogementInscriptible, LogementSeance, MembreConvoque } from "../../actes/cal/ports.ts";
import type { SeanceLue } from "../../lectures/cal/seance-lue.ts";
import { LIBELLE_QUALITE_CAL, LIBELLE_VOIX_CAL, voixDe } from "../../regles/cal/composition.ts";
import { LIBELLE_MODE_SEANCE } from "../../regles/cal/reglement.ts";
import { quandSeance } from "../../regles/cal/seance.ts";
import { SeanceExamens } from "../examen-occupation/seance-examens.tsx";
import { CHEMIN_CAL, cheminLogement, cheminSeance } from "./chemins.ts";
import { Convocations } from "./convocations.tsx";
import { sayBien, TagLogement, TagSeance } from "./mots.tsx";

export type SeancePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly lue: SeanceLue;
  /** Dwellings that the secretary may still put on the agenda. */
  readonly inscriptibles: readonly LogementInscriptible[];
  /** null: not for this person, or nobody was convened yet. */
  readonly convocations: Lues | null;
  readonly refus: RefusFormulaire;
  readonly annonce: string | null;
  readonly aujourdhui: string;
};

/** A session: when, what is on its agenda, who sits, whether they are enough, and the next thing to do. */
export function renderSeancePage(props: SeancePageProps): string {
  const { cadre, epci, lue, refus, annonce } = props;
  const { seance, reference } = lue;
  const titre = `Séance ${reference}`;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    rubrique: "liberations",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_CAL} />
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_CAL)}>Toutes les séances</a>
        </p>
        <h1>{titre}</h1>
        <p class="chapo">
          Commission d’attribution de {seance.nomBailleur}, {quandSeance(seance)}. {LIBELLE_MODE_SEANCE[seance.mode]}.{" "}
          <TagSeance etat={seance.etat} />
          {seance.synthetique ? <Tag ton="neutre">Donnée synthétique</Tag> : null}
        </p>
        <Refuse refus={refus} />
        <ResultatActe annonce={annonce} />
        <Ou lue={lue} />
        <Suite {...props} />
        <Ordre {...props} />
        <SeanceExamens epci={epci} lue={lue} />
        <Sieges {...props} />
        {props.convocations === null ? null : <Convocations convocations={props.convocations} />}
      </>
    ),
  });
}

function Ou({ lue: { seance, regles } }: { lue: SeanceLue }) {
  return (
    <>
      {seance.lieu === null ? null : <p>Lieu : {seance.lieu}.</p>}
      {seance.visio === null ? null : (
        <p>
          <a href={seance.visio} rel="noreferrer">
            Rejoindre la séance à distance
          </a>
        </p>
      )}
      <p class="aide">
        Règlement intérieur :{" "}
        {regles.numero === 0 ? "aucun n’est écrit, valeurs de Blaise" : `version ${regles.numero}`}
        {regles.aConfirmer ? " (à confirmer)" : ""}. Source : {regles.source}.
      </p>
    </>
  );
}

function Bouton({ epci, chemin, children }: { epci: string; chemin: string; children: string }) {
  return (
    <form method="post" action={hrefTerritoire(epci, chemin)}>
      <button class="bouton" type="submit">
        {children}
      </button>
    </form>
  );
}

/** The one thing to do next. */
function Suite({ epci, lue }: SeancePageProps) {
  const { seance, secretaire, logements } = lue;
  const chemin = (suite: string) => cheminSeance(seance.id, suite);
  const reste = logements.filter(({ etat }) => etat === "inscrit").length;
  return (
    <div class="ligne ecran">
      {secretaire && seance.etat === "preparation" && logements.length + lue.examens.length > 0 ? (
        <Bouton epci={epci} chemin={chemin("convoquer")}>
          Convoquer les membres
        </Bouton>
      ) : null}
      {secretaire && seance.etat === "convoquee" ? (
        <Bouton epci={epci} chemin={chemin("ouvrir")}>
          Ouvrir la séance
        </Bouton>
      ) : null}
      {seance.etat === "preparation" ? null : (
        <a class="cible" href={hrefTerritoire(epci, chemin("seance.ics"))}>
          Mettre dans mon agenda
        </a>
      )}
      {secretaire && seance.etat !== "preparation" && seance.etat !== "convoquee" ? (
        <a class="bouton" href={hrefTerritoire(epci, chemin("cloture"))}>
          {reste > 0 ? `Clôture : ${formatCompte(reste, "logement")} à décider` : "Clôture et notifications"}
        </a>
      ) : null}
    </div>
  );
}

function Ordre(props: SeancePageProps) {
  const { epci, lue } = props;
  const { logements, seance, secretaire } = lue;
  const retirable = secretaire && seance.etat === "preparation";
  return (
    <section>
      <h2>Ordre du jour</h2>
      {logements.length === 0 ? (
        <p>Aucun logement n’est encore inscrit.</p>
      ) : (
        <TableFiches
          titre="Logements"
          colonnes={[
            "Logement",
            "Description",
            "Candidats",
            "Avis de la commune",
            "État",
            ...(retirable ? ["Retirer"] : []),
          ].map((titre) => ({ titre }))}
          lignes={logements.map((logement) => [
            <a href={hrefTerritoire(epci, cheminLogement(seance.id, logement.liberation))}>
              {logement.bien.reference}, {logement.bien.adresse}
            </a>,
            sayBien(logement.bien),
            <Candidats lue={lue} logement={logement} />,
            sayAvis(lue, logement),
            <TagLogement etat={logement.etat} />,
            ...(retirable ? [<Retirer epci={epci} seance={seance.id} logement={logement} />] : []),
          ])}
        />
      )}
      {retirable ? <Inscrire {...props} /> : null}
    </section>
  );
}

function Candidats({ lue, logement }: { lue: SeanceLue; logement: LogementSeance }) {
  const nombre = lue.candidats.filter(({ liberation }) => liberation === logement.liberation).length;
  const { suffisant, exception, minimum } = verifyTroisCandidats(nombre, logement.bien.exception, lue.seance.tenueLe);
  return (
    <>
      {formatNombre(nombre)}
      {suffisant ? (
        exception && nombre < minimum ? (
          ` (${exception.libelle.toLowerCase()})`
        ) : (
          ""
        )
      ) : (
        <Tag ton="alerte">{minimum} au moins</Tag>
      )}
    </>
  );
}

function sayAvis({ avis }: SeanceLue, { liberation }: LogementSeance): string {
  const donne = avis.find((un) => un.liberation === liberation);
  return donne
    ? { favorable: "Favorable", reserve: "Réservé", defavorable: "Défavorable", "sans-avis": "Sans avis" }[donne.sens]
    : "Non donné";
}

function Retirer({ epci, seance, logement }: { epci: string; seance: number; logement: LogementSeance }) {
  return (
    <form method="post" action={hrefTerritoire(epci, cheminLogement(seance, logement.liberation, "retirer"))}>
      <button class="bouton second" type="submit">
        Retirer<span class="lu"> {logement.bien.reference}</span>
      </button>
    </form>
  );
}

function Inscrire({ epci, lue, inscriptibles }: SeancePageProps) {
  if (inscriptibles.length === 0) return <p>Aucun autre logement libéré n’attend une séance.</p>;
  return (
    <form class="saisie" method="post" action={hrefTerritoire(epci, cheminSeance(lue.seance.id, "inscrire"))}>
      <fieldset class="champ">
        <legend>Inscrire des logements libérés</legend>
        <div class="cases">
          {inscriptibles.map(({ liberation, reference, adresse, candidats }, rang) => (
            <label class="case">
              <input id={rang === 0 ? "logement" : undefined} type="checkbox" name="logement" value={liberation} />
              {reference}, {adresse} ({formatCompte(candidats, "candidat")})
            </label>
          ))}
        </div>
      </fieldset>
      <button class="bouton second" type="submit">
        Inscrire
      </button>
    </form>
  );
}

function Sieges(props: SeancePageProps) {
  const { epci, lue } = props;
  const { membres, seance, secretaire, quorum } = lue;
  const saisir = secretaire && seance.etat === "ouverte" && seance.mode !== "asynchrone";
  const table = (
    <TableFiches
      titre="Membres"
      colonnes={["Membre", "Voix", "Présence", ...(saisir ? ["Représenté par"] : [])].map((titre) => ({ titre }))}
      lignes={membres.map((membre) => [
        <Nom membre={membre} moi={membre.id === lue.moi?.id} />,
        LIBELLE_VOIX_CAL[voixDe(membre.qualite, seance.tenueLe)],
        saisir ? <Presence membre={membre} /> : sayPresence(lue, membre),
        ...(saisir ? [<Mandataire membre={membre} membres={membres} />] : []),
      ])}
    />
  );
  return (
    <section>
      <h2 id="membres">Membres et quorum</h2>
      {seance.etat === "preparation" || seance.etat === "convoquee" ? null : (
        <Message ton={quorum.atteint ? "ok" : "alerte"}>
          <p>{quorum.phrase}</p>
        </Message>
      )}
      {saisir ? (
        <form method="post" action={hrefTerritoire(epci, cheminSeance(seance.id, "presences"))}>
          {table}
          <p class="ligne">
            <button class="bouton" type="submit">
              Enregistrer les présences
            </button>
            <button class="bouton second" type="submit" name="autres" value="present">
              Tous les autres sont présents
            </button>
          </p>
        </form>
      ) : (
        table
      )}
    </section>
  );
}

function Nom({ membre, moi }: { membre: MembreConvoque; moi: boolean }) {
  return (
    <>
      {membre.designation ?? LIBELLE_QUALITE_CAL[membre.qualite]}
      {moi ? <Tag ton="neutre">Vous</Tag> : null}
      {membre.president ? <Tag ton="neutre">Préside</Tag> : null}
      {membre.designation === null ? null : <span class="nom">{LIBELLE_QUALITE_CAL[membre.qualite]}</span>}
    </>
  );
}

function sayPresence({ seance, votes }: SeanceLue, { id, presence }: MembreConvoque): string {
  if (seance.mode === "asynchrone") return votes.some(({ membre }) => membre === id) ? "A voté" : "N’a pas voté";
  return presence === null ? "Non dite" : LIBELLE_ETAT_PRESENCE[presence];
}

function Presence({ membre: { id, presence, qualite, designation } }: { membre: MembreConvoque }) {
  return (
    <select name={`presence-${id}`} aria-label={`Présence : ${designation ?? LIBELLE_QUALITE_CAL[qualite]}`}>
      <option value="">Non dite</option>
      {ETATS_PRESENCE.map((etat) => (
        <option value={etat} selected={etat === presence}>
          {LIBELLE_ETAT_PRESENCE[etat]}
        </option>
      ))}
    </select>
  );
}

function Mandataire({ membre, membres }: { membre: MembreConvoque; membres: readonly MembreConvoque[] }) {
  return (
    <select
      name={`mandataire-${membre.id}`}
      aria-label={`Représenté par : ${membre.designation ?? LIBELLE_QUALITE_CAL[membre.qualite]}`}
    >
      <option value="">Personne</option>
      {membres
        .filter(({ id }) => id !== membre.id)
        .map(({ id, designation, qualite }) => (
          <option value={id} selected={id === membre.mandataire}>
            {designation ?? LIBELLE_QUALITE_CAL[qualite]}
          </option>
        ))}
    </select>
  );
}
