import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Decision, Dossier, Faits } from "#socle/pages/design/dossier.tsx";
import { Choix, type EtatFormulaire, optionsOf, Refuse, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatInstant, formatNombre } from "#socle/regles/shared/format.ts";
import type { AvisEcrit, MembreConvoque, MessageCal } from "../../actes/cal/ports.ts";
import { AVIS_COMMUNE, LIBELLE_AVIS_COMMUNE } from "../../regles/cal/avis.ts";
import { quandSeance } from "../../regles/cal/seance.ts";
import { LIBELLE_ACCES_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import { type CandidatMontre, TableCandidats } from "./candidats.tsx";
import { cheminLogement, cheminSeance } from "./chemins.ts";
import { Decider, type DecisionFormulaire } from "./decider.tsx";
import { AVERTISSEMENT_MIXITE, EnJeu, type EnJeuProps } from "./en-jeu.tsx";
import { Garde, Inconnu, sayBien, TagSeance } from "./mots.tsx";
import { Voter } from "./voter.tsx";

export type LogementPageProps = EnJeuProps & {
  readonly cadre: Cadre;
  readonly reference: string;
  readonly exception: string | null;
  readonly candidats: readonly CandidatMontre[];
  readonly quorum: string;
  readonly avis: AvisEcrit | null;
  readonly messages: readonly (MessageCal & { readonly de: string })[];
  /** true: what is at stake, on a view of its own. */
  readonly enJeu: boolean;
  readonly precedent: number | null;
  readonly suivant: number | null;
  /** Those in whose name the secretary may write a vote. */
  readonly votants: readonly MembreConvoque[];
  readonly peut: {
    readonly voter: boolean;
    readonly parler: boolean;
    readonly decider: boolean;
    readonly aviser: boolean;
    readonly observer: boolean;
  };
  readonly decision: DecisionFormulaire;
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  readonly jeton: string;
  /** `page` names the reader and the dwelling of these forms; `fait`: the act that the server has just done. */
  readonly brouillon: { readonly page: string; readonly fait: string | null };
  readonly annonce: string | null;
  readonly aujourdhui: string;
};

export function renderLogementPage(props: LogementPageProps): string {
  const { cadre, epci, seance, logement, reference, etat, annonce, brouillon } = props;
  const refuse = etat.refus.message !== null || etat.refus.erreurs.length > 0;
  const titre = [logement.bien.typologie, logement.bien.adresse, logement.bien.nomCommune]
    .filter((mot) => mot !== null)
    .join(", ");
  return renderPage({
    cadre,
    titre: refuse ? `Erreur : ${titre}` : titre,
    islands: ["brouillon", "candidats"],
    children: (
      <blaise-brouillon
        data-page={brouillon.page}
        data-fait={refuse ? undefined : (brouillon.fait ?? undefined)}
        data-refuse={refuse ? "" : undefined}
      >
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminSeance(seance.id))}>Séance {reference}</a>
        </p>
        <h1>{titre}</h1>
        <p class="chapo">
          Logement {formatNombre(logement.ordre)} de la séance, {quandSeance(seance)}. <TagSeance etat={seance.etat} />
        </p>
        <Refuse refus={etat.refus} />
        <ResultatActe annonce={annonce} />
        {props.enJeu ? <EnJeu {...props} /> : <Examiner {...props} />}
      </blaise-brouillon>
    ),
  });
}

/** The candidates, and the acts that decide of them. */
function Examiner(props: LogementPageProps) {
  const { voter, decider } = props.peut;
  return (
    <>
      <Dossier cote={<Cote {...props} />}>
        <Candidats {...props} />
        <Avis {...props} />
        <Fil {...props} />
      </Dossier>
      {voter ? (
        <p class="vers-vote">
          <a class="bouton" href="#vote">
            Aller au vote
          </a>
        </p>
      ) : null}
      {voter ? <Voter {...props} /> : null}
      {decider ? <Decider {...props} /> : null}
      <Voisins {...props} />
    </>
  );
}

function Candidats({ candidats, seance, logement, peut }: LogementPageProps) {
  const ouvre = candidats.some(({ dossier }) => dossier !== null);
  return (
    <section>
      <h2>Candidats, côte à côte</h2>
      {candidats.length === 0 ? (
        <p>Aucun candidat ne vous est ouvert pour ce logement.</p>
      ) : (
        <TableCandidats candidats={candidats} jour={seance.tenueLe} enjeu={logement.bien.enjeu} />
      )}
      <p class="aide">
        Aucun nom n’est montré.{" "}
        {ouvre
          ? "Le règlement intérieur ouvre les demandes au secrétariat, et à lui seul : chacune s’ouvre avec son motif, écrit au journal. "
          : ""}
        La cotation et le rapprochement aident à décider ; ils ne décident pas. Ce qui n’est pas écrit est dit inconnu.
        {peut.voter ? (
          <>
            {" "}
            Touches <kbd>j</kbd> et <kbd>k</kbd> : voter pour le candidat suivant, le précédent.
          </>
        ) : null}
      </p>
    </section>
  );
}

/** What is decided and what is at stake, beside the candidates. */
function Cote({ epci, seance, candidats, logement, quorum, avis, exception, peut }: LogementPageProps) {
  const { bien } = logement;
  const faits = [
    { libelle: "Description", valeur: sayBien(bien) },
    { libelle: "Lieu", valeur: <Lieu situation={bien.situation} /> },
    { libelle: "Contingent", valeur: LIBELLE_CONTINGENT[bien.contingent] },
    { libelle: "Accès", valeur: LIBELLE_ACCES_LOGEMENT[bien.acces] },
    ...(exception === null ? [] : [{ libelle: "Moins de trois candidats", valeur: exception }]),
  ];
  return (
    <>
      <Decision
        titre="Décision de la commission"
        phrase={candidats.some(({ decision }) => decision !== null) ? "Rendue" : "Pas encore rendue"}
      >
        <p>{quorum}</p>
        <p>Avis de la commune : {avis === null ? "non donné" : LIBELLE_AVIS_COMMUNE[avis.sens].toLowerCase()}.</p>
        {peut.decider ? (
          <a class="bouton second" href="#decision">
            Aller à la décision
          </a>
        ) : null}
        {bien.enjeuMixite === true ? <p>{AVERTISSEMENT_MIXITE}</p> : null}
        <p>
          <a
            class="cible"
            href={hrefTerritoire(epci, cheminLogement(seance.id, logement.liberation), { vue: "en-jeu" })}
          >
            Objectifs touchés et résidence
          </a>
        </p>
      </Decision>
      <Faits faits={faits} />
    </>
  );
}

function Lieu({ situation }: Pick<LogementPageProps["logement"]["bien"], "situation">) {
  if (situation === "inconnue") return <Inconnu />;
  return <>{situation === "qpv" ? "En quartier prioritaire" : "Hors quartier prioritaire"}</>;
}

function Avis({ epci, seance, logement, avis, peut, etat, aRelire }: LogementPageProps) {
  return (
    <section>
      <h2 id="avis-commune">Avis de la commune</h2>
      {avis === null ? (
        <p>La commune n’a pas donné d’avis.</p>
      ) : (
        <p>
          {LIBELLE_AVIS_COMMUNE[avis.sens]}, le {formatInstant(avis.le)}.{avis.motif === null ? "" : ` ${avis.motif}`}
        </p>
      )}
      {peut.aviser ? (
        <form
          class="saisie"
          method="post"
          action={hrefTerritoire(epci, cheminLogement(seance.id, logement.liberation, "avis"))}
          data-brouillon="avis"
        >
          <Garde />
          <Choix
            etat={etat}
            nom="avis"
            libelle="Votre avis"
            requis
            options={optionsOf(AVIS_COMMUNE, LIBELLE_AVIS_COMMUNE)}
          />
          <TexteLong
            etat={etat}
            nom="motif_avis"
            libelle="Raison"
            aide="Obligatoire si l’avis est réservé ou défavorable. Du logement ou du quartier, jamais d’une personne."
            limite={500}
            lignes={2}
          />
          <Relire affiche={aRelire} />
          <button class="bouton" type="submit">
            Donner cet avis
          </button>
        </form>
      ) : null}
    </section>
  );
}

function Fil(props: LogementPageProps) {
  const { epci, seance, logement, messages, peut, etat, jeton, aRelire } = props;
  if (messages.length === 0 && !peut.parler) return null;
  const chemin = hrefTerritoire(epci, cheminLogement(seance.id, logement.liberation, "messages"));
  return (
    <section>
      <h2 id="fil">Échanges entre membres</h2>
      {messages.length === 0 ? <p>Aucun message.</p> : null}
      <ul>
        {messages.map(({ de, nature, texte, le }) => (
          <li>
            <strong>{de}</strong>, le {formatInstant(le)} : {nature === "examen" ? "demande l’examen en séance. " : ""}
            {texte}
          </li>
        ))}
      </ul>
      {peut.parler ? (
        <form class="saisie" method="post" action={chemin} data-brouillon="message">
          <Garde />
          <input type="hidden" name="jeton" value={jeton} />
          <TexteLong
            etat={etat}
            nom="texte"
            libelle="Message"
            aide="Aucun nom, rien de la santé de quelqu’un."
            limite={500}
            lignes={2}
          />
          <Relire affiche={aRelire} />
          <p class="ligne">
            <button class="bouton second" type="submit" name="nature" value="message">
              Envoyer
            </button>
            <button class="bouton second" type="submit" name="nature" value="examen">
              Demander l’examen en séance
            </button>
          </p>
        </form>
      ) : null}
    </section>
  );
}

function Voisins({ epci, seance, precedent, suivant }: LogementPageProps) {
  return (
    <p class="ligne ecran">
      {precedent === null ? null : (
        <a class="cible" href={hrefTerritoire(epci, cheminLogement(seance.id, precedent))}>
          Logement précédent
        </a>
      )}
      {suivant === null ? null : (
        <a class="cible" href={hrefTerritoire(epci, cheminLogement(seance.id, suivant))}>
          Logement suivant
        </a>
      )}
    </p>
  );
}
